package dev.carillon.language;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.internal.javacc.ParseException;
import net.thisptr.jackson.jq.internal.javacc.Token;

/** Thrown when a text is no jq expression. */
final class InvalidExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");

  /** The destructuring alternative operator, which jackson-jq has not. */
  private static final String ALTERNATIVE = "?//";

  private static final String STRAY = "leave it out, or write what is missing before it";

  private final int offset;

  /**
   * Says what is wrong and where.
   *
   * @param offset into the text between <code>${</code> and <code>}</code>
   */
  InvalidExpressionException(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  /** Tells it in our words from what the parser threw. */
  static InvalidExpressionException of(String text, Exception thrown) {
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    if (cause instanceof ParseException parse && parse.currentToken != null) {
      Token wrong = parse.currentToken.next;
      int at = offset(text, wrong.beginLine, wrong.beginColumn);
      return wrong.kind == 0
          ? new InvalidExpressionException(
              "it ends where something more must follow; close what is open, or write what is missing",
              at)
          : new InvalidExpressionException(
              "\"" + wrong.image + "\" cannot stand here" + ofIf(wrong.image, text), at);
    }
    if (text.contains(ALTERNATIVE)) {
      return new InvalidExpressionException(
          "?// is not there; look at the value's type first, as in:"
              + " if type == \"array\" then .[0] else . end",
          text.indexOf(ALTERNATIVE));
    }
    Matcher place = PLACE.matcher(String.valueOf(cause.getMessage()));
    int at = place.find()
        ? offset(text, Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)))
        : 0;
    return new InvalidExpressionException(character(text, at), at);
  }

  /** Returns where in the text it is wrong. */
  int offset() {
    return offset;
  }

  private static String ofIf(String wrong, String text) {
    return wrong.equals("end") && text.contains("if")
        ? "; write \"else\" as well, as in: if .ready then 1 else . end"
        : "; " + STRAY;
  }

  private static String character(String text, int at) {
    if (at >= text.length()) {
      return "it ends inside a string or a bracket; close it";
    }
    if (text.charAt(at) == '\'') {
      return "a string in single quotes is none; use double ones";
    }
    return "\"" + Character.toString(text.codePointAt(at)) + "\" cannot stand here"
        + (text.charAt(at) > 127
            ? "; put quotes around names in other letters, as .\"имя\""
            : "; " + STRAY);
  }

  private static int offset(String text, int line, int column) {
    int start = 0;
    for (int at = 1; at < line; at++) {
      start = text.indexOf('\n', start) + 1;
    }
    return Math.max(0, Math.min(start + column - 1, text.length()));
  }
}
