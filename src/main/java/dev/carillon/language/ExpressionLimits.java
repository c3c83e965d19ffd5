package dev.carillon.language;

import java.time.Duration;

/**
 * How much one evaluation may take.
 *
 * @param time for all expressions of one template together; more than zero
 * @param size of any value that is made on the way, as JSON, in characters
 * @param depth how deep such a value may be nested
 */
public record ExpressionLimits(Duration time, int size, int depth) {
  /** Two seconds, two million characters, 200 levels. */
  public static final ExpressionLimits DEFAULT =
      new ExpressionLimits(Duration.ofSeconds(2), 2_000_000, 200);
}
