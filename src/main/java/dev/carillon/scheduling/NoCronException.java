package dev.carillon.scheduling;

import dev.carillon.workflow.WorkflowId;

/** Thrown when a workflow is to be switched on and nobody says when it is due. */
public final class NoCronException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the workflow. */
  public NoCronException(WorkflowId id) {
    super("workflow " + id
        + " has no schedule.cron; give one in its definition, or as \"cron\" here");
  }
}
