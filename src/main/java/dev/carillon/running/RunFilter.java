package dev.carillon.running;

import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which runs are asked for; what is empty does not narrow.
 *
 * @param workflow of this workflow
 * @param state in this state
 * @param trigger made for this reason
 * @param from made then or later
 * @param until made before
 */
public record RunFilter(
    Optional<WorkflowId> workflow,
    Optional<RunState> state,
    Optional<Trigger> trigger,
    Optional<Instant> from,
    Optional<Instant> until) {
  /** All runs. */
  public static final RunFilter ALL =
      new RunFilter(Optional.empty(), Optional.empty(), Optional.empty());

  /** Asks for runs of any time. */
  public RunFilter(
      Optional<WorkflowId> workflow, Optional<RunState> state, Optional<Trigger> trigger) {
    this(workflow, state, trigger, Optional.empty(), Optional.empty());
  }
}
