package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The configuration of a call: its {@code Upstash-*} headers, and those written into its query. */
final class Config {
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
