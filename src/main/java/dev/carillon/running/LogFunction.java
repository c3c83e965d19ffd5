package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import java.util.Set;

/**
 * The built-in function {@code log}: keeps {@code message}, at {@code level} ({@code info} where it
 * is missing), with the step, and gives back the task's input.
 */
public final class LogFunction implements Function {
  private static final Set<String> LEVELS = Set.of("debug", "info", "warn", "error");
  private static final int LONGEST = 10_000;

  /** Makes the one instance that serves all. */
  public LogFunction() {}

  @Override
  public String name() {
    return "log";
  }

  @Override
  public JsonNode call(Invocation invocation) {
    String level = invocation.arguments().path("level").asText("info");
    if (!LEVELS.contains(level)) {
      throw new IllegalArgumentException("level is one of debug, info, warn, error");
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
