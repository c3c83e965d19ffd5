package dev.carillon.rest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps an error readable that repeats what somebody sent, for that may be as long as a body. What
 * stands in quotes, or has no blank in it, is cut first, so that the words around it stay.
 */
final class Echo {
  private static final int READABLE = 600;
  private static final int SHOWN = 100;
  private static final Pattern QUOTED = Pattern.compile("(?<=\")[^\"]{121,}(?=\")");
  private static final Pattern UNBROKEN = Pattern.compile("[^\\s\"]{121,}");

  private Echo() {}

  /** Returns a message as it is, or if it is long, with an ellipsis where something is left out. */
  static String shortened(String message) {
    if (message == null || message.length() <= READABLE) {
      return message;
    }
    String shorter = cut(UNBROKEN, cut(QUOTED, message));
    return shorter.length() <= 2 * READABLE
        ? shorter
        : head(shorter, READABLE) + " … " + tail(shorter, READABLE / 2);
  }

  private static String cut(Pattern tooLong, String message) {
    return tooLong
        .matcher(message)
        .replaceAll(it -> Matcher.quoteReplacement(head(it.group(), SHOWN) + "…"));
  }

  /** No character is taken apart: half of one cannot be sent. */
  private static String head(String text, int length) {
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }

  private static String tail(String text, int length) {
    int begin = text.length() - length;
    return text.substring(Character.isLowSurrogate(text.charAt(begin)) ? begin + 1 : begin);
  }
}
