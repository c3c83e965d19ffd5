package dev.carillon.cron;

import java.util.List;
import java.util.Locale;

/** One of the five fields of a cron expression, in the order in which they are written. */
public enum CronField {
  MINUTE(0, 59, List.of()),
  HOUR(0, 23, List.of()),
  DAY_OF_MONTH(1, 31, List.of()),
  MONTH(
      1,
      12,
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
  DAY_OF_WEEK(0, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

  private final int min;
  private final int max;
  private final List<String> names;

  CronField(int min, int max, List<String> names) {
    this.min = min;
    this.max = max;
    this.names = names;
  }

  /** Returns the smallest value that may stand in this field. */
  public int min() {
    return min;
  }

  /** Returns the greatest value that may stand in this field; Saturday (6) for the day of week. */
  public int max() {
    return max;
  }

  /** Returns the names of the values from {@link #min()} on, in small letters; may be empty. */
  List<String> names() {
    return names;
  }

  /** Returns the value that a name stands for, in any case, or -1. */
  int named(String word) {
    int at = names.indexOf(word.toLowerCase(Locale.ROOT));
    return at < 0 ? -1 : at + min;
  }

  /** Returns the bits of all values. */
  long all() {
    return range(min, max);
  }

  /** Returns the bits of the values from {@code first} to {@code last}, both inclusive. */
  static long range(int first, int last) {
    return (-1L << first) & (-1L >>> (63 - last));
  }
}
