package dev.carillon.watching;

import java.time.Instant;

/** Thrown when a due time is to run and cannot now: another run is not done, or its workflow is gone. */
public final class DueTimeNotRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names it and says why. */
  public DueTimeNotRunException(Instant due, String why) {
    super("the due time " + due + " does not run now: " + why);
  }
}
