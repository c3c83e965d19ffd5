package dev.carillon.schedule;

import java.util.Arrays;
import java.util.Locale;

/** What happens to a due time while an earlier run of the same schedule holds the slot. */
public enum Overlap {
  /** It is skipped. The default. */
  SKIP,
  /** It waits until the slot is free; a later one that finds it waiting is skipped. */
  QUEUE,
  /** It runs beside the earlier one. */
  ALLOW,
  /** The earlier run is canceled, and it starts when that one has stopped. */
  CANCEL_PREVIOUS;

  /** Returns the word as it stands in definitions and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns the policy of that word.
   *
   * @throws IllegalArgumentException if there is none; the message lists the words
   */
  public static Overlap ofWord(String word) {
    return Arrays.stream(values())
        .filter(it -> it.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("overlap is one of skip, queue, allow, cancel-previous"));
  }
}
