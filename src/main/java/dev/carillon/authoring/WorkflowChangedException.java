package dev.carillon.authoring;

import dev.carillon.workflow.WorkflowId;
import java.util.Optional;

/** Thrown when a version is saved that goes out from another one than the present one. */
public final class WorkflowChangedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<StoredWorkflow> present;

  /**
   * Names the workflow.
   *
   * @param present its present version; empty if there is no such workflow (any more)
   */
  public WorkflowChangedException(WorkflowId id, Optional<StoredWorkflow> present) {
    super(present
        .map(it -> "workflow " + it.id() + " is version " + it.version() + " now, saved by "
            + it.savedBy() + "; look at it and try again")
        .orElseGet(() ->
            "workflow " + id + " is not there (any more), so there is nothing to" + " change"));
    this.present = present;
  }

  /** Returns the present version; empty if there is no such workflow (any more). */
  public Optional<StoredWorkflow> present() {
    return present;
  }
}
