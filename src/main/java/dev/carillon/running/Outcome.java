package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.RunError;
import dev.carillon.workflow.Directive;

/** How a task, or a list of tasks, came out of one walk. */
sealed interface Outcome {
  /**
   * It is done.
   *
   * @param output what it gives to what follows
   * @param then where the flow goes; of a list: {@code continue}, {@code exit} if it was left early,
   *     or {@code end}
   */
  record Done(JsonNode output, Directive then) implements Outcome {}

  /** It failed. */
  record Failed(RunError error) implements Outcome {}

  /** It waits; the run was parked and its lease given back. */
  record Parked() implements Outcome {}

  /** The walker was asked to stop; nothing is lost, and another may go on. */
  record Stopped() implements Outcome {}
}
