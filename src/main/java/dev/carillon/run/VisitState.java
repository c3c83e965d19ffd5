package dev.carillon.run;

/** Where one visit of a task stands. */
public enum VisitState {
  /** Begun: its effect may or may not have happened. A block stays so until it is done. */
  RUNNING,
  /** Parked on a timer. */
  WAITING,
  /** Done; what it gave is stored and given again. */
  COMPLETED,
  /** Its condition did not hold; it counts as done. */
  SKIPPED,
  /** It failed; a further attempt visits it again under the same key. */
  FAULTED,
  /**
   * Broken off from around it: another branch had won or failed, or a time limit passed. A further
   * attempt of the run that comes here goes on with it.
   */
  CANCELED;

  /** Tells whether the visit never happens again. */
  public boolean isDone() {
    return this == COMPLETED || this == SKIPPED;
  }
}
