package dev.carillon.language;

import java.util.Set;
import java.util.TreeSet;

/**
 * What an expression can see besides the dot, by the place in which it stands. {@code
 * src/docs/language.md} shows the same as a table.
 *
 * @param variables without the dollar sign
 */
record Surroundings(Set<String> variables) {
  /** Names that no loop may give to its variables. */
  static final Set<String> RESERVED = Set.of(
      "context",
      "input",
      "output",
      "task",
      "workflow",
      "runtime",
      "secrets",
      "steps",
      "authorization",
      "error",
      "ENV");

  /** {@code input.from} of the workflow. */
  static final Surroundings BEFORE = new Surroundings(Set.of("workflow", "runtime"));

  /**
   * {@code output.as} of the workflow, and what all tasks see; loops and handlers add their
   * variables.
   */
  static final Surroundings OUTSIDE = BEFORE.with("context", "steps");

  /** Returns what {@code if} and {@code input.from} of a task see. */
  Surroundings entering() {
    return with("task");
  }

  /** Returns what a task sees while it works. */
  Surroundings working() {
    return with("input", "task");
  }

  /** Returns what {@code output.as} and {@code export.as} of a task see. */
  Surroundings leaving() {
    return working().with("output");
  }

  Surroundings with(String... names) {
    Set<String> more = new TreeSet<>(variables);
    more.addAll(Set.of(names));
    return new Surroundings(more);
  }
}
