package dev.carillon.running;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The spellings in which a secret text may come back from elsewhere. */
final class Spellings {
  static final int SHORTEST = 4;

  private static final int SHORTEST_LINE = 8;

  /** A shorter one in another case may well be a word that nobody hides. */
  private static final int SHORTEST_IN_ANOTHER_CASE = 8;

  private static final Pattern HEX = Pattern.compile("%[0-9A-F]{2}");
  private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9a-f]{4})");

  private Spellings() {}

  /** Returns all of at least four characters. */
  static Set<String> of(String secret) {
    Set<String> all = new HashSet<>();
    add(all, secret);
    // Headers lose the space around them, and what has several lines may come back line by line.
    add(all, secret.strip());
    // A host is told in lower case, however it was written.
    if (secret.length() >= SHORTEST_IN_ANOTHER_CASE) {
      all.add(secret.toLowerCase(Locale.ROOT));
      all.add(secret.toUpperCase(Locale.ROOT));
    }
    secret.lines().map(String::strip).filter(it -> it.length() >= SHORTEST_LINE).forEach(all::add);
    return all.stream().filter(it -> it.length() >= SHORTEST).collect(Collectors.toSet());
  }

  private static void add(Set<String> all, String text) {
    String inJson = inJson(text);
    all.add(text);
    addJson(all, inJson);
    // As an error may quote a reply that is JSON itself.
    addJson(all, inJson(inJson));
    addHtml(all, text);
    // In a word of a shell, and in a cell of CSV.
    all.add(text.replace("'", "'\\''"));
    all.add(text.replace("\"", "\"\""));
    String form = URLEncoder.encode(text, StandardCharsets.UTF_8);
    for (String encoded : List.of(Percent.encoded(text), Percent.encodedByBrowsers(text), form)) {
      all.add(encoded);
      all.add(HEX.matcher(encoded).replaceAll(it -> it.group().toLowerCase(Locale.ROOT)));
    }
    addBase64(all, text.getBytes(StandardCharsets.UTF_8));
    addBase64(all, inJson.getBytes(StandardCharsets.UTF_8));
  }

  private static String inJson(String text) {
    String json = TextNode.valueOf(text).toString();
    return json.substring(1, json.length() - 1);
  }

  private static void addJson(Set<String> all, String inJson) {
    String ascii = ascii(inJson);
    all.add(inJson);
    all.add(inJson.replace("/", "\\/"));
    all.add(ascii);
    all.add(
        UNICODE.matcher(ascii).replaceAll(it -> "\\\\u" + it.group(1).toUpperCase(Locale.ROOT)));
  }

  /** Returns it as those write JSON who keep to ASCII. */
  private static String ascii(String inJson) {
    return inJson
        .chars()
        .mapToObj(it -> it < 128 ? String.valueOf((char) it) : String.format("\\u%04x", it))
        .collect(Collectors.joining());
  }

  private static void addBase64(Set<String> all, byte[] bytes) {
    for (Base64.Encoder base64 : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      all.add(base64.encodeToString(bytes));
      all.add(base64.withoutPadding().encodeToString(bytes));
      addInside(all, bytes, base64.withoutPadding());
    }
  }

  /**
   * Adds what stays of it in the Base64 of a longer text, as in {@code user:secret}: the characters
   * that none of its neighbours has a bit in, for each of the three places where it may begin.
   */
  private static void addInside(Set<String> all, byte[] bytes, Base64.Encoder base64) {
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      String encoded = base64.encodeToString(shifted);
      int from = (before * 8 + 5) / 6;
      int to = shifted.length * 8 / 6;
      if (to - from >= SHORTEST) {
        all.add(encoded.substring(from, to));
      }
    }
  }

  /** Quotes are escaped in four ways, or not at all. */
  private static void addHtml(Set<String> all, String text) {
    String html = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    all.add(html);
    all.add(html.replace("\"", "&quot;").replace("'", "&#39;"));
    all.add(html.replace("\"", "&quot;").replace("'", "&#x27;"));
    all.add(html.replace("\"", "&quot;").replace("'", "&apos;"));
    all.add(html.replace("\"", "&#34;").replace("'", "&#39;"));
  }
}
