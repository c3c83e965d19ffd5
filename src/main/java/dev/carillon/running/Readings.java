package dev.carillon.running;

import java.util.List;

/**
 * The characters that may be meant at a place of a text: the one that stands there, and the one that
 * is escaped there for JSON, a URL, HTML, a shell or a language, also several times over and in any
 * mixture: what an escape means may begin or go on another one as if it stood there itself.
 *
 * <p>For one thread; each reading replaces the one before.
 */
final class Readings {
  /** What an escaped character begins with. */
  static final List<Character> OPENING = List.of('\\', '%', '&');

  /** How many escapes may lie in one another. */
  private static final int DEEPEST = 5;

  /** Nothing that is read from a place on goes further, but for what nobody would write. */
  private static final int MOST_KEPT = 1024;

  private final char[] text;
  private final Meanings plain = new Meanings();
  private final Escapes escapes;

  /** What was read last, for each number of escapes and the end of a place's number. */
  private final Meanings[][] kept = new Meanings[DEEPEST + 1][];

  private final int mask;
  private Meanings current = plain;

  Readings(char[] text) {
    this.text = text;
    this.escapes = new Escapes(text, this);
    this.mask = Math.min(MOST_KEPT, Integer.highestOneBit(text.length | 1) << 1) - 1;
  }

  /** Tells whether something may be escaped from this character on. */
  static boolean opens(char first) {
    return first == '\\' || first == '%' || first == '&';
  }

  /** Tells whether something may be escaped that begins with these two. */
  static boolean opens(char first, char second) {
    return switch (first) {
      case '\\' -> "\\uxnrtbf".indexOf(second) >= 0 || Escapes.isPunctuation(second);
      case '%' ->
        second == 'u' || second < 128 && Character.digit(second, 16) >= 0 || opens(second);
      case '&' -> "#alqg".indexOf(second) >= 0 || opens(second);
      default -> false;
    };
  }

  /** Reads what may be meant at this place: at the text's end nothing. */
  Readings at(int place) {
    if (place < text.length && escapes.mayBegin(place)) {
      current = read(place, DEEPEST);
      return this;
    }
    current = plain;
    if (place < text.length) {
      plain.restart(place, Character.codePointAt(text, place));
    } else {
      plain.clear();
    }
    return this;
  }

  /** Returns how many there are; the first is what stands there. */
  int count() {
    return current.count();
  }

  int meant(int which) {
    return current.meant(which);
  }

  /** Returns the place behind it. */
  int end(int which) {
    return current.end(which);
  }

  /**
   * Returns what may be meant where an escape may begin. It is read once: a text of nothing but
   * escapes, where each goes on in the next one, would otherwise take a power of their number.
   *
   * @param depth how many escapes it may lie in
   */
  Meanings read(int place, int depth) {
    if (kept[depth] == null) {
      kept[depth] = new Meanings[mask + 1];
    }
    Meanings last = kept[depth][place & mask];
    if (last != null && last.place() == place) {
      return last;
    }
    // A new one each time, since who is reading may still hold the one that was there.
    Meanings here = new Meanings().restart(place, Character.codePointAt(text, place));
    for (int which = 0; which < here.count(); which++) {
      if (here.depth(which) < depth) {
        escapes.open(here, which, depth - 1);
      }
    }
    kept[depth][place & mask] = here;
    return here;
  }
}
