package dev.carillon.running;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986 section 2.1). */
final class Percent {
  private Percent() {}

  /** Returns the text with all but unreserved characters encoded (RFC 6570 section 3.2.2). */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** Returns the text as {@code encodeURIComponent} of ECMAScript encodes it, which leaves more as it is. */
  static String encodedByBrowsers(String text) {
    return encoded(text)
        .replace("%21", "!")
        .replace("%27", "'")
        .replace("%28", "(")
        .replace("%29", ")")
        .replace("%2A", "*");
  }
}
