package dev.carillon.app;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Raw settings by name. System properties come before the environment, that before a {@code .env}
 * file in the working directory, that before one in the home, that before context parameters. An
 * empty value counts as none. Values are literal: the interceptor that expands <code>${…}</code>
 * is not there.
 */
final class Sources {
  private final SmallRyeConfig config;
  private final Set<String> names = new TreeSet<>();

  private Sources(SmallRyeConfig config) {
    this.config = config;
    config.getConfigSources().forEach(source -> names.addAll(source.getPropertyNames()));
  }

  static Sources of(Surroundings here) {
    Map<String, String> beside = EnvFile.read(here.workingDirectory().resolve(".env"));
    Sources known = new Sources(config(here, beside, Map.of()));
    Path home = home(known, here);
    return new Sources(config(here, beside, EnvFile.read(home.resolve(".env"))));
  }

  private static SmallRyeConfig config(
      Surroundings here, Map<String, String> beside, Map<String, String> atHome) {
    return new SmallRyeConfigBuilder()
        .withSources(
            new PropertiesConfigSource(here.properties(), "system properties", 400),
            new PropertiesConfigSource(here.environment(), "environment", 300),
            new PropertiesConfigSource(beside, ".env in the working directory", 295),
            new PropertiesConfigSource(atHome, ".env in CARILLON_HOME", 290),
            new PropertiesConfigSource(here.parameters(), "context parameters", 100))
        .build();
  }

  /** Returns CARILLON_HOME, absolute; a leading {@code ~} is the user's home. */
  static Path home(Sources sources, Surroundings here) {
    return sources
        .value("CARILLON_HOME")
        .map(String::strip)
        .map(text -> text.equals("~") ? "~/" : text)
        .map(text -> text.startsWith("~/") ? here.userHome() + text.substring(1) : text)
        .map(text -> here.workingDirectory().resolve(text).normalize())
        .orElse(here.userHome().resolve(".carillon"));
  }

  /** Returns the value exactly as it was written; empty if there is none or nothing in it. */
  Optional<String> value(String name) {
    return Optional.ofNullable(config.getConfigValue(name).getValue())
        .filter(text -> !text.isBlank());
  }

  /** Returns every name that anything is set for. */
  Set<String> names() {
    return names;
  }
}
