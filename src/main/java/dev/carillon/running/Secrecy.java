package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.run.ErrorType;
import dev.carillon.run.RunError;
import dev.carillon.run.Visit.LogLine;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The secrets that one call of a task has seen, so that they can be taken out of whatever it gives
 * back. For one thread.
 */
final class Secrecy {
  private static final String MASK = "•••";
  private static final int SHORTEST = 4;

  private final Set<String> seen = new TreeSet<>(
      Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

  /** Fetches secrets for an expression. */
  Map<String, JsonNode> reveal(Set<String> names, Secrets secrets) {
    Map<String, JsonNode> values = new HashMap<>();
    for (String name : names) {
      JsonNode value = secrets
          .find(name)
          .orElseThrow(() -> new TaskFailedException(
              RunError.of(ErrorType.CONFIGURATION, "the secret \"" + name + "\" is not set here")));
      remember(value);
      values.put(name, value);
    }
    return values;
  }

  private void remember(JsonNode value) {
    if (value.isValueNode() && value.asText().length() >= SHORTEST) {
      hide(value.asText());
    }
    value.forEach(this::remember);
  }

  /** Takes a text that must not be told. */
  void hide(String text) {
    seen.add(text);
    seen.add(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    seen.add(Percent.encoded(text));
  }

  /** Returns the text without them. */
  String masked(String text) {
    String masked = text;
    for (String secret : seen) {
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }

  /** Returns the value without them. */
  JsonNode masked(JsonNode value) {
    if (seen.isEmpty()) {
      return value;
    }
    if (value.isTextual()) {
      String masked = masked(value.textValue());
      return masked.equals(value.textValue()) ? value : TextNode.valueOf(masked);
    }
    if (value.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      value.forEach(it -> array.add(masked(it)));
      return array;
    }
    if (value.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      value.properties().forEach(it -> object.set(masked(it.getKey()), masked(it.getValue())));
      return object;
    }
    return value;
  }

  /** Returns the error without them. */
  RunError masked(RunError error) {
    return new RunError(
        masked(error.type()),
        error.status(),
        masked(error.title()),
        error.detail().map(this::masked),
        error.instance(),
        error.retryAfter());
  }

  /** Returns the lines without them. */
  List<LogLine> masked(List<LogLine> log) {
    return log.stream()
        .map(it -> new LogLine(it.at(), it.level(), masked(it.text())))
        .toList();
  }
}
