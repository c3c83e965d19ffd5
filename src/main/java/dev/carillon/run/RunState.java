package dev.carillon.run;

import java.util.Map;
import java.util.Set;

/**
 * Where a run stands. The table of legal steps stands here and nowhere else.
 */
public enum RunState {
  /** Committed, and not yet walked. */
  PENDING,
  /** A walker is at it, or was when its process ended. */
  RUNNING,
  /** Parked on a timer. */
  WAITING,
  /** An attempt failed, another is due. */
  RETRYING,
  /** Ended well. */
  SUCCEEDED,
  /** Ended badly, and no attempt is left. */
  FAILED,
  /** Ended by somebody's wish. */
  CANCELED;

  private static final Map<RunState, Set<RunState>> STEPS = Map.of(
      PENDING, Set.of(RUNNING, CANCELED),
      RUNNING, Set.of(WAITING, RETRYING, SUCCEEDED, FAILED, CANCELED),
      WAITING, Set.of(RUNNING, CANCELED),
      RETRYING, Set.of(RUNNING, FAILED, CANCELED),
      SUCCEEDED, Set.of(),
      FAILED, Set.of(RETRYING),
      CANCELED, Set.of(RETRYING));

  /** Tells whether nothing more will happen to it, unless somebody wants it done again. */
  public boolean isEnded() {
    return this == SUCCEEDED || this == FAILED || this == CANCELED;
  }

  /** Tells whether it holds its schedule's one slot: while it retries, it does not. */
  public boolean holdsSlot() {
    return this == PENDING || this == RUNNING || this == WAITING;
  }

  /** Returns the states that may follow. */
  public Set<RunState> steps() {
    return STEPS.get(this);
  }

  /**
   * Returns the next state.
   *
   * @throws IllegalStateException if no run goes that way
   */
  public RunState to(RunState next) {
    if (!steps().contains(next)) {
      throw new IllegalStateException("no run goes from " + this + " to " + next);
    }
    return next;
  }
}
