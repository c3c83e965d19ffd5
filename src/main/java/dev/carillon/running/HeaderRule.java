package dev.carillon.running;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers a task may send, when its definition is saved and when it is called. */
public final class HeaderRule {
  /** RFC 9110 section 5.6.2. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

  /** RFC 9110 section 5.5 without the obsolete bytes above ASCII, which every reader decodes anew. */
  private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e\\x20\\t]{0,8192}");

  /** Framing, the connection itself (RFC 9110 section 7.6.1) and what would be said to a proxy. */
  private static final Set<String> OURS = Set.of(
      "host",
      "content-length",
      "transfer-encoding",
      "connection",
      "keep-alive",
      "te",
      "trailer",
      "upgrade",
      "expect",
      "http2-settings");

  private HeaderRule() {}

  /** Returns what is wrong with a header's name, or empty if nothing is. */
  public static Optional<String> faultOfName(String name) {
    if (!isToken(name)) {
      return Optional.of(
          "a header's name holds a character that no name may hold; use letters, digits and hyphens");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return OURS.contains(lower) || lower.startsWith("proxy-")
        ? Optional.of("the header " + name + " is set by Carillon; leave it out")
        : Optional.empty();
  }

  /** Returns what is wrong with a header's value, which it does not quote, or empty if nothing is. */
  public static Optional<String> faultOfValue(String name, String value) {
    return VALUE.matcher(value).matches()
        ? Optional.empty()
        : Optional.of("the value of the header "
            + name
            + " holds a line break, another control character or one beyond ASCII, or is longer"
            + " than 8192; leave that out");
  }

  /** Tells whether a text is one word, as names of headers and methods are. */
  public static boolean isToken(String text) {
    return TOKEN.matcher(text).matches();
  }
}
