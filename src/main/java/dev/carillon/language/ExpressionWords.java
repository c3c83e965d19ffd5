package dev.carillon.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names and numbers of an expression, without what stands in its texts and comments. */
final class ExpressionWords {
  private static final Pattern WORD = Pattern.compile("(?<name>[\\p{L}_$][\\p{L}\\p{N}_$]*)"
      + "|(?<fraction>[0-9]*\\.[0-9]+([eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+)"
      + "|[0-9]+");

  /**
   * A name or a number.
   *
   * @param isWhole whether it is a number without a point and an exponent
   */
  record Word(String text, int start, int end, boolean isWhole) {}

  private final String text;
  private final List<Word> words = new ArrayList<>();

  /** Open brackets of each part in a text, the innermost last; empty where there is none around. */
  private final Deque<Integer> brackets = new ArrayDeque<>();

  private ExpressionWords(String text) {
    this.text = text;
  }

  /** Returns them in their order; of what is no expression some. */
  static List<Word> of(String text) {
    ExpressionWords all = new ExpressionWords(text);
    all.brackets.push(0);
    for (int at = 0; at < text.length(); ) {
      at = all.behind(at);
    }
    return all.words;
  }

  private int behind(int at) {
    switch (text.charAt(at)) {
      case '"':
        return behindText(at + 1);
      case '#':
        return behindComment(at);
      case '(':
        brackets.push(brackets.pop() + 1);
        return at + 1;
      case ')':
        return closed(at);
      default:
        return behindWord(at);
    }
  }

  /** A bracket that was not opened here ends what stands in a text, which then goes on. */
  private int closed(int at) {
    int open = brackets.pop();
    if (open == 0 && !brackets.isEmpty()) {
      return behindText(at + 1);
    }
    brackets.push(Math.max(0, open - 1));
    return at + 1;
  }

  private int behindText(int from) {
    for (int at = from; at < text.length(); at++) {
      if (text.charAt(at) == '"') {
        return at + 1;
      }
      if (text.startsWith("\\(", at)) {
        brackets.push(0);
        return at + 2;
      }
      at += text.charAt(at) == '\\' ? 1 : 0;
    }
    return text.length();
  }

  private int behindComment(int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private int behindWord(int at) {
    Matcher word = WORD.matcher(text).region(at, text.length());
    if (!word.lookingAt()) {
      return at + 1;
    }
    boolean whole = word.group("name") == null && word.group("fraction") == null;
    words.add(new Word(word.group(), at, word.end(), whole));
    return word.end();
  }
}
