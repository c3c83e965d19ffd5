package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** What a value is, in words for the author of a workflow. */
final class Kinds {
  private static final Pattern PLAIN = Pattern.compile("[ -~]{1,60}");

  private Kinds() {}

  /** Does the same, and quotes a text that is short and plain. */
  static String quoted(JsonNode value) {
    if (!value.isTextual()) {
      return told(value);
    }
    String text = value.textValue();
    boolean plain = PLAIN.matcher(text).matches();
    return text.isEmpty() ? "an empty text" : plain ? "the text \"" + text + "\"" : "a text";
  }

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
