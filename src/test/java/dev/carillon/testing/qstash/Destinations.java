package dev.carillon.testing.qstash;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Where QStash is willing to deliver to. Names are looked up in a table, never in the real DNS:
 * those that documents are written with ({@code example.com} and the like, and all under
 * {@code .example} and {@code .test}) are there, others have to be told.
 */
final class Destinations {
  private static final Pattern DOCUMENTED =
      Pattern.compile("(.+\\.)?(example|test|example\\.(com|org|net))");
  private static final Pattern FOUR = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final Pattern LOOPBACK = Pattern.compile("127\\..*|::1|0\\.0\\.0\\.0|::");
  private static final Pattern PRIVATE = Pattern.compile(
      "10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|169\\.254\\..*|f[cd].*:.*|fe80:.*");

  private final Map<String, String> known =
      new ConcurrentHashMap<>(Map.of("localhost", "127.0.0.1", "ip6-localhost", "::1"));
  private volatile boolean loopback;

  void permitLoopback() {
    loopback = true;
  }

  void know(String host, String address) {
    known.put(host.toLowerCase(Locale.ROOT), address);
  }

  /** Knows the host of a base URL, unless it did already. */
  void learn(String base) {
    String host = host(base);
    if (addressOf(host).isEmpty()) {
      know(host, "203.0.113.8");
    }
  }

  /** Refuses what QStash refuses when something is published or scheduled. */
  void check(String url) {
    if (!url.startsWith("http://") && !url.startsWith("https://")) {
      throw refused("endpoint has invalid scheme, add http:// or https://");
    }
    String host = host(url);
    String address = addressOf(host)
        .orElseThrow(() ->
            refused("unable to resolve host: lookup " + host + " on 172.20.0.10:53: no such host"));
    if (LOOPBACK.matcher(address).matches() && !loopback) {
      throw refused("endpoint resolves to a loopback address: " + address);
    }
    if (PRIVATE.matcher(address).matches()) {
      throw refused("endpoint resolves to a private address: " + address);
    }
  }

  private Optional<String> addressOf(String host) {
    String told = known.get(host);
    if (told != null) {
      return Optional.of(told);
    }
    if (host.startsWith("[")) {
      return Optional.of(host.substring(1, host.length() - 1));
    }
    if (host.endsWith(".localhost")) {
      return Optional.of("127.0.0.1");
    }
    if (FOUR.matcher(host).matches()) {
      return Optional.of(host);
    }
    return DOCUMENTED.matcher(host).matches() ? Optional.of("203.0.113.7") : Optional.empty();
  }

  private static String host(String url) {
    String authority = url.replaceFirst("https?://", "").replaceAll("[/?#].*", "");
    try {
      String host = URI.create("http://" + authority).getHost();
      if (host != null) {
        return host.toLowerCase(Locale.ROOT);
      }
    } catch (IllegalArgumentException otherwise) {
      throw refused("invalid host: " + authority);
    }
    throw refused("invalid host: " + authority);
  }

  private static RefusedCallException refused(String why) {
    return RefusedCallException.badRequest("invalid destination url: " + why);
  }
}
