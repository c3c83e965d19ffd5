package dev.carillon.running;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.workflow.Authentication;
import dev.carillon.workflow.Task;
import dev.carillon.workflow.Template;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the request that an HTTP task asks for. */
final class HttpRequests {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Expressions expressions;
  private final ObjectMapper json;
  private final Optional<Instant> dueTime;

  /**
   * Takes what it needs.
   *
   * @param dueTime of the run, if it has one: told to whoever is called
   */
  HttpRequests(Expressions expressions, ObjectMapper json, Optional<Instant> dueTime) {
    this.dueTime = dueTime;
    this.expressions = expressions;
    this.json = json;
  }

  HttpCall of(
      Task.CallHttp call, String idempotencyKey, Scope scope, Duration timeLimit, Secrecy secrecy) {
    Optional<JsonNode> body = call.body().map(it -> expressions.evaluate(it, scope));
    HttpHeaders headers = new HttpHeaders(
        object(call.headers().map(it -> expressions.evaluate(it, scope)), "headers"));
    headers.addMissing("Idempotency-Key", ascii(idempotencyKey));
    dueTime.ifPresent(it -> headers.addMissing("Carillon-Due-Time", it.toString()));
    call.authentication().ifPresent(it -> headers.authorize(authorization(it, scope, secrecy)));
    body.filter(it -> !it.isTextual())
        .ifPresent(it -> headers.addMissing("Content-Type", "application/json"));
    return new HttpCall(
        method(call, scope),
        uri(call, scope),
        headers.all(),
        body.map(it -> bytes(it, headers.contentType())).orElse(new byte[0]),
        call.redirect(),
        timeLimit);
  }

  private String method(Task.CallHttp call, Scope scope) {
    JsonNode value = expressions.evaluate(call.method(), scope);
    String method = value.asText();
    if (!value.isTextual() || !MethodRule.allows(method)) {
      throw new ExpressionException("the method is one of "
          + String.join(", ", MethodRule.ALLOWED)
          + ", and its expression yields " + Kinds.quoted(value));
    }
    return method.toUpperCase(Locale.ROOT);
  }

  private String authorization(Authentication wanted, Scope scope, Secrecy secrecy) {
    if (wanted instanceof Authentication.Basic basic) {
      String password = credential(basic.password(), scope, "password");
      secrecy.hide(password);
      String pair = credential(basic.username(), scope, "username") + ":" + password;
      String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      secrecy.hide(encoded);
      return "Basic " + encoded;
    }
    String token = credential(((Authentication.Bearer) wanted).token(), scope, "token");
    secrecy.hide(token);
    return "Bearer " + token;
  }

  private String credential(Template template, Scope scope, String what) {
    return text(template, scope, what + " of the authentication");
  }

  private String text(Template template, Scope scope, String what) {
    JsonNode value = expressions.evaluate(template, scope);
    if (!value.isTextual()) {
      throw new ExpressionException("the " + what + " is no text");
    }
    if (value.textValue().isEmpty()) {
      throw new ExpressionException("the " + what + " is an empty text");
    }
    return value.textValue();
  }

  private URI uri(Task.CallHttp call, Scope scope) {
    String endpoint = endpoint(expressions.evaluate(call.endpoint(), scope));
    String filled = Template.isExpression(call.endpoint().toString())
        ? endpoint
        : filled(endpoint, scope.dot());
    // A fragment is not sent, and the query would become a part of it.
    StringBuilder text = new StringBuilder(filled.split("#", 2)[0]);
    pairs(call.query().map(it -> expressions.evaluate(it, scope)), "query")
        .forEach(pair -> text.append(text.indexOf("?") < 0 ? '?' : '&').append(pair));
    try {
      return new URI(text.toString());
    } catch (URISyntaxException wrong) {
      throw new ExpressionException(
          "the endpoint is no URI: " + wrong.getReason() + " at " + wrong.getIndex());
    }
  }

  private static String endpoint(JsonNode yielded) {
    if (!yielded.isTextual()) {
      throw new ExpressionException("the endpoint must be a text that begins with http:// or"
          + " https://, and its expression yields " + Kinds.told(yielded));
    }
    return yielded.textValue();
  }

  /** Simple string expansion: what is missing or null is replaced by nothing. */
  private static String filled(String template, JsonNode input) {
    Matcher matcher = VARIABLE.matcher(template);
    String filled = matcher.replaceAll(found -> {
      JsonNode value = input.path(found.group(1));
      if (value.isContainerNode()) {
        throw new ExpressionException("the endpoint wants {" + found.group(1)
            + "}, and that member of the input is no text, number or boolean");
      }
      boolean empty = value.isMissingNode() || value.isNull();
      return Matcher.quoteReplacement(empty ? "" : Percent.encoded(value.asText()));
    });
    refuseSteps(segments(template), segments(filled));
    return filled;
  }

  /** RFC 3986 section 5.2.4 removes such a segment and the one before; what is encoded adds none. */
  private static void refuseSteps(String[] written, String[] filled) {
    for (int at = 0; at < filled.length; at++) {
      boolean step = filled[at].equals(".") || filled[at].equals("..");
      if (step && (at >= written.length || !filled[at].equals(written[at]))) {
        throw new ExpressionException("the endpoint would lead to another path: "
            + (at < written.length ? "\"" + written[at] + "\" in it becomes " : "a part of it is ")
            + "\"" + filled[at] + "\" by what that member of the input is");
      }
    }
  }

  private static String[] segments(String endpoint) {
    return endpoint.split("[?#]", 2)[0].split("/", -1);
  }

  /** Returns {@code name=value} for each member, for each item of a member that is an array. */
  private static Stream<String> pairs(Optional<JsonNode> value, String what) {
    return object(value, what).stream()
        .flatMap(object -> object.properties().stream())
        .flatMap(each -> items(each.getValue())
            .filter(item -> !item.isNull())
            .map(item ->
                Percent.encoded(each.getKey()) + "=" + Percent.encoded(HttpHeaders.text(item))));
  }

  private static Stream<JsonNode> items(JsonNode value) {
    return value.isArray() ? value.valueStream() : Stream.of(value);
  }

  private static Optional<JsonNode> object(Optional<JsonNode> value, String what) {
    Optional<JsonNode> given = value.filter(it -> !it.isNull());
    if (given.isPresent() && !given.get().isObject()) {
      throw new ExpressionException("\"" + what + "\" must be an object of texts");
    }
    return given;
  }

  private static byte[] form(JsonNode body) {
    return pairs(Optional.of(body), "body")
        .collect(Collectors.joining("&"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] bytes(JsonNode body, Optional<String> type) {
    if (body.isTextual()) {
      return ContentCharset.encoded(body.textValue(), type);
    }
    boolean form =
        type.filter(it -> it.toLowerCase(Locale.ROOT).strip().startsWith(FORM)).isPresent();
    return form && body.isObject() ? form(body) : json(body);
  }

  /** JSON is UTF-8, whatever its type says (RFC 8259 section 8.1). */
  private byte[] json(JsonNode body) {
    try {
      return json.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a JSON tree can always be written", impossible);
    }
  }

  /** Header values are ASCII; names of tasks need not be. */
  private static String ascii(String key) {
    return key.chars().allMatch(it -> it > 0x20 && it < 0x7f) ? key : Percent.encoded(key);
  }
}
