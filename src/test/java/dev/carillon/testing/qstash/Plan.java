package dev.carillon.testing.qstash;

import java.time.Duration;

/**
 * What an account may do.
 *
 * @param schedules how many it may hold
 * @param messagesPerDay how many it may publish in a day of UTC
 * @param maxDelay the longest delay
 * @param maxRetries the most retries of a message
 * @param maxMessageBytes the largest body
 * @param maxResponse how long a destination may take
 */
public record Plan(
    int schedules,
    int messagesPerDay,
    Duration maxDelay,
    int maxRetries,
    int maxMessageBytes,
    Duration maxResponse) {
  /** The free plan; its retries are those that the development server grants. */
  public static final Plan FREE =
      new Plan(10, 1_000, Duration.ofDays(7), 5, 1 << 20, Duration.ofMinutes(15));

  /** Pay as you go. */
  public static final Plan PAY_AS_YOU_GO =
      new Plan(1_000, Integer.MAX_VALUE, Duration.ofDays(365), 100, 10 << 20, Duration.ofHours(2));

  /** The fixed plan of one million messages. */
  public static final Plan FIXED_1M =
      new Plan(10_000, 1_000_000, Duration.ofDays(36_500), 100, 50 << 20, Duration.ofHours(6));

  /** Returns the same with so many schedules. */
  public Plan withSchedules(int most) {
    return new Plan(most, messagesPerDay, maxDelay, maxRetries, maxMessageBytes, maxResponse);
  }

  /** Returns the same with so many messages a day. */
  public Plan withMessagesPerDay(int most) {
    return new Plan(schedules, most, maxDelay, maxRetries, maxMessageBytes, maxResponse);
  }
}
