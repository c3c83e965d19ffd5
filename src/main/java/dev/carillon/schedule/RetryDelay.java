package dev.carillon.schedule;

import java.time.Duration;

/**
 * How long to wait before a retry, as an expression of QStash ({@code Upstash-Retry-Delay}; Upstash
 * documentation, "Retry"): milliseconds, reckoned from {@code retried}, which is 0 before the first
 * retry. There are {@code + - * / ( )} and {@code pow sqrt abs exp floor ceil round min max}.
 * Immutable.
 *
 * @param expression as it was written, on one line and without blanks around it
 */
public record RetryDelay(String expression) {
  /** No wait is longer than this, as with QStash's own back-off. */
  public static final Duration LONGEST = Duration.ofDays(1);

  private static final int MOST_CHARACTERS = 200;

  /** Refuses what cannot be reckoned; the message says what is wrong. */
  public RetryDelay {
    // It travels in a header, where a line break would be the end of it.
    expression = expression.strip().replaceAll("\\s+", " ");
    if (expression.isEmpty() || expression.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "retryDelay is an expression of 1 to 200 characters, like 1000 * (1 + retried)");
    }
    Arithmetic.of(expression).value(0);
  }

  /**
   * Returns the wait; never negative and never longer than {@link #LONGEST}.
   *
   * @param retried how many retries were made before, from 0
   */
  public Duration before(int retried) {
    double millis = Arithmetic.of(expression).value(retried);
    return Double.isNaN(millis) || millis <= 0
        ? Duration.ZERO
        : Duration.ofMillis(Math.round(Math.min(millis, LONGEST.toMillis())));
  }

  @Override
  public String toString() {
    return expression;
  }
}
