package dev.carillon.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A part of the text that somebody wrote, which remembers where it stood there.
 *
 * @param text the part itself
 * @param start its offset in the whole text
 */
record Piece(String text, int start) {

  /** Returns the offset behind the last character, in the whole text. */
  int end() {
    return start + text.length();
  }

  /** Returns a part of this part, by offsets into this one. */
  Piece sub(int from, int to) {
    return new Piece(text.substring(from, to), start + from);
  }

  /** Returns this without the blanks at both ends. */
  Piece trimmed() {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return sub(from, to);
  }

  /** Splits at each such character; like Go's Split, two neighbours have an empty part between. */
  List<Piece> splitAt(char separator) {
    List<Piece> parts = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) == separator) {
        parts.add(sub(from, at));
        from = at + 1;
      }
    }
    parts.add(sub(from, text.length()));
    return parts;
  }

  /** Splits at runs of such characters; there is never an empty part, so there may be none. */
  List<Piece> fieldsBetween(IntPredicate separator) {
    List<Piece> parts = new ArrayList<>();
    int from = -1;
    for (int at = 0; at <= text.length(); at++) {
      boolean inside = at < text.length() && !separator.test(text.charAt(at));
      if (inside && from < 0) {
        from = at;
      } else if (!inside && from >= 0) {
        parts.add(sub(from, at));
        from = -1;
      }
    }
    return parts;
  }

  /** Tells whether Go's unicode.IsSpace holds: what separates fields. */
  static boolean isBlank(int c) {
    return c == ' ' || c >= '\t' && c <= '\r' || c == 0x85 || Character.isSpaceChar(c);
  }
}
