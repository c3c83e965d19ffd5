package dev.carillon.language;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Characters that nobody sees and that lead a reader astray. */
final class Unseen {
  /** Turn the direction of what is around them, have no width, or are half a character. */
  private static final Pattern STRAY = Pattern.compile("[\\u061c\\u200e\\u200f\\u202a-\\u202e"
      + "\\u2066-\\u2069\\u00ad\\u200b\\u2060-\\u2064\\ufeff\\p{Cs}]");

  private Unseen() {}

  /** Tells whether there is a line or paragraph separator, which some take for a line break. */
  static boolean breaksLine(String text) {
    return text.indexOf(0x2028) >= 0 || text.indexOf(0x2029) >= 0;
  }

  /** Returns the first one. Joiners are none: emoji and some scripts need them. */
  static OptionalInt in(String text) {
    var found = STRAY.matcher(text);
    return found.find() ? OptionalInt.of(found.group().codePointAt(0)) : OptionalInt.empty();
  }
}
