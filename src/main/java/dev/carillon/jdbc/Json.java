package dev.carillon.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.run.RunError;
import dev.carillon.run.Visit.LogLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** JSON as it stands in columns of text. Numbers keep every digit. */
final class Json {
  private static final ObjectMapper MAPPER = JsonMapper.builder()
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
      .build();

  static {
    // What was let in was bounded where it came in; what is kept must be readable again.
    MAPPER
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .build())
        .setStreamWriteConstraints(
            StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build());
  }

  private Json() {}

  static String text(JsonNode value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException("this is no JSON value", broken);
    }
  }

  static JsonNode value(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException | NumberFormatException broken) {
      throw new IllegalStateException("the database holds text that is no JSON", broken);
    }
  }

  static String text(Map<String, String> texts) {
    ObjectNode object = MAPPER.createObjectNode();
    new TreeMap<>(texts).forEach(object::put);
    return text(object);
  }

  static Map<String, String> texts(String text) {
    return value(text).properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, field -> field.getValue().textValue()));
  }

  static String text(RunError error) {
    ObjectNode object = MAPPER
        .createObjectNode()
        .put("type", error.type())
        .put("status", error.status())
        .put("title", error.title());
    error.detail().ifPresent(detail -> object.put("detail", detail));
    error.instance().ifPresent(instance -> object.put("instance", instance));
    error.retryAfter().ifPresent(pause -> object.put("retryAfter", pause));
    return text(object);
  }

  static RunError error(String text) {
    JsonNode object = value(text);
    return new RunError(
        object.get("type").textValue(),
        object.get("status").intValue(),
        object.get("title").textValue(),
        member(object, "detail"),
        member(object, "instance"),
        member(object, "retryAfter"));
  }

  static String text(List<LogLine> log) {
    ArrayNode lines = MAPPER.createArrayNode();
    for (LogLine line : log) {
      lines
          .addObject()
          .put("at", line.at().toString())
          .put("level", line.level())
          .put("text", line.text());
    }
    return text(lines);
  }

  static List<LogLine> log(String text) {
    return StreamSupport.stream(value(text).spliterator(), false)
        .map(line -> new LogLine(
            Instant.parse(line.get("at").textValue()),
            line.get("level").textValue(),
            line.get("text").textValue()))
        .toList();
  }

  private static Optional<String> member(JsonNode object, String name) {
    return Optional.ofNullable(object.get(name)).map(JsonNode::textValue);
  }
}
