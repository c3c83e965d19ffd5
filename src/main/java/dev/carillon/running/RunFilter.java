package dev.carillon.running;

import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.workflow.WorkflowId;
import java.util.Optional;

/**
 * Which runs are asked for; what is empty does not narrow.
 *
 * @param workflow of this workflow
 * @param state in this state
 * @param trigger made for this reason
 */
public record RunFilter(
    Optional<WorkflowId> workflow, Optional<RunState> state, Optional<Trigger> trigger) {
  /** All runs. */
  public static final RunFilter ALL =
      new RunFilter(Optional.empty(), Optional.empty(), Optional.empty());
}
