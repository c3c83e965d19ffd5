package dev.carillon.language;

import dev.carillon.workflow.Template;
import java.util.Optional;

/** The brackets that make a text an expression: <code>${</code> and <code>}</code>. */
final class Brackets {
  private static final int SHOWN = 100;

  private Brackets() {}

  /** Returns what stands between them if the text is wholly an expression. */
  static Optional<String> content(String text) {
    if (!Template.isExpression(text)) {
      return Optional.empty();
    }
    String bare = text.strip();
    return Optional.of(bare.substring(2, bare.length() - 1));
  }

  /** Returns the text, cut where it is long. */
  static String abbreviated(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
