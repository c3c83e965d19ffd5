package dev.carillon.language;

import java.time.Duration;

/**
 * How much one evaluation may take.
 *
 * @param time for all expressions of one template together; more than zero
 * @param size of any value that is made on the way, as JSON, in characters
 * @param depth how deep such a value may be nested
 * @param pattern of a regular expression, in characters
 * @param bits of a whole number
 * @param searched of a text that a regular expression is looked for in, in characters: it takes some
 *     hundred times as many bytes
 */
public record ExpressionLimits(
    Duration time, int size, int depth, int pattern, int bits, int searched) {
  /**
   * Two seconds, two million characters, 200 levels, patterns of 1000 characters, 4096 bits, texts of
   * 250,000 characters to search.
   */
  public static final ExpressionLimits DEFAULT =
      new ExpressionLimits(Duration.ofSeconds(2), 2_000_000, 200, 1000, 4096, 250_000);

  /** Returns the same with another length of a pattern. */
  ExpressionLimits withPattern(int longest) {
    return new ExpressionLimits(time, size, depth, longest, bits, searched);
  }

  /** Takes the usual lengths of a pattern and a text to search, and the usual bits. */
  public ExpressionLimits(Duration time, int size, int depth) {
    this(time, size, depth, DEFAULT.pattern, DEFAULT.bits, DEFAULT.searched);
  }
}
