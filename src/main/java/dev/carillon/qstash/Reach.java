package dev.carillon.qstash;

import static dev.carillon.scheduling.EngineTrouble.Kind.INVALID_DESTINATION;
import static dev.carillon.scheduling.EngineTrouble.Kind.LOOPBACK_ADDRESS;
import static dev.carillon.scheduling.EngineTrouble.Kind.PRIVATE_HOST;

import dev.carillon.scheduling.EngineTrouble;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells whether QStash could ever reach a host, by the way it is written; asks no name server. It is
 * to be found out before any call, since QStash would say the same in other words.
 */
final class Reach {
  private static final Pattern QUAD = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern PLAIN_QUAD =
      Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
  private static final Pattern NUMBER = Pattern.compile("\\d+|0[xX][0-9a-fA-F]*");
  private static final Pattern LOOPBACK = Pattern.compile(
      "127\\..*|0\\.0\\.0\\.0|\\[::1?\\]|\\[0*(:0*)*:0*1?\\]|\\[::ffff:(127\\.|7f).*\\]");
  private static final Pattern PRIVATE =
      Pattern.compile("0\\..*|10\\..*|169\\.254\\..*|192\\.168\\..*"
          + "|172\\.(1[6-9]|2\\d|3[01])\\..*|100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\..*"
          + "|\\[f[cd][0-9a-f]{2}:.*|\\[fe[89ab][0-9a-f]:.*|\\[::ffff:.*");
  private static final List<String> PRIVATE_NAMES =
      List.of(".local", ".internal", ".lan", ".home.arpa", ".invalid");

  private Reach() {}

  /** Returns what keeps QStash from calling a public URL, if anything does. */
  static Optional<EngineTrouble> troubleWith(String url) {
    String host = host(url);
    if (host.isEmpty()) {
      return trouble(INVALID_DESTINATION, "APP_URL is no address that can be called");
    }
    if (LOOPBACK.matcher(host).matches()
        || host.equals("localhost")
        || host.endsWith(".localhost")) {
      return trouble(
          LOOPBACK_ADDRESS, "QStash cannot call APP_URL: " + host + " is this machine itself");
    }
    boolean address = host.startsWith("[") || QUAD.matcher(host).matches();
    if (address ? PRIVATE.matcher(host).matches() : isPrivateName(host)) {
      return trouble(
          PRIVATE_HOST,
          "QStash cannot call APP_URL: " + host + " is known in a private network only");
    }
    return isOdd(host)
        ? trouble(
            INVALID_DESTINATION,
            "QStash cannot call APP_URL: " + host + " is an address in an unusual spelling")
        : Optional.empty();
  }

  private static boolean isPrivateName(String host) {
    return !host.contains(".") && !NUMBER.matcher(host).matches()
        || PRIVATE_NAMES.stream().anyMatch(host::endsWith);
  }

  /** Octal, hexadecimal and shortened addresses mean different things to different readers. */
  private static boolean isOdd(String host) {
    String last = host.substring(host.lastIndexOf('.') + 1);
    return NUMBER.matcher(last).matches() && !PLAIN_QUAD.matcher(host).matches();
  }

  private static String host(String url) {
    try {
      String host = URI.create(url).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    } catch (IllegalArgumentException none) {
      return "";
    }
  }

  private static Optional<EngineTrouble> trouble(EngineTrouble.Kind kind, String what) {
    return Optional.of(EngineTrouble.of(kind, what));
  }
}
