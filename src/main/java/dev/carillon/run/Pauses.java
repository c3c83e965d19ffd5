package dev.carillon.run;

import dev.carillon.schedule.RetryDelay;
import java.time.Duration;
import java.util.Optional;

/**
 * How long it is from an attempt that failed to the next one. The same for whoever brings the next
 * one, for QStash was told the same expression. Immutable.
 *
 * @param delay as the schedule words it; empty for the usual back-off
 * @param retried how often the engine had tried before its last delivery, as it said; more than we
 *     had attempts if some of its deliveries found nobody who could take them. 0 without an engine
 */
public record Pauses(Optional<RetryDelay> delay, int retried) {
  /** The usual back-off. */
  public static final Pauses USUAL = new Pauses(Optional.empty(), 0);

  /** No engine is asked for more retries than this. */
  private static final int MOST = 100;

  /** Refuses a count that nobody can have. */
  public Pauses {
    if (retried < 0) {
      throw new IllegalArgumentException("nobody tried " + retried + " times");
    }
  }

  /**
   * Returns the pause after our own attempts: the usual one where the expression comes to none.
   *
   * @param failed how many have failed, from 1
   */
  public Duration after(int failed) {
    return delay.flatMap(it -> it.before(failed - 1)).orElseGet(() -> Backoff.after(failed));
  }

  /** Returns the pause of the engine, which counts its deliveries, after so many attempts of ours. */
  public Duration ofEngineAfter(int failed) {
    return after(Math.max(failed, retried + 1));
  }

  /** Returns all pauses between the first delivery and one that had so many before it. */
  public Duration before(int deliveries) {
    Duration sum = Duration.ZERO;
    for (int failed = 1; failed <= Math.min(deliveries, MOST); failed++) {
      sum = sum.plus(after(failed));
    }
    return sum;
  }
}
