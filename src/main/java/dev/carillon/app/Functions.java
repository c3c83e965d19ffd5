package dev.carillon.app;

import dev.carillon.function.Function;
import dev.carillon.running.LogFunction;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The functions that workflows can call: ours, and those of jars in {@code WEB-INF/lib}. */
final class Functions {
  private Functions() {}

  /**
   * Finds them all.
   *
   * @throws RefusedSettingsException if two have the same name
   */
  static Map<String, Function> all() {
    Map<String, Function> byName = new TreeMap<>();
    add(byName, new LogFunction());
    ServiceLoader.load(Function.class, Functions.class.getClassLoader())
        .forEach(function -> add(byName, function));
    return byName;
  }

  private static void add(Map<String, Function> byName, Function function) {
    Function before = byName.putIfAbsent(function.name(), function);
    if (before != null) {
      throw new RefusedSettingsException(java.util.List.of(
          "two functions are called \"%s\": %s and %s; take one of the jars out of WEB-INF/lib"
              .formatted(
                  function.name(),
                  before.getClass().getName(),
                  function.getClass().getName())));
    }
  }
}
