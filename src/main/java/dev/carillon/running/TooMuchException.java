package dev.carillon.running;

import dev.carillon.run.RunError;

/** Thrown when a run has done more than a run may; no further attempt of it helps. */
final class TooMuchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RunError error;

  TooMuchException(RunError error) {
    super(error.title());
    this.error = error;
  }

  RunError error() {
    return error;
  }
}
