package dev.carillon.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How late a due time may be rung before it counts as not rung. Immutable.
 *
 * @param length from {@link #LEAST} to {@link #MOST}, in whole seconds; parts of one are left out
 */
public record Patience(Duration length) {
  /** An engine that is well may be so late. */
  public static final Duration LEAST = Duration.ofSeconds(30);

  /** What comes a day late was not on time. */
  public static final Duration MOST = Duration.ofHours(24);

  /** Two minutes. */
  public static final Patience DEFAULT = new Patience(Duration.ofSeconds(120));

  private static final Pattern SHORT = Pattern.compile("(\\d{1,6})([smh])");

  /** Refuses what is too short or too long. */
  public Patience {
    if (length.compareTo(LEAST) < 0 || length.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("grace is from 30s to 24h; write it as 90s, 5m or PT5M");
    }
    length = length.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Reads one, as {@code 90s}, {@code 5m}, {@code 2h} or {@code PT5M}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Patience of(String text) {
    Matcher matched = SHORT.matcher(text.strip());
    try {
      return new Patience(Duration.parse(
          matched.matches()
              ? "PT" + matched.group(1) + matched.group(2).toUpperCase(java.util.Locale.ROOT)
              : text.strip()));
    } catch (DateTimeException unreadable) {
      throw new IllegalArgumentException(
          "grace is a duration from 30s to 24h; write it as 90s, 5m or PT5M", unreadable);
    }
  }

  /** Returns by how much it is longer than is usual. */
  Duration beyondUsual() {
    Duration beyond = length.minus(DEFAULT.length);
    return beyond.isNegative() ? Duration.ZERO : beyond;
  }

  /** Returns it as ISO 8601 writes it, as {@code PT2M}. */
  public String text() {
    return length.toString();
  }
}
