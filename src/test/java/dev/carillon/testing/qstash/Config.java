package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The configuration of a call: its {@code Upstash-*} headers, and those written into its query. */
final class Config {
  private static final Set<String> OF_THE_CONNECTION = Set.of(
      "authorization",
      "host",
      "connection",
      "content-length",
      "transfer-encoding",
      "expect",
      "user-agent",
      "accept-encoding");
  private static final String CARRIED = "(Method|Timeout|Retries|Retry-Delay|Delay|Forward-.+)";
  private static final Pattern MEANT = Pattern.compile(
      "(?!Upstash-).*"
          + "|Upstash-((Failure-)?Callback-)?" + CARRIED
          + "|Upstash-((Failure-)?Callback|Not-Before|Deduplication-Id|Content-Based-Deduplication"
          + "|Label|Flow-Control-Key|Flow-Control-Value|Redact-Fields|Cron|Schedule-Id|Queue-Name"
          + "|Header-Forward|Telemetry-.+)",
      Pattern.CASE_INSENSITIVE);

  private final Map<String, List<String>> values = HttpWire.none();

  private Config() {}

  /** Takes the headers, and what the query says for those that are not there. */
  static Config of(Map<String, List<String>> headers, String query) {
    Config config = new Config();
    config.values.putAll(headers);
    for (String pair : query.split("&")) {
      if (isControl(pair) && pair.contains("=")) {
        String[] parts = pair.split("=", 2);
        config.values.putIfAbsent(parts[0], List.of(URLDecoder.decode(parts[1], UTF_8)));
      }
    }
    return config;
  }

  /** Tells whether a pair of a query is meant for QStash and not for the destination. */
  static boolean isControl(String pair) {
    String name = pair.toLowerCase(Locale.ROOT);
    return name.startsWith("upstash-") || name.startsWith("qstash_token=");
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name)).map(all -> all.get(0)).filter(it -> !it.isBlank());
  }

  /** Returns whether something is said at all, and is {@code true} in any case of letters. */
  boolean isTrue(String name) {
    return find(name).filter("true"::equalsIgnoreCase).isPresent();
  }

  /** Returns the headers that are not QStash's own and not those of the connection. */
  Map<String, List<String>> foreign() {
    Map<String, List<String>> found = HttpWire.none();
    values.forEach((name, all) -> {
      boolean own = name.regionMatches(true, 0, "Upstash-", 0, 8);
      if (!own && !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
        found.put(HttpWire.canonical(name), all);
      }
    });
    return found;
  }

  /** Returns the names of QStash's own headers that mean nothing to it: mostly misspelled. */
  List<String> meaningless() {
    return values.keySet().stream()
        .filter(name -> !MEANT.matcher(name).matches())
        .toList();
  }

  /** Returns what follows a prefix in the names of headers, in canonical form. */
  Map<String, List<String>> behind(String prefix) {
    Map<String, List<String>> found = HttpWire.none();
    values.forEach((name, all) -> {
      if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
        found.put(HttpWire.canonical(name.substring(prefix.length())), all);
      }
    });
    return found;
  }
}
