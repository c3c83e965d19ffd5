package dev.carillon.run;

import java.time.Duration;

/**
 * How long to wait after an attempt that failed: QStash's rule, so that both engines keep the same
 * time ({@code min(86400, e^(2.5 n))} seconds; Upstash documentation, "Retry").
 */
public final class Backoff {
  private static final double LONGEST_SECONDS = 86_400;

  private Backoff() {}

  /**
   * Returns the wait before the next attempt.
   *
   * @param failed how many attempts have failed, from 1
   */
  public static Duration after(int failed) {
    double seconds = Math.min(LONGEST_SECONDS, Math.exp(2.5 * failed));
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
