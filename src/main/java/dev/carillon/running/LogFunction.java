package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.function.Function;
import dev.carillon.function.HopelessException;
import dev.carillon.function.Invocation;
import java.util.List;

/**
 * The built-in function {@code log}: keeps {@code message}, at {@code level} ({@code info} where it
 * is missing), with the step, and gives back the task's input.
 */
public final class LogFunction implements Function {
  /** From the least to the most urgent. */
  public static final List<String> LEVELS = List.of("debug", "info", "warn", "error");

  private static final int LONGEST = 10_000;

  /** Makes the one instance that serves all. */
  public LogFunction() {}

  @Override
  public String name() {
    return "log";
  }

  @Override
  public JsonNode call(Invocation invocation) throws HopelessException {
    JsonNode wanted = invocation.arguments().path("level");
    String level = wanted.asText("info");
    if (!LEVELS.contains(level)) {
      throw new HopelessException(
          "\"level\" is one of " + String.join(", ", LEVELS) + ", and this is " + wanted);
    }
    JsonNode message = invocation.arguments().path("message");
    String text = message.isTextual() ? message.textValue() : message.toString();
    invocation.log().accept(level, text.length() > LONGEST ? cut(text) : text);
    return invocation.input();
  }

  private static String cut(String text) {
    return text.substring(0, LONGEST) + "…";
  }
}
