package dev.carillon.language;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.carillon.workflow.Definition;
import dev.carillon.workflow.InvalidDefinitionException;
import dev.carillon.workflow.Problem;
import dev.carillon.workflow.Task;
import java.util.List;
import java.util.Set;

/** Makes definitions for tests and reads them. */
final class Definitions {
  private static final String HEAD = """
      document:
        dsl: "1.0.3"
        namespace: test
        name: tested
        version: "1.0.0"
      """;
  private static final YamlDefinitionReader READER =
      new YamlDefinitionReader(Set.of("log", "mail"));

  private Definitions() {}

  /** Returns a definition with these tasks, which are indented like a list under {@code do}. */
  static String withTasks(String tasks) {
    return HEAD + "do:\n" + tasks.indent(2);
  }

  /** Returns a definition with something at its top, and one task. */
  static String withTop(String top) {
    return HEAD + top + "do:\n  - only:\n      set: {a: 1}\n";
  }

  static Definition read(String source) {
    return READER.read(source);
  }

  /** Reads a definition with one task and returns that. */
  static <T extends Task> T task(Class<T> type, String body) {
    Definition definition = read(withTasks("- only:\n" + body.indent(4)));
    return type.cast(definition.tasks().tasks().get(0).task());
  }

  /** Returns what is wrong with a definition; none if nothing is. */
  static List<Problem> problems(String source) {
    InvalidDefinitionException told =
        catchThrowableOfType(InvalidDefinitionException.class, () -> READER.read(source));
    return told == null ? List.of() : told.problems();
  }
}
