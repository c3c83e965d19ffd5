package dev.carillon.qstash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads QStash's JSON, which spells some things in two ways. What is missing is no mistake. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** Returns the error that an answer tells, if it is one of QStash's. */
  static Optional<String> error(Reply reply) {
    return tree(reply).flatMap(it -> text(it, "error"));
  }

  /** Returns an answer as JSON, or nothing if it is none. */
  static Optional<JsonNode> tree(Reply reply) {
    try {
      return Optional.ofNullable(MAPPER.readTree(reply.body())).filter(it -> !it.isMissingNode());
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /** Returns JSON that was written in base64, or nothing if it is none. */
  static Optional<JsonNode> encoded(String base64) {
    try {
      return Optional.ofNullable(MAPPER.readTree(Base64.getDecoder().decode(base64)))
          .filter(JsonNode::isObject);
    } catch (IOException | IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  static Optional<JsonNode> tree(String text) {
    try {
      return Optional.ofNullable(MAPPER.readTree(text)).filter(it -> !it.isMissingNode());
    } catch (JsonProcessingException none) {
      return Optional.empty();
    }
  }

  /** Returns the first of these fields that holds a text or a number, as text; never an empty one. */
  static Optional<String> text(JsonNode node, String... names) {
    for (String name : names) {
      JsonNode value = node.path(name);
      if (value.isValueNode() && !value.isNull() && !value.asText().isEmpty()) {
        return Optional.of(value.asText());
      }
    }
    return Optional.empty();
  }

  /** Returns a number, written as one or as text. */
  static Optional<Long> number(JsonNode node, String name) {
    return text(node, name).filter(it -> it.matches("-?\\d{1,18}")).map(Long::valueOf);
  }

  /** Returns an instant that is told in milliseconds. */
  static Optional<Instant> instant(JsonNode node, String name) {
    return number(node, name).filter(it -> it > 0).map(Instant::ofEpochMilli);
  }

  /** Returns text that stands as it is, or in Base64 under another name. */
  static Optional<byte[]> bytes(JsonNode node, String plain, String encoded) {
    Optional<byte[]> text =
        text(node, plain).map(it -> it.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return text.or(() -> text(node, encoded).flatMap(Json::decoded));
  }

  /** Returns what Base64 stands for, or nothing if it is none. */
  static Optional<byte[]> decoded(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** Returns headers, a text or a list of them each, by their names in any case. */
  static Map<String, List<String>> headers(JsonNode node, String... names) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : names) {
      node.path(name).properties().forEach(it -> headers.put(it.getKey(), texts(it.getValue())));
    }
    return headers;
  }

  /** Returns the texts of a list, or the one that stands there alone. */
  static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(it -> texts.add(it.asText()));
    } else if (node.isValueNode() && !node.isNull()) {
      texts.add(node.asText());
    }
    return texts;
  }

  static List<String> labels(JsonNode node) {
    return node.has("labels") ? texts(node.get("labels")) : texts(node.path("label"));
  }
}
