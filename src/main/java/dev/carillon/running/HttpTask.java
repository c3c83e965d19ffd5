package dev.carillon.running;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.run.ErrorType;
import dev.carillon.run.RunError;
import dev.carillon.workflow.Task;
import dev.carillon.workflow.Template;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Does {@code call: http} (Open Workflow Specification DSL 1.0.3, "HTTP call"). For one walk. */
final class HttpTask {
  private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");

  private final HttpCaller caller;
  private final Expressions expressions;
  private final ObjectMapper json;
  private final Clock clock;
  private final Cancellation cancellation;

  HttpTask(
      HttpCaller caller,
      Expressions expressions,
      ObjectMapper json,
      Clock clock,
      Cancellation cancellation) {
    this.caller = caller;
    this.expressions = expressions;
    this.json = json;
    this.clock = clock;
    this.cancellation = cancellation;
  }

  JsonNode send(Task.CallHttp call, String idempotencyKey, Scope scope) {
    HttpCall request = request(call, idempotencyKey, scope);
    HttpReply reply = exchange(request);
    boolean good = reply.status() >= 200 && reply.status() < (call.redirect() ? 400 : 300);
    if (!good) {
      throw new TaskFailedException(HttpFaults.of(request, reply, clock.instant()));
    }
    return output(call, request, reply);
  }

  private HttpReply exchange(HttpCall request) {
    try {
      return caller.exchange(request, cancellation);
    } catch (CallRefusedException refused) {
      throw new TaskFailedException(RunError.of(ErrorType.CONFIGURATION, refused.getMessage()));
    } catch (CallFailedException failed) {
      ErrorType type = failed.kind() == CallFailedException.Kind.TIMEOUT
          ? ErrorType.TIMEOUT
          : ErrorType.COMMUNICATION;
      throw new TaskFailedException(RunError.of(type, failed.getMessage()));
    }
  }

  private HttpCall request(Task.CallHttp call, String idempotencyKey, Scope scope) {
    Optional<JsonNode> body = call.body().map(it -> expressions.evaluate(it, scope));
    Map<String, String> headers = texts(call.headers(), scope, "headers");
    headers.putIfAbsent("Idempotency-Key", ascii(idempotencyKey));
    body.filter(it -> !it.isTextual())
        .ifPresent(it -> headers.putIfAbsent("Content-Type", "application/json"));
    return new HttpCall(
        expressions.evaluate(call.method(), scope).asText().toUpperCase(Locale.ROOT),
        uri(call, scope),
        headers,
        body.map(this::bytes).orElse(new byte[0]),
        call.redirect(),
        TIME_LIMIT);
  }

  private URI uri(Task.CallHttp call, Scope scope) {
    String endpoint = expressions.evaluate(call.endpoint(), scope).asText();
    String filled = Template.isExpression(call.endpoint().toString())
        ? endpoint
        : filled(endpoint, scope.dot());
    StringBuilder text = new StringBuilder(filled);
    texts(call.query(), scope, "query")
        .forEach((name, value) -> text.append(text.indexOf("?") < 0 ? '?' : '&')
            .append(encoded(name))
            .append('=')
            .append(encoded(value)));
    try {
      return new URI(text.toString());
    } catch (URISyntaxException wrong) {
      throw new ExpressionException(
          "the endpoint is no URI: " + wrong.getReason() + " at " + wrong.getIndex());
    }
  }

  private static String filled(String template, JsonNode input) {
    Matcher matcher = VARIABLE.matcher(template);
    return matcher.replaceAll(found -> {
      JsonNode value = input.path(found.group(1));
      if (!value.isValueNode() || value.isNull()) {
        throw new ExpressionException(
            "the endpoint wants {" + found.group(1) + "}, and the input has no such value");
      }
      return Matcher.quoteReplacement(encoded(value.asText()));
    });
  }

  private Map<String, String> texts(Optional<Template> template, Scope scope, String what) {
    Map<String, String> texts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    JsonNode value = template.map(it -> expressions.evaluate(it, scope)).orElse(null);
    if (value == null || value.isNull()) {
      return texts;
    }
    if (!value.isObject()) {
      throw new ExpressionException("\"" + what + "\" must be an object of texts");
    }
    value
        .properties()
        .forEach(each -> texts.put(
            each.getKey(),
            each.getValue().isValueNode()
                ? each.getValue().asText()
                : each.getValue().toString()));
    return texts;
  }

  private byte[] bytes(JsonNode body) {
    try {
      return body.isTextual()
          ? body.textValue().getBytes(StandardCharsets.UTF_8)
          : json.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a JSON tree can always be written", impossible);
    }
  }

  private JsonNode output(Task.CallHttp call, HttpCall request, HttpReply reply) {
    return switch (call.output()) {
      case RAW -> TextNode.valueOf(Base64.getEncoder().encodeToString(reply.body()));
      case CONTENT -> content(reply);
      case RESPONSE -> response(request, reply);
    };
  }

  private JsonNode response(HttpCall request, HttpReply reply) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.putObject("request")
        .put("method", request.method())
        .put("uri", reply.uri().toString());
    all.put("statusCode", reply.status());
    ObjectNode headers = all.putObject("headers");
    reply.headers().forEach((name, values) -> {
      ArrayNode list = headers.putArray(name.toLowerCase(Locale.ROOT));
      values.forEach(list::add);
    });
    all.set("content", content(reply));
    return all;
  }

  private JsonNode content(HttpReply reply) {
    if (reply.body().length == 0) {
      return NullNode.getInstance();
    }
    String text = new String(reply.body(), StandardCharsets.UTF_8);
    boolean isJson = reply
        .header("Content-Type")
        .map(type -> type.toLowerCase(Locale.ROOT))
        .filter(type -> type.contains("/json") || type.contains("+json"))
        .isPresent();
    return isJson ? parsed(text, reply) : TextNode.valueOf(text);
  }

  private JsonNode parsed(String text, HttpReply reply) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException wrong) {
      throw new TaskFailedException(RunError.of(
          ErrorType.COMMUNICATION,
          reply.uri().getHost() + " said that it sends JSON, and it does not parse"));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Header values are ASCII; names of tasks need not be. */
  private static String ascii(String key) {
    return key.chars().allMatch(it -> it > 0x20 && it < 0x7f) ? key : encoded(key);
  }
}
