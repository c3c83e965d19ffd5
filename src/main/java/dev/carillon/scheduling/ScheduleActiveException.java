package dev.carillon.scheduling;

import dev.carillon.workflow.WorkflowId;

/** Thrown when a workflow is to be removed whose schedule is switched on. */
public final class ScheduleActiveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the workflow. */
  public ScheduleActiveException(WorkflowId id) {
    super("the schedule of " + id + " is active; deactivate it first, or remove with force=true");
  }
}
