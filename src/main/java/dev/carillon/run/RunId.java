package dev.carillon.run;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Names a run for good.
 *
 * @param value {@code run_} and 26 characters of Crockford's Base32, the first ten of which are the
 *     time of its making, so that ids sort by age
 */
public record RunId(String value) {
  private static final Pattern SHAPE = Pattern.compile("run_[0-9a-hjkmnp-tv-z]{26}");
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

  /** Refuses what was never given out as a run's id. */
  public RunId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("this is no run id; one looks like run_01j9…");
    }
  }

  /**
   * Makes an id.
   *
   * @param epochMillis when the run is made
   * @param high 40 random bits
   * @param low 40 random bits
   */
  public static RunId of(long epochMillis, long high, long low) {
    return new RunId("run_" + digits(epochMillis, 10) + digits(high, 8) + digits(low, 8));
  }

  /** Returns what sorts before the ids of all runs that are made at a time or later. */
  public static RunId firstAt(Instant time) {
    return of(Math.max(0, time.toEpochMilli()), 0, 0);
  }

  /** Returns when the run was made, to the millisecond. */
  public Instant madeAt() {
    return Instant.ofEpochMilli(value
        .substring(4, 14)
        .chars()
        .mapToLong(DIGITS::indexOf)
        .reduce(0, (sum, digit) -> sum << 5 | digit));
  }

  private static String digits(long bits, int count) {
    char[] text = new char[count];
    for (int place = count - 1; place >= 0; place--) {
      text[place] = DIGITS.charAt((int) (bits & 31));
      bits >>>= 5;
    }
    return new String(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
