package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.run.RunError;
import java.util.Optional;

/** Errors as expressions see them (RFC 9457). */
final class ErrorValue {
  private ErrorValue() {}

  static JsonNode of(RunError error) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", error.type());
    json.put("status", error.status());
    json.put("title", error.title());
    error.detail().ifPresent(it -> json.put("detail", it));
    error.instance().ifPresent(it -> json.put("instance", it));
    error.retryAfter().ifPresent(it -> json.put("retryAfter", it));
    return json;
  }

  static RunError read(JsonNode json) {
    return new RunError(
        json.get("type").textValue(),
        json.get("status").intValue(),
        json.get("title").textValue(),
        text(json, "detail"),
        text(json, "instance"),
        text(json, "retryAfter"));
  }

  private static Optional<String> text(JsonNode json, String name) {
    return Optional.ofNullable(json.get(name)).map(JsonNode::textValue);
  }
}
