package dev.carillon.authoring;

import dev.carillon.workflow.WorkflowId;

/** Thrown when a workflow is asked for that was never saved, or was removed. */
public final class UnknownWorkflowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names what was asked for. */
  public UnknownWorkflowException(WorkflowId id) {
    super("there is no workflow " + id);
  }

  /** Names the text that was asked for. */
  public UnknownWorkflowException(String text) {
    super(text);
  }
}
