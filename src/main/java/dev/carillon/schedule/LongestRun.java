package dev.carillon.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For how long a run of a schedule may go on, counted from its first start, over all its attempts and
 * pauses. Immutable.
 *
 * @param length from {@link #LEAST} to {@link #MOST}, in whole seconds; parts of one are left out
 */
public record LongestRun(Duration length) {
  /** What is shorter is over before it has begun. */
  public static final Duration LEAST = Duration.ofSeconds(1);

  /** What runs for longer is no run of a schedule. */
  public static final Duration MOST = Duration.ofDays(30);

  private static final Pattern SHORT = Pattern.compile("(\\d{1,7})([smhd])");

  /** Refuses what is too short or too long. */
  public LongestRun {
    length = length.truncatedTo(ChronoUnit.SECONDS);
    if (length.compareTo(LEAST) < 0 || length.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "longestRun is from 1s to 30d; write it as 90s, 5m, 2h, 1d or PT5M");
    }
  }

  /**
   * Reads one, as {@code 90s}, {@code 5m}, {@code 2h}, {@code 1d} or {@code PT5M}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static LongestRun of(String text) {
    Matcher matched = SHORT.matcher(text.strip());
    try {
      return new LongestRun(Duration.parse(matched.matches() ? iso(matched) : text.strip()));
    } catch (DateTimeException unreadable) {
      throw new IllegalArgumentException(
          "longestRun is a duration from 1s to 30d; write it as 90s, 5m, 2h, 1d or PT5M",
          unreadable);
    }
  }

  private static String iso(Matcher matched) {
    String unit = matched.group(2).toUpperCase(Locale.ROOT);
    return (unit.equals("D") ? "P" : "PT") + matched.group(1) + unit;
  }

  /** Returns it as ISO 8601 writes it, as {@code PT2H}. */
  public String text() {
    return length.toString();
  }
}
