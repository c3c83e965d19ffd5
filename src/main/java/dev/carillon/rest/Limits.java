package dev.carillon.rest;

/** How much one answer holds. */
final class Limits {
  private static final int MOST = 200;

  private Limits() {}

  static int of(String text) {
    return of("limit", text, 50);
  }

  /**
   * Returns a count from 1 to 200.
   *
   * @throws InvalidParameterException if the text is none
   */
  static int of(String name, String text, int fallback) {
    return of(name, text, fallback, MOST);
  }

  /**
   * Returns a count from 1.
   *
   * @throws InvalidParameterException if the text is none, or one above {@code most}
   */
  static int of(String name, String text, int fallback, int most) {
    if (text == null) {
      return fallback;
    }
    int count = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    if (count < 1 || count > most) {
      throw new InvalidParameterException(name, name + " is a number from 1 to " + most);
    }
    return count;
  }
}
