package dev.carillon.running;

import dev.carillon.run.RunId;

/** Thrown when a run is asked for that was never made, or is no longer kept. */
public final class UnknownRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the run. */
  public UnknownRunException(RunId run) {
    super("there is no run " + run
        + ", or none any more: CARILLON_KEEP_RUNS says how long one is kept after its end");
  }
}
