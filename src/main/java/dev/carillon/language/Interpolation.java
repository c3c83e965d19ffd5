package dev.carillon.language;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Advises on a text in which an expression stands among other words. */
final class Interpolation {
  private static final Pattern SIMPLE = Pattern.compile("\\$\\{([^{}\"]*)}");

  private Interpolation() {}

  static String advice(String text) {
    String bare = text.strip();
    if (bare.startsWith("${") && !bare.contains("}")) {
      return "this expression does not end with }; close it, or put quotes around it if it holds \"#\" or"
          + " a line break";
    }
    return "a text is either wholly an expression or has none in it; write " + joined(text);
  }

  private static String joined(String text) {
    List<String> parts = new ArrayList<>();
    Matcher found = SIMPLE.matcher(text);
    int at = 0;
    while (found.find()) {
      addLiteral(parts, text.substring(at, found.start()));
      String part = found.group(1).strip();
      parts.add(part.matches("[\\w.$]+") ? part : "(" + part + ")");
      at = found.end();
    }
    addLiteral(parts, text.substring(at));
    boolean clear = parts.size() > 1
        && text.length() <= 80
        && !text.substring(at).contains("${")
        && !text.contains("\"")
        && !text.contains("\\")
        && !text.contains("\n");
    return clear ? "${ " + String.join(" + ", parts) + " }" : "${ \"…\" + .x }";
  }

  private static void addLiteral(List<String> parts, String text) {
    if (!text.isEmpty()) {
      parts.add("\"" + text + "\"");
    }
  }
}
