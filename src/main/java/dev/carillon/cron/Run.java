package dev.carillon.cron;

import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring values of a field that are all allowed.
 *
 * @param first the first of them
 * @param last the last of them; the same for a single value
 */
record Run(int first, int last) {
  boolean isSingle() {
    return first == last;
  }

  /** Returns the bits as runs of one or of three and more: two neighbours are told one by one. */
  static List<Run> spokenIn(long bits) {
    List<Run> runs = new ArrayList<>();
    for (Run run : in(bits)) {
      if (run.last - run.first == 1) {
        runs.add(new Run(run.first, run.first));
        runs.add(new Run(run.last, run.last));
      } else {
        runs.add(run);
      }
    }
    return runs;
  }

  /** Returns the bits as the longest runs. */
  static List<Run> in(long bits) {
    List<Run> runs = new ArrayList<>();
    long left = bits;
    while (left != 0) {
      int first = Long.numberOfTrailingZeros(left);
      int last = first + Long.numberOfTrailingZeros(~(left >>> first)) - 1;
      runs.add(new Run(first, last));
      left &= -1L << last << 1;
    }
    return runs;
  }

  /**
   * Returns the one run of three or more that all bits make up if the last value of the field is
   * followed by its first one, as December is by January; null if there is no such run.
   */
  static Run around(CronField field, long bits) {
    if (Long.bitCount(bits) < 3 || bits == field.all()) {
      return null;
    }
    List<Run> runs = in(bits);
    if (runs.size() == 1) {
      return runs.get(0);
    }
    boolean wraps =
        runs.size() == 2 && runs.get(0).first == field.min() && runs.get(1).last == field.max();
    return wraps ? new Run(runs.get(1).first, runs.get(0).last) : null;
  }
}
