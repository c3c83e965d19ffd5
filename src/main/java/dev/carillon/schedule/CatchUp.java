package dev.carillon.schedule;

import java.util.Arrays;
import java.util.Locale;

/** What happens to a due time that nobody could ring on time. */
public enum CatchUp {
  /** It is written down as missed. */
  NONE,
  /** It runs if no later due time has passed. The default. */
  LAST,
  /** It runs, within a window. */
  ALL;

  /** Returns the word as it stands in definitions and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the policy of that word.
   *
   * @throws IllegalArgumentException if there is none; the message lists the words
   */
  public static CatchUp ofWord(String word) {
    return Arrays.stream(values())
        .filter(it -> it.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("catchUp is one of none, last, all"));
  }
}
