package dev.carillon.language;

import java.util.List;

/**
 * The text of a definition, made ready for the YAML parser, and able to tell where a character of a
 * scalar stands in it.
 */
final class SourceText {
  private final String text;
  private final List<String> lines;

  /** Takes the text as it was saved. */
  SourceText(String source) {
    String bare = source.startsWith("\uFEFF") ? source.substring(1) : source;
    this.text = isJson(bare) ? withoutTabs(bare) : bare;
    this.lines = text.lines().toList();
  }

  /** Returns the text: no byte order mark, and JSON without its tabs, of which YAML has none. */
  String text() {
    return text;
  }

  private static boolean isJson(String text) {
    return text.stripLeading().startsWith("{");
  }

  /** Puts a blank for each tab that stands outside of quotes, so that all places stay. */
  private static String withoutTabs(String json) {
    StringBuilder result = new StringBuilder(json);
    boolean quoted = false;
    for (int i = 0; i < result.length(); i++) {
      char c = result.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        i++;
      } else if (c == '\t' && !quoted) {
        result.setCharAt(i, ' ');
      }
    }
    return result.toString();
  }

  /** Returns the place of a character (not a byte) of the whole text. */
  Place placeAt(int codePoint) {
    int line = 1;
    int left = codePoint;
    for (String each : lines) {
      int length = each.codePointCount(0, each.length()) + 1;
      if (left < length) {
        return new Place(line, left + 1);
      }
      left -= length;
      line++;
    }
    return new Place(Math.max(1, lines.size()), 1);
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

  private String line(int number) {
    return number <= lines.size() ? lines.get(number - 1) : "";
  }

  private static int charIndex(String line, int codePoints) {
    return codePoints <= line.codePointCount(0, line.length())
        ? line.offsetByCodePoints(0, codePoints)
        : line.length();
  }
}
