package dev.carillon.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** What happens to a due time that nobody could ring on time. */
public enum CatchUp {
  /** It is written down as missed. */
  NONE,
  /** It runs if no later due time has passed. The default. */
  LAST,
  /** It runs, if its grace was over not longer than {@link #WINDOW} ago; one after the other, the oldest first. */
  ALL;

  /** How long the grace of a due time may be over that {@link #ALL} still runs. */
  public static final Duration WINDOW = Duration.ofHours(24);

  /**
   * Tells whether a due time that nobody could ring on time still runs.
   *
   * @param grace how late it may be rung
   * @param superseded whether a later due time of the schedule has passed
   */
  public boolean admits(Instant due, Duration grace, Instant now, boolean superseded) {
    return switch (this) {
      case NONE -> false;
      case LAST -> !superseded;
      case ALL -> !due.plus(grace).isBefore(now.minus(WINDOW));
    };
  }

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
