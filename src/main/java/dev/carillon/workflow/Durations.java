package dev.carillon.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as the language writes them (Open Workflow Specification DSL 1.0.3, "Duration"): ISO
 * 8601 as text, or an object of days, hours, minutes, seconds and milliseconds.
 *
 * <p>A day is 24 hours. Years, months and weeks are refused: how long the first two are depends on
 * when they begin, and the object form has none of them.
 */
public final class Durations {
  /** No duration may be longer: ten years of 365 days. */
  public static final Duration LONGEST = Duration.ofDays(3650);

  private static final String NUMBER = "(\\d{1,12}(?:\\.\\d{1,9})?)";
  private static final Pattern ISO = Pattern.compile("P(?:" + NUMBER + "D)?(?:T(?=\\d)(?:" + NUMBER
      + "H)?(?:" + NUMBER + "M)?(?:" + NUMBER + "S)?)?");
  private static final Pattern CALENDAR = Pattern.compile("P(?=[^T]*[YMW])[0-9.YMWD]+(T.*)?");
  private static final Map<String, Duration> UNITS = Map.of(
      "days", Duration.ofDays(1),
      "hours", Duration.ofHours(1),
      "minutes", Duration.ofMinutes(1),
      "seconds", Duration.ofSeconds(1),
      "milliseconds", Duration.ofMillis(1));

  private Durations() {}

  /**
   * Returns the duration; zero is one.
   *
   * @throws IllegalArgumentException if it is none; the message says what to write
   */
  public static Duration of(JsonNode json) {
    Duration duration = json.isTextual()
        ? ofText(json.textValue().strip())
        : json.isObject()
            ? ofObject(json)
            : refused(
                "this is no duration; write a text like PT5S, or an object like {seconds: 5}");
    return duration.compareTo(LONGEST) > 0
        ? refused("a duration is at most " + LONGEST.toDays() + " days; write a shorter one")
        : duration;
  }

  private static Duration ofText(String text) {
    Matcher parts = ISO.matcher(text);
    if (parts.matches() && text.length() > 1) {
      return part(parts.group(1), "days")
          .plus(part(parts.group(2), "hours"))
          .plus(part(parts.group(3), "minutes"))
          .plus(part(parts.group(4), "seconds"));
    }
    return refused(
        CALENDAR.matcher(text).matches()
            ? "years, months and weeks are not supported in a duration; write days, as P7D"
            : "\"" + abbreviated(text) + "\" is no duration; write one like PT5S, PT1H30M or P1D");
  }

  private static Duration part(String number, String unit) {
    if (number == null) {
      return Duration.ZERO;
    }
    BigDecimal nanos =
        new BigDecimal(number).multiply(BigDecimal.valueOf(UNITS.get(unit).toNanos()));
    BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.TEN.pow(9));
    return Duration.ofSeconds(parts[0].longValue(), parts[1].longValue());
  }

  private static Duration ofObject(JsonNode object) {
    if (object.isEmpty()) {
      return refused(
          "a duration is empty; write one of days, hours, minutes, seconds, milliseconds");
    }
    Duration sum = Duration.ZERO;
    for (Map.Entry<String, JsonNode> part : object.properties()) {
      sum = sum.plus(part(part.getKey(), part.getValue()));
    }
    return sum;
  }

  private static Duration part(String name, JsonNode count) {
    Duration unit = UNITS.get(name);
    if (unit == null) {
      return refused(
          "\"" + abbreviated(name)
              + "\" is no part of a duration; write one of days, hours, minutes, seconds, milliseconds");
    }
    boolean small = count.isIntegralNumber()
        && count.canConvertToLong()
        && count.longValue() >= 0
        && count.longValue() <= LONGEST.toMillis();
    return small
        ? unit.multipliedBy(count.longValue())
        : refused(
            name
                + " is a whole number, not negative and at most ten years; write one, or use a smaller unit");
  }

  private static String abbreviated(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private static Duration refused(String message) {
    throw new IllegalArgumentException(message);
  }
}
