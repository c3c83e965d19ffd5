package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.carillon.run.ErrorType;
import dev.carillon.run.RunError;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** Measures values that come from outside, without recursion: they may be anything. */
final class Measure {
  /** @param level of a list or an object: 1 for the outermost */
  private record Part(JsonNode node, int level) {}

  private Measure() {}

  /**
   * Returns a copy of the value, which nobody else can change.
   *
   * @throws TaskFailedException if it is larger, or nested deeper, than a task may give, or if
   *     something in it is no JSON
   */
  static JsonNode admitted(JsonNode value, Limits limits) {
    Deque<Part> parts = new ArrayDeque<>();
    parts.push(new Part(value, 1));
    long size = 0;
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      refuse(!isJson(part.node()), "is no JSON: there is " + kind(part.node()) + " in it");
      size += size(part.node());
      refuse(
          size > limits.value(),
          "is larger than the " + limits.value() + " characters that CARILLON_MAX_VALUE allows");
      refuse(
          part.node().isContainerNode() && part.level() > limits.levels(),
          "is nested deeper than the " + limits.levels()
              + " levels that CARILLON_MAX_LEVELS allows");
      part.node().forEach(inner -> parts.push(new Part(inner, part.level() + 1)));
    }
    return value.deepCopy();
  }

  private static boolean isJson(JsonNode node) {
    boolean finite = !node.isFloatingPointNumber() || Double.isFinite(node.doubleValue());
    return finite && !node.isPojo() && !node.isMissingNode();
  }

  /** Names what is none, without asking it anything: it is somebody else's. */
  private static String kind(JsonNode node) {
    if (node instanceof POJONode holder && holder.getPojo() != null) {
      return "an object of the class " + holder.getPojo().getClass().getName();
    }
    if (node.isBigDecimal()) {
      return "a number that is out of reach for a double";
    }
    return node.isNumber() ? "a number that is none (NaN or infinite)" : "a missing node";
  }

  private static long size(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue().length() + 2L;
    }
    if (node.isObject()) {
      return 2
          + node.properties().stream()
              .map(Map.Entry::getKey)
              .mapToLong(it -> it.length() + 4L)
              .sum();
    }
    if (node.isBinary()) {
      return node.asText().length();
    }
    if (node.isBigDecimal()) {
      return node.decimalValue().unscaledValue().bitLength() / 3 + 12;
    }
    return node.isBigInteger() ? node.bigIntegerValue().bitLength() / 3 + 2 : 8;
  }

  private static void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new TaskFailedException(
          RunError.of(ErrorType.CONFIGURATION, "what the task gave " + why));
    }
  }
}
