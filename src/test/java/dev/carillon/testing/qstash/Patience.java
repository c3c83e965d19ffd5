package dev.carillon.testing.qstash;

import dev.carillon.qstash.QStashLimits;
import java.time.Duration;

/**
 * How long clients of the fake wait. No test that wants an answer fails because the machine is slow;
 * one that wants none does not wait for long.
 */
public final class Patience {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(1_500);

  private Patience() {}

  /** Returns limits for calls that are answered. */
  public static QStashLimits patient(int tries, Duration longestWait) {
    return limits(LONG, tries, longestWait);
  }

  /** Returns limits for {@link Failure#HANGS} and its like, which are never answered. */
  public static QStashLimits impatient(int tries, Duration longestWait) {
    return limits(SHORT, tries, longestWait);
  }

  private static QStashLimits limits(Duration one, int tries, Duration longestWait) {
    return new QStashLimits(one, one, one, one.multipliedBy(6), tries, longestWait, 1 << 22, 4);
  }
}
