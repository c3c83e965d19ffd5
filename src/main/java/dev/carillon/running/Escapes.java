package dev.carillon.running;

import java.util.Arrays;

/**
 * The ways to escape a character. What follows the first character of an escape may be escaped
 * itself.
 */
final class Escapes {
  /** Six times over: each time doubles the backslashes. */
  private static final int MOST_BACKSLASHES = 64;

  /** A longer one is none: so many backslashes, each of them escaped for a URL. */
  private static final int LONGEST = 3 * MOST_BACKSLASHES;

  private static final int LONGEST_NUMBER = 8;

  private final char[] text;
  private final Readings readings;

  /** Where the number ended that was read last, and how many digits it had. */
  private int behind;

  private int digits;

  Escapes(char[] text, Readings readings) {
    this.text = text;
    this.readings = readings;
  }

  static boolean isPunctuation(int character) {
    return character > ' '
        && character < 0x7f
        && character != '\\'
        && !Character.isLetterOrDigit(character);
  }

  /** Tells whether there may be an escape at a place of the text. */
  boolean mayBegin(int place) {
    char first = text[place];
    if (first == '+' || Readings.opens(first)) {
      return true;
    }
    if (first != '\'' && first != '"' && first != '\r' || place + 1 == text.length) {
      return false;
    }
    char second = text[place + 1];
    return switch (first) {
      case '\r' -> second == '\n';
      case '"' -> second == '"';
      default -> second == '\'' || second == '"' || Readings.opens(second);
    };
  }

  /**
   * Adds what the escape means that begins with something that was read.
   *
   * @param depth how many escapes what follows may lie in
   */
  void open(Meanings here, int which, int depth) {
    int end = here.end(which);
    switch (here.meant(which)) {
      case '\\' -> backslashes(here, which, depth);
      case '%' -> percent(here, which, depth);
      case '&' -> entity(here, which, depth);
      case '\'' -> {
        quote(here, which, depth);
        doubled(here, which);
      }
      case '"' -> doubled(here, which);
      case '+' -> add(here, which, ' ', end);
      case '\r' -> addIf(here, which, '\n', after("\n", end, depth));
      default -> {}
    }
  }

  private static void add(Meanings here, int which, int character, int end) {
    if (end - here.place() <= LONGEST) {
      here.add(character, end, here.depth(which) + 1);
    }
  }

  private static void addIf(Meanings here, int which, int character, int end) {
    if (end >= 0) {
      add(here, which, character, end);
    }
  }

  /** Quotes are doubled in CSV and SQL, and may be escaped after that. */
  private void doubled(Meanings here, int which) {
    addIf(here, which, here.meant(which), again(here.place(), here.end(which)));
  }

  /** Returns the place behind the same once more, or -1. */
  private int again(int from, int to) {
    int end = 2 * to - from;
    return end <= text.length && Arrays.equals(text, from, to, text, to, end) ? end : -1;
  }

  private void backslashes(Meanings here, int which, int depth) {
    int many = 1;
    int end = here.end(which);
    int next = end;
    while (next >= 0 && next - here.place() <= LONGEST && many <= MOST_BACKSLASHES) {
      end = next;
      next = after('\\', end, depth);
      boolean isPower = Integer.bitCount(many) == 1;
      if (isPower && many > 1) {
        // What more it may begin is read from the first one on.
        here.add('\\', end, Integer.MAX_VALUE);
      }
      if (isPower || next < 0) {
        escaped(here, which, end, depth);
      }
      many++;
    }
  }

  /** Adds what backslashes mean that end at a place, by whatever may be meant there. */
  private void escaped(Meanings here, int which, int place, int depth) {
    if (place == text.length) {
      return;
    }
    escaped(here, which, text[place], place + 1, depth);
    if (depth > 0 && mayBegin(place)) {
      Meanings there = readings.read(place, depth);
      for (int each = 1; each < there.count(); each++) {
        escaped(here, which, there.meant(each), there.end(each), depth);
      }
    }
  }

  private void escaped(Meanings here, int which, int character, int end, int depth) {
    switch (character) {
      case 'u' -> number(here, which, hex(end, 4, depth), depth);
      case 'x' -> number(here, which, hex(end, 2, depth), depth);
      case 'n' -> add(here, which, '\n', end);
      case 'r' -> add(here, which, '\r', end);
      case 't' -> add(here, which, '\t', end);
      case 'b' -> add(here, which, '\b', end);
      case 'f' -> add(here, which, '\f', end);
      default -> {
        if (isPunctuation(character)) {
          add(here, which, character, end);
        }
      }
    }
  }

  /** A byte is read as the character of that number. */
  private void percent(Meanings here, int which, int depth) {
    int end = here.end(which);
    number(here, which, hex(end, 2, depth), depth);
    int unit = after('u', end, depth);
    if (unit >= 0) {
      number(here, which, hex(unit, 4, depth), depth);
    }
  }

