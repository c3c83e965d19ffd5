package dev.carillon.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Rules for base URLs. A host is judged as it is written; no name is looked up. */
final class PublicUrl {
  private static final Pattern PRIVATE_ADDRESS = Pattern.compile(
      "0\\..*|10\\..*|127\\..*|169\\.254\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*"
          + "|100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\..*"
          + "|\\[(::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*|::ffff:.*)\\]");

  private static final List<String> PRIVATE_NAMES =
      List.of(".localhost", ".local", ".internal", ".lan", ".home.arpa", ".test", ".invalid");

  private PublicUrl() {}

  /**
   * Reads a base URL; a slash at its end is taken off.
   *
   * @throws IllegalArgumentException if it is none; the message says what to set
   */
  static URI base(String text) {
    URI url = parsed(text);
    boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    if (!web || url.getHost() == null) {
      throw new IllegalArgumentException("write it whole, like https://example.com/carillon");
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException("leave out user, query and fragment");
    }
    if (url.getRawPath().contains("/api/")) {
      throw new IllegalArgumentException("end it with the context path, before /api");
    }
    // As it goes over the wire, and so as QStash signs it.
    return URI.create(URI.create(text.replaceFirst("/+$", "")).toASCIIString());
  }

  private static URI parsed(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException unreadable) {
      throw new IllegalArgumentException(
          "write it whole, like https://example.com/carillon", unreadable);
    }
  }

  /** Returns whether only this machine or its own network can reach it. */
  static boolean isPrivate(URI url) {
    String host = url.getHost().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    boolean address = host.startsWith("[") || host.matches("[0-9.]+");
    return address
        ? PRIVATE_ADDRESS.matcher(host).matches()
        : !host.contains(".") || PRIVATE_NAMES.stream().anyMatch(host::endsWith);
  }
}
