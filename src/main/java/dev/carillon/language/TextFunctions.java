package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** Functions of jq 1.7 about texts that jackson-jq leaves out. */
final class TextFunctions {
  private TextFunctions() {}

  static Map<String, Function> all() {
    return Map.of(
        "trim/0", ofText("trim", String::strip),
        "ltrim/0", ofText("ltrim", String::stripLeading),
        "rtrim/0", ofText("rtrim", String::stripTrailing));
  }

  private static Function ofText(String name, UnaryOperator<String> change) {
    return (at, args, in, path, output, version) ->
        output.emit(TextNode.valueOf(change.apply(text(name, in))), null);
  }

  static String text(String name, JsonNode in) throws JsonQueryException {
    if (!in.isTextual()) {
      throw new JsonQueryException(name + " wants a text, and got " + kind(in));
    }
    return in.textValue();
  }

  static String kind(JsonNode in) {
    return switch (in.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      default -> "null";
    };
  }
}
