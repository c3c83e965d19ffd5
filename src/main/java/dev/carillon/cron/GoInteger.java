package dev.carillon.cron;

/**
 * What Go's {@code strconv.Atoi} makes of a text: a whole number with an optional sign, or an error
 * in its words.
 *
 * @param value the number; 0 if there is a problem
 * @param problem why there is none, or null
 */
record GoInteger(long value, String problem) {
  private static final int MOST_DIGITS = 19;

  static GoInteger read(String text) {
    int from = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
    if (text.length() == from || !text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9')) {
      return failed(text, "invalid syntax");
    }
    if (text.length() - from <= MOST_DIGITS) {
      try {
        return new GoInteger(Long.parseLong(text), null);
      } catch (NumberFormatException tooLong) {
        return failed(text, "value out of range");
      }
    }
    return withoutLeadingZeros(text, from);
  }

  private static GoInteger withoutLeadingZeros(String text, int from) {
    int at = from;
    while (at < text.length() - 1 && text.charAt(at) == '0') {
      at++;
    }
    return text.length() - at > MOST_DIGITS
        ? failed(text, "value out of range")
        : read(text.substring(0, from) + text.substring(at));
  }

  private static GoInteger failed(String text, String why) {
    return new GoInteger(0, "strconv.Atoi: parsing " + quoted(text) + ": " + why);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> quoted.append(escaped(c)));
    return quoted.append('"').toString();
  }

  private static String escaped(int c) {
    if (c == '"' || c == '\\') {
      return "\\" + (char) c;
    }
    if (c == 7 || c == '\b') {
      return c == 7 ? "\\a" : "\\b";
    }
    if (c < ' ' || c == 0x7f) {
      return "\\x%02x".formatted(c);
    }
    return isPrintable(c) ? Character.toString(c) : "\\u%04x".formatted(c);
  }

  private static boolean isPrintable(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.PRIVATE_USE
        && type != Character.UNASSIGNED
        && (type != Character.SPACE_SEPARATOR || c == ' ');
  }
}
