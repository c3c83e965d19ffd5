package dev.carillon.authoring;

import dev.carillon.workflow.WorkflowId;

/** Thrown when a version is saved that the workflow already has with another text. */
public final class VersionTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String version;

  /** Names the version. */
  public VersionTakenException(WorkflowId id, String version) {
    super("workflow "
        + id
        + " has a version "
        + version
        + " with another text; raise document.version");
    this.version = version;
  }

  /** Returns the version that is taken. */
  public String version() {
    return version;
  }
}
