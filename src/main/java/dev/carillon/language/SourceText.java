package dev.carillon.language;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The text of a definition, which is able to tell where a character of a
 * scalar stands in it.
 */
final class SourceText {
  private static final Pattern JSON = Pattern.compile("\\s*\\{\\s*[\"}]");

  private final String text;
  private final List<String> lines;
  private final int[] lineStarts;

  /** Takes the text as it was saved. */
  SourceText(String source) {
    this.text = source.startsWith("\uFEFF") ? source.substring(1) : source;
    this.lines = text.lines().toList();
    this.lineStarts = lineStarts(text.codePoints().toArray());
  }

  /** Returns the text without a byte order mark. */
  String text() {
    return text;
  }

  /** Tells whether it is meant to be JSON: it begins with an object whose first key is quoted. */
  boolean isJson() {
    return JSON.matcher(text).lookingAt();
  }

  /**
   * Returns the place of a character of the whole text. Lines end as editors count them, not as
   * YAML 1.1 does, for which there are five ways more.
   *
   * @param codePoint its number from 0, in characters and not in Java's chars
   */
  Place placeAt(int codePoint) {
    int found = Arrays.binarySearch(lineStarts, codePoint);
    int line = found >= 0 ? found : -found - 2;
    return new Place(line + 1, codePoint - lineStarts[line] + 1);
  }

  private static int[] lineStarts(int[] codePoints) {
    IntStream breaks = IntStream.range(0, codePoints.length)
        .filter(i -> codePoints[i] == '\n'
            || codePoints[i] == '\r' && (i + 1 == codePoints.length || codePoints[i + 1] != '\n'))
        .map(i -> i + 1);
    return IntStream.concat(IntStream.of(0), breaks).toArray();
  }

  /**
   * Returns the place of the character at an offset into a text, or where the text begins if that
   * cannot be told.
   */
  Place placeIn(Value value, int offset) {
    String content = value.json().asText();
    return switch (value.style()) {
      case PLAIN -> onOneLine(value, content, offset, 0);
      case QUOTED -> onOneLine(value, content, offset, 1);
      case BLOCK -> inBlock(value, content, offset);
      case CONTAINER -> value.place();
    };
  }

  private Place onOneLine(Value value, String content, int offset, int quotes) {
    String line = line(value.place().line());
    int start = charIndex(line, value.place().column() - 1) + quotes;
    boolean exact = line.startsWith(content, start) && offset <= content.length();
    return exact
        ? new Place(value.place().line(), line.codePointCount(0, start + offset) + 1)
        : value.place();
  }

  private Place inBlock(Value value, String content, int offset) {
    String before = content.substring(0, Math.min(offset, content.length()));
    int row = (int) before.chars().filter(c -> c == '\n').count();
    int inRow = before.length() - (before.lastIndexOf('\n') + 1);
    String wanted = content.lines().skip(row).findFirst().orElse("");
    String line = line(value.place().line() + 1 + row);
    int indent = line.indexOf(wanted);
    return indent < 0 || wanted.isEmpty()
        ? value.place()
        : new Place(value.place().line() + 1 + row, line.codePointCount(0, indent + inRow) + 1);
  }

  /** Returns a line, from 1; empty behind the last one. */
  String line(int number) {
    return number <= lines.size() ? lines.get(number - 1) : "";
  }

  private static int charIndex(String line, int codePoints) {
    return codePoints <= line.codePointCount(0, line.length())
        ? line.offsetByCodePoints(0, codePoints)
        : line.length();
  }
}
