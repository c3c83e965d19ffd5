package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** Functions of jq 1.7 about texts that jackson-jq leaves out, or has otherwise. */
final class TextFunctions {
  private TextFunctions() {}

  static Map<String, Function> all() {
    return Map.of(
        "trim/0", ofText("trim", String::strip),
        "ltrim/0", ofText("ltrim", String::stripLeading),
        "rtrim/0", ofText("rtrim", String::stripTrailing),
        "implode/0", (at, args, in, path, output, version) -> output.emit(imploded(in), null),
        "@html/0", (at, args, in, path, output, version) -> output.emit(escaped(in), null));
  }

  private static JsonNode imploded(JsonNode in) throws JsonQueryException {
    if (!in.isArray()) {
      throw new JsonQueryException("implode wants a list of code points, and got " + kind(in));
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode point : in) {
      if (!isCodePoint(point)) {
        throw new JsonQueryException("implode wants a list of code points, from 0 to 1114111"
            + " without 55296 to 57343, and got " + (point.isNumber() ? point : kind(point)));
      }
      text.appendCodePoint(point.intValue());
    }
    return TextNode.valueOf(text.toString());
  }

  private static boolean isCodePoint(JsonNode point) {
    double number = point.doubleValue();
    boolean whole = point.isNumber() && number == Math.rint(number);
    boolean half = number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE;
    return whole && !half && number >= 0 && number <= Character.MAX_CODE_POINT;
  }

  private static JsonNode escaped(JsonNode in) {
    String text = in.isTextual() ? in.textValue() : in.toString();
    return TextNode.valueOf(text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&quot;"));
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
