package dev.carillon.schedule;

import java.time.Duration;
import java.util.Optional;

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

  /** A wait that grows may come to more than {@link #LONGEST}, but nobody means a year. */
  private static final double BEYOND_REASON = Duration.ofDays(365).toMillis();

  private static final int LOOKED_AT = 5;

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
   * Takes what somebody wishes for: unlike what is kept already, it has to come to a wait before each
   * of the first retries. It may grow beyond {@link #LONGEST}, but must not begin there.
   *
   * @throws IllegalArgumentException if it does not; the message says what it comes to
   */
  public static RetryDelay wished(String expression) {
    var delay = new RetryDelay(expression);
    for (int retried = 0; retried <= LOOKED_AT; retried++) {
      double millis = Arithmetic.of(delay.expression).value(retried);
      double most = retried == 0 ? LONGEST.toMillis() : BEYOND_REASON;
      // Not the other way round: what is no number is not between any two.
      if (!(millis >= 0 && millis <= most)) {
        throw new IllegalArgumentException(
            "retryDelay \"%s\" comes to %s where retried is %d; write one that comes to 0 to %d milliseconds (a day)"
                .formatted(delay.expression, told(millis), retried, LONGEST.toMillis()));
      }
    }
    return delay;
  }

  private static String told(double millis) {
    if (Double.isNaN(millis) || Double.isInfinite(millis)) {
      return "no number";
    }
    return millis == Math.rint(millis) && Math.abs(millis) < 1e15
        ? String.valueOf((long) millis)
        : String.valueOf(millis);
  }

  /**
   * Returns the wait, never longer than {@link #LONGEST}; empty if it comes to none, as {@code 1/0}
   * and {@code -5} do, which may have been kept before such were refused.
   *
   * @param retried how many retries were made before, from 0
   */
  public Optional<Duration> before(int retried) {
    double millis = Arithmetic.of(expression).value(retried);
    return Double.isFinite(millis) && millis >= 0
        ? Optional.of(Duration.ofMillis(Math.round(Math.min(millis, LONGEST.toMillis()))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return expression;
  }
}
