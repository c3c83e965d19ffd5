package dev.carillon.cron;

/**
 * Values of a field at equal distances of two or more; two values at least.
 *
 * @param field whose values they are
 * @param first the first value
 * @param last the last value
 * @param step the distance
 */
record Steps(CronField field, int first, int last, int step) {

  /** Returns the steps that make up the bits and nothing else, or null if there are none. */
  static Steps in(CronField field, long bits) {
    if (Long.bitCount(bits) < 2) {
      return null;
    }
    int first = Long.numberOfTrailingZeros(bits);
    int step = Long.numberOfTrailingZeros(bits & ~(1L << first)) - first;
    Steps steps = chain(field, bits, first, step);
    return step > 1 && steps.bits() == bits ? steps : null;
  }

  /** Returns the longest steps among the bits; of equals the narrowest, then the earliest. */
  static Steps longestIn(CronField field, long bits) {
    Steps longest = null;
    for (int step = 2; step <= field.max(); step++) {
      for (int first = field.min(); first + step <= field.max(); first++) {
        boolean begins = (bits >> first & 1) != 0 && (bits >> first + step & 1) != 0;
        Steps steps = begins ? chain(field, bits, first, step) : null;
        if (steps != null && (longest == null || steps.count() > longest.count())) {
          longest = steps;
        }
      }
    }
    return longest;
  }

  private static Steps chain(CronField field, long bits, int first, int step) {
    int last = first;
    while (last + step <= field.max() && (bits >> last + step & 1) != 0) {
      last += step;
    }
    return new Steps(field, first, last, step);
  }

  int count() {
    return (last - first) / step + 1;
  }

  boolean startsTheField() {
    return first == field.min();
  }

  boolean endsTheField() {
    return last + step > field.max();
  }

  long bits() {
    long bits = 0;
    for (int value = first; value <= last; value += step) {
      bits |= 1L << value;
    }
    return bits;
  }

  String text() {
    if (!endsTheField()) {
      return first + "-" + last + "/" + step;
    }
    return (startsTheField() ? "*" : Integer.toString(first)) + "/" + step;
  }
}
