package dev.carillon.authoring;

import dev.carillon.workflow.WorkflowId;

/** Thrown when a workflow is to be switched on whose Java code is gone. */
public final class CodeGoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the workflow. */
  public CodeGoneException(WorkflowId id) {
    super("workflow " + id + " cannot be switched on: " + Origin.LOST_CODE.advice());
  }
}
