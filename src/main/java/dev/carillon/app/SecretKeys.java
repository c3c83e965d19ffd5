package dev.carillon.app;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys that stored secrets are encrypted with. */
final class SecretKeys {
  /** In bytes of UTF-8. */
  static final int SHORTEST = 32;

  private static final Logger LOG = LoggerFactory.getLogger(SecretKeys.class);

  private SecretKeys() {}

  /**
   * Returns the keys that were set, else what stands in the home, which is generated in development.
   * In production nobody would know that a file has to outlast the machine, so none is made there.
   *
   * @return the first encrypts, all decrypt; empty if secrets are off
   * @throws RefusedSettingsException if the file in the home has no key that could be used
   */
  static List<Secret> of(Settings settings, Home home) {
    if (!settings.secretKeys().isEmpty()) {
      return settings.secretKeys();
    }
    if (settings.mode() == Mode.PRODUCTION && !home.has(Home.SECRET_KEY)) {
      LOG.warn(
          "CARILLON_SECRET_KEY is not set, so secrets of workflows are switched off: set it to a"
              + " random text of 32 characters or more, and restart; all else works");
      return List.of();
    }
    List<Secret> keys = Stream.of(home.secret(Home.SECRET_KEY).value().split(","))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .map(Secret::new)
        .toList();
    if (keys.isEmpty() || keys.stream().anyMatch(SecretKeys::isShort)) {
      throw new RefusedSettingsException(List.of("the file secret-key in CARILLON_HOME holds a key"
          + " that is too short: use 32 characters or more, or set CARILLON_SECRET_KEY"));
    }
    return keys;
  }

  private static boolean isShort(Secret key) {
    return key.value().getBytes(StandardCharsets.UTF_8).length < SHORTEST;
  }
}
