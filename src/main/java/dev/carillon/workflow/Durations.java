package dev.carillon.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;

/**
 * Reads durations as the language writes them (Open Workflow Specification DSL 1.0.3, "Duration"): an
 * ISO 8601 text such as {@code PT5S} or {@code P1DT2H}, in which a day has 24 hours, or an object of
 * whole {@code days}, {@code hours}, {@code minutes}, {@code seconds} and {@code milliseconds}.
 */
public final class Durations {
  private static final Map<String, Duration> UNITS = Map.of(
      "days", Duration.ofDays(1),
      "hours", Duration.ofHours(1),
      "minutes", Duration.ofMinutes(1),
      "seconds", Duration.ofSeconds(1),
      "milliseconds", Duration.ofMillis(1));
  private static final Duration LONGEST = Duration.ofDays(3660);

  private Durations() {}

  /**
   * Returns the duration, from zero to ten years.
   *
   * @throws IllegalArgumentException if the value is none; the message says what to write
   */
  public static Duration of(JsonNode value) {
    Duration duration = value.isTextual() ? ofText(value.textValue()) : ofObject(value);
    if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a duration lies between zero and ten years");
    }
    return duration;
  }

  private static Duration ofText(String text) {
    if (text.matches("P\\d.*[YMW].*") && !text.matches("P(\\d+D)?T.*")) {
      throw new IllegalArgumentException("\"" + text
          + "\": years, months and weeks have no fixed length; write days, such as P30D");
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no ISO 8601 duration; write one such as PT30S, PT5M or P1DT2H");
    }
  }

  private static Duration ofObject(JsonNode value) {
    if (!value.isObject() || value.isEmpty()) {
      throw new IllegalArgumentException(
          "a duration is a text such as PT30S or an object such as {\"seconds\": 30}");
    }
    Duration sum = Duration.ZERO;
    for (Map.Entry<String, JsonNode> part : value.properties()) {
      sum = sum.plus(part(part.getKey(), part.getValue()));
    }
    return sum;
  }

  private static Duration part(String unit, JsonNode count) {
    Duration one = UNITS.get(unit);
    if (one == null) {
      throw new IllegalArgumentException("there is no unit \"" + unit
          + "\"; there are days, hours, minutes, seconds and milliseconds");
    }
    if (!count.isIntegralNumber() || !count.canConvertToInt() || count.intValue() < 0) {
      throw new IllegalArgumentException("\"" + unit + "\" is a whole number from zero");
    }
    return one.multipliedBy(count.intValue());
  }
}
