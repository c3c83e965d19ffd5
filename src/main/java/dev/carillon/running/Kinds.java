package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;

/** What a value is, in words for the author of a workflow. */
final class Kinds {
  private Kinds() {}

  static String told(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "a text";
      case NUMBER -> "the number " + value;
      case BOOLEAN -> value.toString();
      default -> "null";
    };
  }
}
