package dev.carillon.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What to search for, so that a secret text is found however it comes back from elsewhere. */
final class Spellings {
  static final int SHORTEST = 4;

  /**
   * What UTF-8 is read as by mistake. A header is read byte by byte, and so is what stands in Base64 or in a
   * URL; a server may name the charset that its system had.
   */
  private static final List<Charset> MISREAD = Stream.of(
          "ISO-8859-1", "windows-1250", "windows-1251", "windows-1252")
      .filter(Charset::isSupported)
      .map(Charset::forName)
      .toList();

  private static final int SHORTEST_LINE = 8;

  /** A shorter one in another case may well be a word that nobody hides. */
  private static final int SHORTEST_IN_ANY_CASE = 8;

  private Spellings() {}

  /** Returns the needles for a secret of at least four characters. */
  static List<Needle> of(String secret) {
    List<Needle> needles = new ArrayList<>();
    Set<String> bytes = new LinkedHashSet<>();
    for (String text : texts(secret)) {
      boolean anyCase = text.length() >= SHORTEST_IN_ANY_CASE;
      needles.add(new Needle(text, anyCase, SHORTEST));
      MISREAD.stream()
          .map(charset -> new String(text.getBytes(UTF_8), charset))
          .filter(it -> !it.equals(text))
          .distinct()
          .forEach(it -> needles.add(new Needle(it, anyCase, SHORTEST)));
      bytes.add(HexFormat.of().formatHex(text.getBytes(UTF_8)));
    }
    bytes.forEach(it -> needles.add(new Needle(it, true, 2 * SHORTEST)));
    return needles;
  }

  private static Set<String> texts(String secret) {
    Set<String> texts = new LinkedHashSet<>();
    texts.add(secret);
    // Headers lose the space around them, and what has several lines may come back line by line.
    texts.add(secret.strip());
    secret
        .lines()
        .map(String::strip)
        .filter(it -> it.length() >= SHORTEST_LINE)
        .forEach(texts::add);
    // A host is told in lower case, however it was written; the bytes are others then.
    if (secret.length() >= SHORTEST_IN_ANY_CASE) {
      texts.add(secret.toLowerCase(Locale.ROOT));
      texts.add(secret.toUpperCase(Locale.ROOT));
    }
    texts.removeIf(it -> it.length() < SHORTEST);
    return texts;
  }
}
