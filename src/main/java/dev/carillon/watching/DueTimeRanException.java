package dev.carillon.watching;

import dev.carillon.run.RunId;
import java.time.Instant;

/** Thrown when a due time is to run that ran: it never does twice. */
public final class DueTimeRanException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String run;

  /** Names it and its run. */
  public DueTimeRanException(Instant due, RunId run) {
    super("the due time " + due + " ran, as " + run);
    this.run = run.value();
  }

  /** Returns the run. */
  public RunId run() {
    return new RunId(run);
  }
}
