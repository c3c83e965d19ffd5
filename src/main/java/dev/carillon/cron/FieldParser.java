package dev.carillon.cron;

import java.util.List;

/**
 * Reads one field: elements between commas, each {@code *}, a value, or a range, each with a step
 * or without. Follows {@code getField} and {@code getRange} of robfig/cron v3 to the letter, also
 * where that is odd: empty elements are passed over, and what follows {@code *-} is not looked at.
 */
final class FieldParser {
  private final CronField field;
  private final Piece whole;

  FieldParser(CronField field, Piece whole) {
    this.field = field;
    this.whole = whole;
  }

  FieldSet parse() {
    FieldSet allowed = new FieldSet(field, 0, false, false);
    for (Piece element : whole.fieldsBetween(c -> c == ',')) {
      allowed = allowed.and(element(element));
    }
    return allowed;
  }

  private FieldSet element(Piece element) {
    List<Piece> rangeAndStep = element.splitAt('/');
    List<Piece> lowAndHigh = rangeAndStep.get(0).splitAt('-');
    String low = lowAndHigh.get(0).text();
    boolean star = low.equals("*") || low.equals("?");
    long first = star ? field.min() : valueOf(lowAndHigh.get(0));
    long last = star ? field.max() : highest(lowAndHigh, first, element);
    if (rangeAndStep.size() > 2) {
      throw wrong("too many slashes: " + element.text(), element, null);
    }
    long step = 1;
    if (rangeAndStep.size() == 2) {
      step = number(rangeAndStep.get(1));
      last = lowAndHigh.size() == 1 ? field.max() : last;
    }
    check(first, last, step, element);
    long bits = bits((int) first, (int) last, step);
    return new FieldSet(field, bits, star && step == 1, step > 1 && Long.bitCount(bits) > 1);
  }

  private long highest(List<Piece> lowAndHigh, long first, Piece element) {
    return switch (lowAndHigh.size()) {
      case 1 -> first;
      case 2 -> valueOf(lowAndHigh.get(1));
      default -> throw wrong("too many hyphens: " + element.text(), element, null);
    };
  }

  private void check(long first, long last, long step, Piece element) {
    String text = element.text();
    if (first < field.min()) {
      throw wrong(
          "beginning of range (%d) below minimum (%d): %s".formatted(first, field.min(), text),
          element,
          Hints.belowMinimum(field));
    }
    if (last > field.max()) {
      throw wrong(
          "end of range (%d) above maximum (%d): %s".formatted(last, field.max(), text),
          element,
          Hints.aboveMaximum(field, first, last));
    }
    if (first > last) {
      throw wrong(
          "beginning of range (%d) beyond end of range (%d): %s".formatted(first, last, text),
          element,
          Hints.reversed(field, first, last, step));
    }
    if (step == 0) {
      throw wrong(
          "step of range should be a positive number: " + text, element, Hints.stepOfZero());
    }
  }

  private static long bits(int first, int last, long step) {
    long bits = 0;
    for (long value = first; value <= last; value += step) {
      bits |= 1L << value;
      if (step > last) {
        break;
      }
    }
    return bits;
  }

  private long valueOf(Piece word) {
    int named = field.named(word.text());
    return named >= 0 ? named : number(word);
  }

  private long number(Piece word) {
    GoInteger read = GoInteger.read(word.text());
    if (read.problem() != null) {
      throw wrong(
          "failed to parse int from " + word.text() + ": " + read.problem(),
          word,
          Hints.notANumber(field, word, whole));
    }
    if (read.value() < 0) {
      throw wrong(
          "negative number (%d) not allowed: %s".formatted(read.value(), word.text()), word, null);
    }
    return read.value();
  }

  private InvalidCronException wrong(String message, Piece where, Hint hint) {
    Piece seen = where.text().isEmpty() ? whole : where;
    return new InvalidCronException(message, field, seen.start(), seen.end(), hint);
  }
}
