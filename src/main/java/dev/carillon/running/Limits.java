package dev.carillon.running;

import dev.carillon.run.ErrorType;
import dev.carillon.run.RunError;
import dev.carillon.run.VisitKey;
import java.time.Duration;

/**
 * How much a run may do.
 *
 * @param steps visits in its journal
 * @param journal characters in its journal
 * @param value characters of one value that a task gives, or that an expression makes on its way, as
 *     JSON
 * @param depth how many runs may ask for one another in a row
 * @param levels how deep such a value may be nested
 * @param evaluation how long the expressions of one template may take together, or the check of one
 *     schema
 * @param pattern characters of a regular expression
 * @param bits of a whole number that an expression makes
 * @param searched characters of a text that a regular expression is looked for in
 */
public record Limits(
    long steps,
    long journal,
    int value,
    int depth,
    int levels,
    Duration evaluation,
    int pattern,
    int bits,
    int searched) {
  /**
   * A million steps, 256 MB, 2 MB, 16 runs, 200 levels, two seconds, patterns of 1000 characters,
   * 4096 bits, 250,000 characters to search.
   */
  public static final Limits USUAL = new Limits(1_000_000, 256_000_000, 2_000_000, 16);

  /** Takes the usual rest. */
  public Limits(long steps, long journal, int value, int depth) {
    this(steps, journal, value, depth, 200, Duration.ofSeconds(2), 1000, 4096, 250_000);
  }

  private static final int LONGEST_BLOCK = 2000;
  private static final int LONGEST_TASK = 500;

  void admit(Extent journal) {
    if (journal.steps() > steps) {
      throw tooMuch("the run took more than " + steps + " steps, which is as many as"
          + " CARILLON_MAX_STEPS allows; does a loop never end?");
    }
    if (journal.volume() > this.journal) {
      throw tooMuch("the steps of the run hold more than " + this.journal
          + " characters, which is as many as CARILLON_MAX_JOURNAL allows");
    }
  }

  /** A function within a function may lie deeper than a definition can show. */
  static void admit(VisitKey key) {
    if (key.block().length() > LONGEST_BLOCK || key.task().length() > LONGEST_TASK) {
      throw tooMuch("tasks and functions lie too deep in one another, or their names are too long");
    }
  }

  private static TooMuchException tooMuch(String detail) {
    return new TooMuchException(RunError.of(ErrorType.CONFIGURATION, detail));
  }
}
