package dev.carillon.calls;

import dev.carillon.running.CallRefusedException;
import dev.carillon.running.CallRefusedException.Reason;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where one request goes, with nothing left to interpret: what is judged by these fields is what is
 * connected to.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name in the spelling of {@link HostName}, or an address in brackets-less text
 * @param port 1 to 65535, also if the URI left it out
 * @param literal the address, if the URI holds one; else the name has to be looked up
 * @param path with its query; ASCII; starts with a slash
 */
record Target(String scheme, String host, int port, Optional<InetAddress> literal, String path) {
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]+)\\]|([^:\\[\\]@%]+))(?::(\\d{0,5}))?");

  /**
   * Reads a URI.
   *
   * @throws CallRefusedException if it is not {@code http} or {@code https}, if it holds a user or
   *     password, or if its host or port can be read in more than one way
   */
  static Target of(URI uri) {
    String scheme = scheme(uri);
    String authority = Optional.ofNullable(uri.getRawAuthority()).orElse("");
    if (authority.contains("@")) {
      throw refused("the address holds a user or a password; send an Authorization header instead");
    }
    Matcher parts = AUTHORITY.matcher(authority);
    if (!parts.matches()) {
      throw refused("the address " + quoted(authority) + " names no host that we would call");
    }
    int port = port(parts.group(3), scheme);
    String path = path(URI.create(uri.toASCIIString()));
    return parts.group(1) != null
        ? bracketed(scheme, parts.group(1), port, path)
        : named(scheme, parts.group(2), port, path);
  }

  private static Target bracketed(String scheme, String text, int port, String path) {
    InetAddress address = IpLiteral.parse(text)
        .filter(found -> text.contains(":"))
        .orElseThrow(() -> refused("[" + text + "] is not an IPv6 address"));
    return new Target(scheme, address.getHostAddress(), port, Optional.of(address), path);
  }

  private static Target named(String scheme, String spelling, int port, String path) {
    String host = HostName.canonical(spelling)
        .orElseThrow(() -> refused("the host "
            + quoted(spelling)
            + " can be read in more than one way; write a plain name, or an IPv4"
            + " address as four decimal numbers"));
    return new Target(scheme, host, port, IpLiteral.parse(host), path);
  }

  /** Tells whether both have the same scheme, host and port (RFC 6454). */
  boolean hasOriginOf(Target other) {
    return scheme.equals(other.scheme) && host.equals(other.host) && port == other.port;
  }

  /** Returns host and port as they are written in a URI and in a {@code Host} header. */
  String authority() {
    String written = host.contains(":") ? "[" + host + "]" : host;
    return port == defaultPort(scheme) ? written : written + ":" + port;
  }

  /** Returns the URI in the spelling that is used. */
  URI uri() {
    return URI.create(scheme + "://" + authority() + path);
  }

  private static String scheme(URI uri) {
    if (uri.getScheme() == null) {
      throw refused("an address begins with http:// or https://, and this one with neither");
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw refused("only http and https are called, not " + quoted(scheme));
    }
    return scheme;
  }

  private static int port(String text, String scheme) {
    if (text == null || text.isEmpty()) {
      return defaultPort(scheme);
    }
    int port = Integer.parseInt(text);
    if (port < 1 || port > 65535) {
      throw refused("there is no port " + text);
    }
    return port;
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  private static String path(URI ascii) {
    String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
  }

  private static CallRefusedException refused(String message) {
    return new CallRefusedException(Reason.URI, message);
  }

  /** Bounded, and without what would break a line of a log. */
  private static String quoted(String text) {
    String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return "\"" + shown.replaceAll("\\p{Cntrl}", "?") + "\"";
  }
}
