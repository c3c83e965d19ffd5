package dev.carillon.cron;

import java.util.Objects;

/**
 * What becomes of a fixed hour where clocks are set. An hour that is {@code *} or stepped means an
 * interval, for which it makes no difference. Immutable.
 *
 * @param repeatedHour how often one runs that the clock shows twice
 * @param skippedHour what becomes of one that the clock skips
 */
public record ClockChanges(RepeatedHour repeatedHour, SkippedHour skippedHour) {
  /** What is safe: nothing runs twice, nor at another time than its own. */
  public static final ClockChanges DEFAULT = new ClockChanges(RepeatedHour.ONCE, SkippedHour.SKIP);

  public ClockChanges {
    Objects.requireNonNull(repeatedHour, "repeatedHour");
    Objects.requireNonNull(skippedHour, "skippedHour");
  }
}
