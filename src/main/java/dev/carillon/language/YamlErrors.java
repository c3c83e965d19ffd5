package dev.carillon.language;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Tells a syntax error of YAML so that its author can mend it. */
final class YamlErrors {
  private static final Map<String, String> ADVICE = advice();

  private YamlErrors() {}

  /**
   * Returns what to do.
   *
   * @param line in which it was noticed
   */
  static String told(MarkedYAMLException wrong, String line) {
    String problem = String.valueOf(wrong.getProblem());
    String whole = wrong.getContext() + " " + problem;
    if (line.contains("${") && whole.contains("mapping values are not allowed")) {
      return "an expression that holds \": \" needs quotes; put them around it: '${ … }'";
    }
    if (line.contains("${") && whole.contains("expected ',' or")) {
      return "an expression inside [ ] or { } needs quotes; put them around it: '${ … }'";
    }
    return ADVICE.entrySet().stream()
        .filter(it -> whole.contains(it.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("this is no YAML: " + problem + "; look at what stands before it");
  }

  /** Returns the place to look at: of a quote that is never closed, where it is opened. */
  static Mark mark(MarkedYAMLException wrong) {
    boolean isUnclosed = String.valueOf(wrong.getProblem()).contains("unexpected end of stream");
    return isUnclosed && wrong.getContextMark() != null
        ? wrong.getContextMark()
        : wrong.getProblemMark();
  }

  private static Map<String, String> advice() {
    Map<String, String> advice = new LinkedHashMap<>();
    advice.put("'\\t(TAB)'", "a tab stands here, and YAML is indented by blanks; put these");
    advice.put("found character '@'", "a text cannot begin with @; put quotes around it");
    advice.put("found character '`'", "a text cannot begin with `; put quotes around it");
    advice.put("found character '%'", "a text cannot begin with %; put quotes around it");
    advice.put(
        "mapping values are not allowed here",
        "a colon is not expected here; put quotes around a text that holds \": \", or mend the"
            + " indentation");
    advice.put(
        "could not find expected ':'", "there is a key without a colon; write \"key: value\"");
    advice.put(
        "expected <block end>",
        "this line is not indented like the ones it belongs to; put it under them");
    advice.put(
        "expected ',' or '}'",
        "this object is not closed; put } behind it, or the comma that is missing");
    advice.put(
        "expected ',' or ']'",
        "this list is not closed; put ] behind it, or the comma that is missing");
    advice.put("found unexpected end of stream", "a quote is opened and not closed; close it");
    advice.put(
        "while scanning a double-quoted scalar",
        "\\ begins an escape in a text in double quotes, and this is none; use single quotes");
    advice.put(
        "block sequence entries are not allowed",
        "a list cannot begin here; put it into a line of its own");
    return advice;
  }
}
