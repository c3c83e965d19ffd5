package dev.carillon.running;

import dev.carillon.run.RunId;

/** Thrown when a walker writes to a run that another has taken over, or that was ended. */
public final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the run. */
  public LeaseLostException(RunId run) {
    super("the lease of " + run + " is lost");
  }
}
