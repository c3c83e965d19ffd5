package dev.carillon.language;

import dev.carillon.workflow.Template;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads the {@code endpoint} of an HTTP call. */
final class EndpointReader {
  private static final Pattern NAME = Pattern.compile("\\{[A-Za-z0-9_.-]+}");
  private static final Pattern BRACES = Pattern.compile("\\{[^{}]*}?");

  private final Reading reading;
  private final Values values;
  private final TemplateReader templates;

  EndpointReader(Reading reading, TemplateReader templates) {
    this.reading = reading;
    this.values = new Values(reading.problems());
    this.templates = templates;
  }

  /** Reads a URI, an expression, or an object that holds the one or the other. */
  Template read(Value value, Surroundings around) {
    if (value.isObject()) {
      Vocabulary.of("in \"endpoint\"", "uri", "authentication").check(value, reading.problems());
      return values
          .need(value, "uri", "write the address, as https://example.com/")
          .map(it -> inner(it, around))
          .orElse(Template.of(""));
    }
    if (value.isText() && value.json().textValue().contains("${")) {
      return templates.expression(value, "endpoint", around);
    }
    values.text(value, "endpoint").ifPresent(it -> check(value, it));
    return new Template(value.json());
  }

  private Template inner(Value uri, Surroundings around) {
    if (uri.isObject() && !reading.isKept()) {
      values.text(uri, "uri", "write the address, with \"authentication\" beside \"uri\"");
      return Template.of("");
    }
    return read(uri, around);
  }

  private void check(Value value, String endpoint) {
    try {
      URI uri = new URI(NAME.matcher(endpoint).replaceAll("x"));
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (!web || uri.getRawAuthority() == null) {
        reading
            .problems()
            .add(
                value,
                "an endpoint begins with http:// or https:// and a host; write it whole, as https://example.com/orders");
      } else if (uri.getRawUserInfo() != null) {
        reading
            .problems()
            .add(
                value,
                "an endpoint holds no name and password, which would be kept with the"
                    + " definition; use \"authentication\" with a secret");
      }
    } catch (URISyntaxException wrong) {
      reading
          .problems()
          .add(
              reading.source().placeIn(value, place(endpoint, wrong)),
              value.pointer(),
              endpoint.contains("{")
                  ? "in an endpoint only {name} is replaced, a member of the task's input"
                      + odd(endpoint) + "; write an expression for more"
                  : "this is no address: " + wrong.getReason()
                      + "; write one like https://example.com/a%20b, with %20 for a blank");
    }
  }

  /** Names the first of what stands in braces and is no name. */
  private static String odd(String endpoint) {
    return BRACES
        .matcher(endpoint)
        .results()
        .map(MatchResult::group)
        .filter(it -> !NAME.matcher(it).matches())
        .findFirst()
        .map(it -> ", and this has \"" + Brackets.abbreviated(it) + "\"")
        .orElse("");
  }

  private static int place(String endpoint, URISyntaxException wrong) {
    return NAME.matcher(endpoint).find() ? 0 : Math.max(0, wrong.getIndex());
  }
}
