package dev.carillon.running;

/** Whether a text may lack a part, so that a beginning or an end of a secret counts as the whole. */
enum Cut {
  /** It is whole. */
  NOWHERE,
  /** Somebody may have cut it at its beginning, at its end, and where dots say so. */
  AT_ITS_ENDS,
  /** It may quote any word of a value: what begins like a secret counts, wherever it ends. */
  ANYWHERE;

  private static final int LONGEST_ESCAPE = 12;

  /** Returns the length of the dots that stand there, or 0. */
  static int mark(char[] text, int at) {
    if (at >= text.length) {
      return 0;
    }
    boolean three =
        at + 2 < text.length && text[at] == '.' && text[at + 1] == '.' && text[at + 2] == '.';
    return text[at] == '…' ? 1 : three ? 3 : 0;
  }

  /**
   * Returns where a text that was whole up to a place was cut: there, or behind it where the cut went
   * through an escaped character; -1 if it goes on.
   */
  static int after(char[] text, int place) {
    if (isCut(text, place)) {
      return place;
    }
    boolean isInside = place > 0 && Readings.opens(text[place - 1]);
    if (!isInside && !Readings.opens(text[place])) {
      return -1;
    }
    int end = isInside ? place : place + 1;
    while (end - place < LONGEST_ESCAPE && !isCut(text, end) && isInEscape(text[end])) {
      end++;
    }
    return isCut(text, end) ? end : -1;
  }

  private static boolean isCut(char[] text, int at) {
    return at >= text.length || mark(text, at) > 0;
  }

  private static boolean isInEscape(char character) {
    return Readings.opens(character)
        || character == '#'
        || character == ';'
        || character < 128 && Character.isLetterOrDigit(character);
  }
}
