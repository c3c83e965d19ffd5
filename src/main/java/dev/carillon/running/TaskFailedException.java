package dev.carillon.running;

import dev.carillon.run.RunError;

/** Thrown when a task could not be done. */
final class TaskFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RunError error;

  TaskFailedException(RunError error) {
    super(error.title());
    this.error = error;
  }

  RunError error() {
    return error;
  }
}