  private void entity(Meanings here, int which, int depth) {
    int end = here.end(which);
    addIf(here, which, '&', after("amp;", end, depth));
    addIf(here, which, '<', after("lt;", end, depth));
    addIf(here, which, '>', after("gt;", end, depth));
    addIf(here, which, '"', after("quot;", end, depth));
    addIf(here, which, '\'', after("apos;", end, depth));
    int number = after('#', end, depth);
    if (number >= 0) {
      int small = after('x', number, depth);
      int sixteen = small >= 0 ? small : after('X', number, depth);
      int value = sixteen >= 0
          ? number(sixteen, LONGEST_NUMBER, 16, depth)
          : number(number, LONGEST_NUMBER, 10, depth);
      behind = value < 0 ? behind : after(';', behind, depth);
      number(here, which, behind < 0 ? -1 : value, depth);
    }
  }

  /** In a shell a quote stands outside of what is quoted; Python writes it between two others. */
  private void quote(Meanings here, int which, int depth) {
    int end = here.end(which);
    int many = 0;
    int next = after('\\', end, depth);
    while (next >= 0 && next < text.length && next - here.place() <= LONGEST) {
      int last = next;
      next = after('\\', last, depth);
      many++;
      if (next < 0 || Integer.bitCount(many) == 1) {
        twoQuotes(here, which, last, depth);
      }
    }
    addIf(here, which, '\'', after("\"'\"'", end, depth));
  }

  private void twoQuotes(Meanings here, int which, int place, int depth) {
    addIf(here, which, '\'', text[place] == '\'' ? again(place, place + 1) : -1);
    if (depth > 0 && mayBegin(place)) {
      Meanings there = readings.read(place, depth);
      for (int each = 1; each < there.count(); each++) {
        boolean isQuote = there.meant(each) == '\'';
        addIf(here, which, '\'', isQuote ? again(place, there.end(each)) : -1);
      }
    }
  }

  /** Adds the character of a number that has just been read; a character may need two of them. */
  private void number(Meanings here, int which, int number, int depth) {
    if (number < 0) {
      return;
    }
    int end = behind;
    add(here, which, number, end);
    boolean isHalf = number <= Character.MAX_VALUE && Character.isHighSurrogate((char) number);
    if (isHalf && depth > 0 && end < text.length && mayBegin(end)) {
      Meanings there = readings.read(end, depth);
      for (int each = 1; each < there.count(); each++) {
        int low = there.meant(each);
        if (low <= Character.MAX_VALUE && Character.isLowSurrogate((char) low)) {
          add(here, which, Character.toCodePoint((char) number, (char) low), there.end(each));
        }
      }
    }
  }

  private int after(String part, int from, int depth) {
    int at = from;
    for (int each = 0; at >= 0 && each < part.length(); each++) {
      at = after(part.charAt(each), at, depth);
    }
    return at;
  }

  /** Returns the place behind a character if that is meant at a place, or -1. */
  private int after(char character, int place, int depth) {
    if (place >= text.length) {
      return -1;
    }
    if (text[place] == character) {
      return place + 1;
    }
    if (depth > 0 && mayBegin(place)) {
      Meanings there = readings.read(place, depth);
      for (int which = 1; which < there.count(); which++) {
        if (there.meant(which) == character) {
          return there.end(which);
        }
      }
    }
    return -1;
  }

  /** Returns the number that so many digits mean, or -1. */
  private int hex(int from, int many, int depth) {
    int number = number(from, many, 16, depth);
    return digits == many ? number : -1;
  }

  /** Returns the number that the digits mean that are there, at most so many, or -1. */
  private int number(int from, int most, int radix, int depth) {
    int number = 0;
    int at = from;
    int many = 0;
    while (many < most && number <= Character.MAX_CODE_POINT) {
      int digit = digit(at, radix, depth);
      if (digit < 0) {
        break;
      }
      at = behind;
      number = number * radix + digit;
      many++;
    }
    behind = at;
    digits = many;
    return many == 0 || number > Character.MAX_CODE_POINT ? -1 : number;
  }

  private int digit(int place, int radix, int depth) {
    if (place >= text.length) {
      return -1;
    }
    int digit = digit(text[place], radix);
    behind = place + 1;
    if (digit < 0 && depth > 0 && mayBegin(place)) {
      Meanings there = readings.read(place, depth);
      for (int which = 1; which < there.count() && digit < 0; which++) {
        digit = digit(there.meant(which), radix);
        behind = there.end(which);
      }
    }
    return digit;
  }

  private static int digit(int character, int radix) {
    return character < 128 ? Character.digit(character, radix) : -1;
  }
}
