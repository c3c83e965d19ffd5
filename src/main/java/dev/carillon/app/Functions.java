package dev.carillon.app;

import dev.carillon.function.Function;
import dev.carillon.running.LogFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The functions that workflows can call: ours, and those of jars in {@code WEB-INF/lib}. */
final class Functions {
  private final Map<String, Function> byName = new TreeMap<>();
  private final List<String> mistakes = new ArrayList<>();

  private Functions() {}

  /**
   * Finds them all.
   *
   * @param ours those that are built in, besides {@code log}
   * @throws RefusedSettingsException if two have the same name, or one cannot be made
   */
  static Map<String, Function> all(ClassLoader loader, Function... ours) {
    Functions functions = new Functions();
    functions.add(new LogFunction());
    List.of(ours).forEach(functions::add);
    var services = new Services<>(Function.class, loader);
    services.all().forEach(found -> functions.add(found.service()));
    functions.mistakes.addAll(services.mistakes());
    if (!functions.mistakes.isEmpty()) {
      throw new RefusedSettingsException(functions.mistakes);
    }
    return functions.byName;
  }

  private void add(Function function) {
    Function before = byName.putIfAbsent(function.name(), function);
    if (before != null) {
      mistakes.add(
          "two functions are called \"%s\": %s and %s; take one of the jars out of WEB-INF/lib"
              .formatted(
                  function.name(),
                  before.getClass().getName(),
                  function.getClass().getName()));
    }
  }
}
