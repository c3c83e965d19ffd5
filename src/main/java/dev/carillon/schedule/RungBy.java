package dev.carillon.schedule;

import java.util.Arrays;
import java.util.Locale;

/** Which engine rings a schedule. */
public enum RungBy {
  /** The one that the installation runs with. The default. */
  AUTO,
  /** The local one, also where QStash rings the rest: it costs none of the plan's schedules. */
  LOCAL;

  /** Returns the word as it stands in definitions and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the choice of that word.
   *
   * @throws IllegalArgumentException if there is none; the message lists the words
   */
  public static RungBy ofWord(String word) {
    return Arrays.stream(values())
        .filter(it -> it.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("engine is one of auto, local"));
  }
}
