package dev.carillon.authoring;

import dev.carillon.workflow.WorkflowId;

/** Thrown when a workflow is to be changed by others than those it comes from. */
public final class OtherOriginException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the workflow and where it comes from. */
  public OtherOriginException(WorkflowId id, Origin origin) {
    super("workflow " + id + " cannot be changed so: " + origin.advice());
  }
}
