package dev.carillon.app;

import dev.carillon.function.Function;
import dev.carillon.running.LogFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The functions that workflows can call: ours, and those of jars in {@code WEB-INF/lib}. */
final class Functions {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  /** What {@code call} names besides functions (Open Workflow Specification DSL 1.0.3, "Call"). */
  private static final Set<String> KINDS =
      Set.of("http", "grpc", "openapi", "asyncapi", "a2a", "mcp");

  private final Map<String, Function> byName = new TreeMap<>();
  private final List<String> mistakes = new ArrayList<>();

  private Functions() {}

  /**
   * Finds them all.
   *
   * @param ours those that are built in, besides {@code log}
   * @throws RefusedSettingsException if two have the same name, or one cannot be made or called
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
    String type = function.getClass().getName();
    String name = nameOf(function);
    if (!NAME.matcher(name).matches()) {
      mistakes.add("the function of the class " + type + " has no name that it could be called by:"
          + " it takes 1 to 63 letters, digits and inner hyphens");
      return;
    }
    if (KINDS.contains(name)) {
      mistakes.add("the function of the class " + type + " is called \"" + name
          + "\", which is a kind of call of the language; give it another name");
      return;
    }
    Function before = byName.putIfAbsent(name, function);
    if (before != null) {
      mistakes.add(
          "two functions are called \"%s\": %s and %s; take one of the jars out of WEB-INF/lib"
              .formatted(name, before.getClass().getName(), type));
    }
  }

  /** Somebody else's code: it may return null, or throw. */
  private static String nameOf(Function function) {
    try {
      return Objects.requireNonNullElse(function.name(), "");
    } catch (RuntimeException | LinkageError broken) {
      return "";
    }
  }
}
