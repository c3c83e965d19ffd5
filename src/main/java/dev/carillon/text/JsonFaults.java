package dev.carillon.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with JSON, and what to do; a parser's own words are for programmers. */
public final class JsonFaults {
  private static final int SHOWN = 100;
  private static final Pattern QUOTED = Pattern.compile("(?s)^(Duplicate field|Unrecognized token|"
      + "Non-standard token|Unrecognized character escape) '(.*?)'(:| for | \\(code|$)");
  private static final Map<String, String> SENTENCES = sentences();

  private JsonFaults() {}

  /** Returns what is wrong, a semicolon, and what to do. */
  public static String told(JsonProcessingException wrong) {
    if (wrong instanceof OutOfReachException) {
      return wrong.getOriginalMessage();
    }
    if (wrong instanceof StreamConstraintsException) {
      return "it has more levels, longer numbers or longer names than are read; make it flatter and"
          + " shorter";
    }
    if (wrong instanceof JsonEOFException) {
      return "it ends before all is closed; close it with \", } or ]";
    }
    String words = String.valueOf(wrong.getOriginalMessage());
    Matcher quoted = QUOTED.matcher(words);
    return quoted.find() ? about(quoted.group(1), shown(quoted.group(2))) : sentence(words);
  }

  private static String about(String fault, String what) {
    return switch (fault) {
      case "Duplicate field" ->
        "the key \"" + what + "\" stands twice in one object; leave one of them out";
      case "Unrecognized token" ->
        "\"" + what + "\" is no value of JSON; put double quotes around a text";
      case "Non-standard token" ->
        "JSON has no number " + what + "; write null, or put double quotes around it";
      default -> "\\" + what + " is no escape in a text; write \\\\ for a backslash";
    };
  }

  private static String shown(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "…";
  }

  private static String sentence(String words) {
    return SENTENCES.entrySet().stream()
        .filter(it -> words.contains(it.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("something is not expected here; look at what stands before it");
  }

  private static Map<String, String> sentences() {
    String key =
        "a key in double quotes is missing here; write one, or leave out the comma before it";
    String value = "a value is missing here; write one, or leave out the comma before it";
    String number = "this is no number of JSON; write it as 0.5, -1 or 1e3";
    Map<String, String> sentences = new LinkedHashMap<>();
    sentences.put(
        "Trailing token",
        "the value ends before this, and a body is one value; leave the rest out");
    sentences.put("maybe a (non-standard) comment", "JSON has no comments; leave it out");
    sentences.put(
        "expected a hex-digit", "\\u wants four hexadecimal digits behind it; write them all");
    sentences.put(
        "Illegal unquoted character",
        "a line break or another control character stands in a text; write it as \\n or \\u and four"
            + " digits");
    sentences.put(
        "Illegal character", "a control character stands between the values; leave it out");
    sentences.put("Invalid UTF-", "it is not UTF-8 here; send it as UTF-8");
    sentences.put("Leading zeroes", number);
    sentences.put("numeric value", number);
    sentences.put("root-level values", number);
    sentences.put("to start field name", key);
    sentences.put("a colon", "there is a key without a colon; write \"key\": value");
    sentences.put("a comma", "a comma is missing before this; write one");
    sentences.put("expecting comma", "a comma is missing before this; write one");
    sentences.put(
        "Unexpected close marker",
        "this closes nothing that is open here; leave it out, or write the bracket that fits");
    sentences.put("expected a va", value);
    return sentences;
  }
}
