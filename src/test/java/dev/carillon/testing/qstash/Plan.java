package dev.carillon.testing.qstash;

import java.time.Duration;

/**
 * What an account may do.
 *
 * @param schedules how many it may hold
 * @param messagesPerDay how many it may make in a day of UTC; beyond that nothing can be published
 * @param maxDelay the longest delay
 * @param maxRetries the most retries of a message; QStash publishes no number but that of its
 *     development server, which the free plan has here
 * @param maxMessageBytes the largest body
 * @param retention how long dead letters and log lines are kept
 */
public record Plan(
    int schedules,
    int messagesPerDay,
    Duration maxDelay,
    int maxRetries,
    int maxMessageBytes,
    Duration retention) {
  /** The free plan. */
  public static final Plan FREE =
      new Plan(10, 1_000, Duration.ofDays(7), 5, 1 << 20, Duration.ofDays(3));

  /** Pay as you go. */
  public static final Plan PAY_AS_YOU_GO =
      new Plan(1_000, Integer.MAX_VALUE, Duration.ofDays(365), 100, 10 << 20, Duration.ofDays(7));

  /** The fixed plan of one million messages a day. */
  public static final Plan FIXED_1M =
      new Plan(10_000, 1_000_000, Duration.ofDays(36_500), 100, 50 << 20, Duration.ofDays(14));

  /** Returns the same with so many schedules. */
  public Plan withSchedules(int most) {
    return new Plan(most, messagesPerDay, maxDelay, maxRetries, maxMessageBytes, retention);
  }

  /** Returns the same with so many messages a day. */
  public Plan withMessagesPerDay(int most) {
    return new Plan(schedules, most, maxDelay, maxRetries, maxMessageBytes, retention);
  }
}
