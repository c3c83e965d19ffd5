package dev.carillon.cron;

import java.util.Arrays;
import java.util.Locale;

/** What becomes of a fixed hour that a clock skips, as it is set forward. */
public enum SkippedHour {
  /** It is not due on that day. The default. */
  SKIP,
  /** It is due at the very instant at which the clock is set, once for all times that it skips. */
  RUN_AFTER;

  /** Returns the word as it stands in definitions and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns the choice of that word.
   *
   * @throws IllegalArgumentException if there is none; the message lists the words
   */
  public static SkippedHour ofWord(String word) {
    return Arrays.stream(values())
        .filter(it -> it.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("skippedHour is one of skip, run-after"));
  }
}
