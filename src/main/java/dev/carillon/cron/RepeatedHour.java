package dev.carillon.cron;

import java.util.Arrays;
import java.util.Locale;

/** How often a fixed hour runs that a clock shows twice, as it is set back. */
public enum RepeatedHour {
  /** The first time only. The default. */
  ONCE,
  /** Both times. */
  TWICE;

  /** Returns the word as it stands in definitions and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the choice of that word.
   *
   * @throws IllegalArgumentException if there is none; the message lists the words
   */
  public static RepeatedHour ofWord(String word) {
    return Arrays.stream(values())
        .filter(it -> it.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("repeatedHour is one of once, twice"));
  }
}
