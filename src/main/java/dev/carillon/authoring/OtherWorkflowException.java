package dev.carillon.authoring;

import dev.carillon.workflow.WorkflowId;

/** Thrown when a definition is saved under the id of another workflow. */
public final class OtherWorkflowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names both. */
  public OtherWorkflowException(WorkflowId wanted, WorkflowId found) {
    super("the definition's document.name is \"" + found + "\", and it was sent to " + wanted);
  }
}
