package dev.carillon.app;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads settings from an environment that a test lays out: names and values in turn. */
final class SettingsOf {
  /** A directory that is not there: nothing is read from it and nothing written to it. */
  static final Path NOWHERE = Path.of("/nowhere");

  private SettingsOf() {}

  static Settings environment(String... namesAndValues) {
    return Settings.read(surroundings(map(namesAndValues), Map.of(), Map.of(), NOWHERE));
  }

  static List<String> mistakesIn(String... namesAndValues) {
    try {
      environment(namesAndValues);
      return List.of();
    } catch (RefusedSettingsException refused) {
      return refused.mistakes();
    }
  }

  static Surroundings surroundings(
      Map<String, String> environment,
      Map<String, String> properties,
      Map<String, String> parameters,
      Path workingDirectory) {
    return new Surroundings(
        environment, properties, parameters, workingDirectory, NOWHERE.resolve("me"), true);
  }

  static Map<String, String> map(String... namesAndValues) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
