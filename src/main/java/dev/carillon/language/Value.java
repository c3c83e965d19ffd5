package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of a definition, and where it stands. Immutable.
 *
 * @param json the same without places
 * @param place where it begins
 * @param pointer from the top
 * @param raw a scalar as it was written, without quotes; empty for the others
 * @param style how it was written
 * @param members of an object, in their order; else empty
 * @param items of an array; else empty
 */
record Value(
    JsonNode json,
    Place place,
    Pointer pointer,
    String raw,
    Style style,
    Map<String, Member> members,
    List<Value> items) {

  /** How a value was written. */
  enum Style {
    PLAIN,
    QUOTED,
    BLOCK,
    CONTAINER
  }

  /**
   * One member of an object.
   *
   * @param key where its key begins
   */
  record Member(Place key, Value value) {}

  Optional<Value> find(String key) {
    return Optional.ofNullable(members.get(key)).map(Member::value);
  }

  boolean isText() {
    return json.isTextual();
  }

  boolean isObject() {
    return json.isObject();
  }

  boolean isList() {
    return json.isArray();
  }

  /** Returns what it is, for a message. */
  String kind() {
    return switch (json.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case STRING -> "a text";
      case NUMBER -> "the number " + raw;
      case BOOLEAN -> raw;
      default -> "empty";
    };
  }
}
