package dev.carillon.qstash;

import dev.carillon.text.Telltale;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes words from outside fit to be shown: secrets taken out, in every spelling that an address or
 * JSON gives them; one line, and not long. Immutable.
 */
final class Redactor {
  private static final int LONGEST = 300;
  private static final int SHORT = 8;

  private final List<Pattern> secrets;

  Redactor(Collection<String> secrets) {
    this.secrets = secrets.stream()
        .filter(secret -> !secret.isBlank())
        .flatMap(Redactor::spellings)
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .map(Redactor::pattern)
        .toList();
  }

  private static Stream<String> spellings(String secret) {
    String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    return Stream.of(
        secret,
        encoded,
        encoded.replace("+", "%20"),
        secret.replace("\\", "\\\\").replace("\"", "\\\""));
  }

  /** A short one is looked for as a word of its own, else half of any text would vanish. */
  private static Pattern pattern(String secret) {
    String quoted = Pattern.quote(secret);
    return Pattern.compile(
        secret.length() < SHORT ? "(?<![A-Za-z0-9])" + quoted + "(?![A-Za-z0-9])" : quoted);
  }

  /** Returns the words without secrets, as long as they were. */
  String clean(String words) {
    String text = words;
    for (Pattern secret : secrets) {
      text = secret.matcher(text).replaceAll("***");
    }
    return Telltale.mask(text);
  }

  /** Returns the words as they can stand in a message or a log line. */
  String said(String words) {
    String line = clean(words).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (line.length() <= LONGEST) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return line.substring(0, end) + "…";
  }
}
