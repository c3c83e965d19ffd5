package dev.carillon.cron;

import java.util.Objects;

/**
 * What becomes of a fixed hour where clocks are set. An hour that is {@code *} or stepped means an
 * interval, for which it makes no difference. Immutable.
 *
 * @param repeatedHour how often one runs that the clock shows twice
 */
public record ClockChanges(RepeatedHour repeatedHour) {
  /** What is safe: nothing runs twice. */
  public static final ClockChanges DEFAULT = new ClockChanges(RepeatedHour.ONCE);

  public ClockChanges {
    Objects.requireNonNull(repeatedHour, "repeatedHour");
  }
}
