package dev.carillon.language;

import java.util.Map;
import java.util.Optional;

/** Says why a {@code run} is refused. */
final class RunRefusal {
  private static final String PROCESSES =
      "a workflow starts no processes on the server; write a Java function and call it";
  private static final Map<String, String> NEVER = Map.of(
      "shell", PROCESSES,
      "script", PROCESSES,
      "container", PROCESSES);

  private RunRefusal() {}

  /** Returns why, or empty if it is not. */
  static Optional<String> of(Value run) {
    return run.members().keySet().stream()
        .filter(NEVER::containsKey)
        .map(it -> Refusal.never("run: " + it, NEVER.get(it)))
        .findFirst();
  }
}
