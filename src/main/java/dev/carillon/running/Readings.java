package dev.carillon.running;

import java.util.Arrays;
import java.util.List;

/**
 * The characters that may be meant at a place of a text: the one that stands there, and the one that
 * is escaped there for JSON, a URL, HTML, a shell or a language, also several times over.
 *
 * <p>For one thread; each reading replaces the one before.
 */
final class Readings {
  /** Six times over: each time doubles the backslashes. */
  private static final int MOST_BACKSLASHES = 64;

  /** What an escaped character begins with. */
  static final List<Character> OPENING = List.of('\\', '%', '&');

  private static final int MOST_TIMES = 4;
  private static final String PYTHON_QUOTE = "\"'\"'";

  private final char[] text;
  private final int[] meant = new int[24];
  private final int[] ends = new int[24];
  private int count;

  /** Where the backslashes are that were read last. */
  private int runStart;

  private int runEnd;

  Readings(char[] text) {
    this.text = text;
  }

  /** Tells whether something may be escaped from this character on. */
  static boolean opens(char first) {
    return first == '\\' || first == '%' || first == '&';
  }

  /** Tells whether something may be escaped that begins with these two. */
  static boolean opens(char first, char second) {
    return switch (first) {
      case '\\' -> "\\uxnrtbf".indexOf(second) >= 0 || isPunctuation(second);
      case '%' -> second == 'u' || second < 128 && Character.digit(second, 16) >= 0;
      case '&' -> "#alqg".indexOf(second) >= 0;
      default -> false;
    };
  }

  /** Reads what may be meant at this place: at the text's end nothing. */
  Readings at(int place) {
    count = 0;
    if (place >= text.length) {
      return this;
    }
    int written = Character.codePointAt(text, place);
    add(written, place + Character.charCount(written));
    switch (text[place]) {
      case '\\' -> backslashes(place);
      case '%' -> percent(place + 1);
      case '&' -> entity(place + 1);
      case '\'' -> quote(place);
      case '+' -> add(' ', place + 1);
      case '\r' -> addIf(has("\n", place + 1), '\n', place + 2);
      default -> {}
    }
    for (int which = count - 1; which >= 0; which--) {
      doubled(place, which);
    }
    return this;
  }

  /** Quotes are doubled in CSV and SQL, and may be escaped after that. */
  private void doubled(int place, int which) {
    int end = ends[which];
    int behind = 2 * end - place;
    addIf(
        (meant[which] == '"' || meant[which] == '\'')
            && behind <= text.length
            && Arrays.equals(text, place, end, text, end, behind),
        meant[which],
        behind);
  }

  /** Returns how many there are; the first is what stands there. */
  int count() {
    return count;
  }

  int meant(int which) {
    return meant[which];
  }

  /** Returns the place behind it. */
  int end(int which) {
    return ends[which];
  }

  private void add(int character, int end) {
    meant[count] = character;
    ends[count] = end;
    count++;
  }

  private void addIf(boolean condition, int character, int end) {
    if (condition) {
      add(character, end);
    }
  }

  private void backslashes(int from) {
    int behind = afterBackslashes(from);
    for (int many = 2; many <= behind - from; many *= 2) {
      add('\\', from + many);
    }
    if (behind == text.length) {
      return;
    }
    switch (text[behind]) {
      case 'u' -> unicode(behind + 1);
      case 'x' -> number(behind + 1, behind + 3);
      case 'n' -> add('\n', behind + 1);
      case 'r' -> add('\r', behind + 1);
      case 't' -> add('\t', behind + 1);
      case 'b' -> add('\b', behind + 1);
      case 'f' -> add('\f', behind + 1);
      default -> addIf(isPunctuation(text[behind]), text[behind], behind + 1);
    }
  }

  private int afterBackslashes(int from) {
    if (from < runStart || from >= runEnd) {
      runStart = from;
      runEnd = from;
      while (runEnd < text.length && text[runEnd] == '\\') {
        runEnd++;
      }
    }
    return Math.min(runEnd, from + MOST_BACKSLASHES);
  }

  private static boolean isPunctuation(char character) {
    return character > ' '
        && character < 0x7f
        && character != '\\'
        && !Character.isLetterOrDigit(character);
  }

  private void unicode(int from) {
    int unit = hex(from, from + 4);
    int second = afterBackslashes(from + 4);
    int low = second > from + 4 && has("u", second) ? hex(second + 1, second + 5) : -1;
    if (low >= 0 && Character.isSurrogatePair((char) unit, (char) low)) {
      add(Character.toCodePoint((char) unit, (char) low), second + 5);
    } else {
      addIf(unit >= 0, unit, from + 4);
    }
  }

  private void number(int from, int to) {
    int number = hex(from, to);
    addIf(number >= 0, number, to);
  }

  /** A byte is read as the character of that number. */
  private void percent(int from) {
    for (int at = from; at <= from + 2 * MOST_TIMES; at += 2) {
      number(at, at + 2);
      if (has("u", at)) {
        number(at + 1, at + 5);
      }
      if (!has("25", at)) {
        return;
      }
    }
  }

  private void entity(int from) {
    int at = from;
    for (int times = 0; times < MOST_TIMES && has("amp;", at); times++) {
      at += 4;
      add('&', at);
    }
    addIf(has("lt;", at), '<', at + 3);
    addIf(has("gt;", at), '>', at + 3);
    addIf(has("quot;", at), '"', at + 5);
    addIf(has("apos;", at), '\'', at + 5);
    if (has("#", at)) {
      numbered(at + 1);
    }
  }

  private void numbered(int from) {
    boolean hexadecimal = has("x", from) || has("X", from);
    int start = hexadecimal ? from + 1 : from;
    int end = start;
    while (end < text.length && end - start < 8 && text[end] != ';') {
      end++;
    }
    int number = number(start, end, hexadecimal ? 16 : 10);
    addIf(number >= 0 && has(";", end), number, end + 1);
  }

  /** In a shell a quote stands outside of what is quoted. */
  private void quote(int place) {
    int behind = afterBackslashes(place + 1);
    addIf(behind > place + 1 && has("''", behind), '\'', behind + 2);
    addIf(has(PYTHON_QUOTE, place + 1), '\'', place + 1 + PYTHON_QUOTE.length());
  }

  private boolean has(String part, int from) {
    int to = from + part.length();
    if (to > text.length) {
      return false;
    }
    for (int at = from; at < to; at++) {
      if (text[at] != part.charAt(at - from)) {
        return false;
      }
    }
    return true;
  }

  private int hex(int from, int to) {
    return number(from, to, 16);
  }

  /** Returns the number that stands there, or -1. */
  private int number(int from, int to, int radix) {
    if (to > text.length || from >= to) {
      return -1;
    }
    int number = 0;
    for (int at = from; at < to; at++) {
      int digit = text[at] < 128 ? Character.digit(text[at], radix) : -1;
      if (digit < 0 || number > Character.MAX_CODE_POINT) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }
}
