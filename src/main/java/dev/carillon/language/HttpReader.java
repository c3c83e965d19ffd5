package dev.carillon.language;

import dev.carillon.running.HeaderRule;
import dev.carillon.running.MethodRule;
import dev.carillon.workflow.Task.CallHttp;
import dev.carillon.workflow.Task.Frame;
import dev.carillon.workflow.Task.HttpOutput;
import dev.carillon.workflow.Template;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the {@code with} of a {@code call: http}. */
final class HttpReader {
  private static final Vocabulary WORDS = Vocabulary.of(
          "in \"with\" of an HTTP call",
          "method",
          "endpoint",
          "headers",
          "query",
          "body",
          "output",
          "redirect")
      .refusing(
          "authentication",
          "\"authentication\" stands in the endpoint; write endpoint: {uri: …, authentication: …}")
      .refusing("uri", "\"uri\" is called \"endpoint\" here; rename it")
      .refusing("url", "\"url\" is called \"endpoint\" here; rename it");
  private static final Template NOTHING = Template.of("");

  private final Reading reading;
  private final Values values;
  private final TemplateReader templates;
  private final EndpointReader endpoints;

  HttpReader(Reading reading, TemplateReader templates) {
    this.reading = reading;
    this.values = new Values(reading.problems());
    this.templates = templates;
    this.endpoints = new EndpointReader(reading, templates);
  }

  CallHttp read(Value task, Frame frame, Surroundings outside) {
    Surroundings around = outside.with("secrets");
    Optional<Value> with = values
        .need(task, "with", "write it with \"method\" and \"endpoint\" in it")
        .flatMap(it -> values.object(it, "with"));
    with.ifPresent(it -> WORDS.check(it, reading.problems()));
    return new CallHttp(
        frame,
        with.flatMap(it -> method(it, around)).orElse(NOTHING),
        with.flatMap(it -> endpoint(it, around)).orElse(NOTHING),
        with.flatMap(it -> it.find("endpoint"))
            .flatMap(it -> it.find("authentication"))
            .flatMap(it -> new AuthenticationReader(reading, templates).read(it, around)),
        with.flatMap(it -> texts(it, "headers", around)),
        with.flatMap(it -> texts(it, "query", around)),
        with.flatMap(it -> it.find("body")).map(it -> templates.any(it, around)),
        with.map(this::output).orElse(HttpOutput.CONTENT),
        with.map(it -> values.flag(it, "redirect", false)).orElse(false));
  }

  private Optional<Template> method(Value with, Surroundings around) {
    return values
        .need(with, "method", "write one of " + String.join(", ", MethodRule.ALLOWED))
        .map(it -> {
          boolean open = it.isText() && it.json().textValue().contains("${");
          return open ? templates.expression(it, "method", around) : method(it);
        });
  }

  private Template method(Value value) {
    if (!value.isText() || !MethodRule.allows(value.json().textValue())) {
      values.word(value, "method", MethodRule.ALLOWED);
    }
    return Template.of(value.json().asText().toUpperCase(Locale.ROOT));
  }

  private Optional<Template> endpoint(Value with, Surroundings around) {
    boolean otherName = with.members().containsKey("uri") || with.members().containsKey("url");
    Optional<Value> endpoint = otherName
        ? with.find("endpoint")
        : values.need(with, "endpoint", "write the address, as https://example.com/orders/{id}");
    return endpoint.map(it -> endpoints.read(it, around));
  }

  private Optional<Template> texts(Value with, String name, Surroundings around) {
    return with.find(name).map(it -> {
      if (it.isText()) {
        return templates.expression(it, name, around);
      }
      values
          .object(it, name)
          .ifPresent(object ->
              object.members().forEach((key, member) -> values.text(member.value(), key)));
      if (name.equals("headers") && !reading.isKept()) {
        it.members().forEach((key, member) -> checkHeader(it, key, member.value()));
        checkTwice(it, with.find("endpoint").flatMap(at -> at.find("authentication")));
      }
      return templates.any(it, around);
    });
  }

  private void checkHeader(Value headers, String name, Value value) {
    HeaderRule.faultOfName(name).ifPresent(it -> reading.problems().addAtKey(headers, name, it));
    if (value.isText() && !value.json().textValue().contains("${")) {
      HeaderRule.faultOfValue(name, value.json().textValue())
          .ifPresent(it -> reading.problems().add(value, it));
    }
  }

  private void checkTwice(Value headers, Optional<Value> authentication) {
    Map<String, String> spelled = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : headers.members().keySet()) {
      String other = spelled.putIfAbsent(name, name);
      if (other != null) {
        reading
            .problems()
            .addAtKey(
                headers,
                name,
                "\"" + other + "\" and \"" + name + "\" are one header, as case is ignored in its"
                    + " name; leave one of them out");
      } else if (name.equalsIgnoreCase("Authorization") && authentication.isPresent()) {
        reading
            .problems()
            .addAtKey(
                headers,
                name,
                "\"" + name + "\" is the header that \"authentication\" sets; leave one of the two"
                    + " out");
      }
    }
  }

  private HttpOutput output(Value with) {
    return with.find("output")
        .flatMap(it -> values.word(it, "output", List.of("raw", "content", "response")))
        .map(it -> HttpOutput.valueOf(it.toUpperCase(Locale.ROOT)))
        .orElse(HttpOutput.CONTENT);
  }
}
