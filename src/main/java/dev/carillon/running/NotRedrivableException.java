package dev.carillon.running;

import dev.carillon.run.RunId;
import java.util.Optional;

/** Thrown when a run is to be done again and that is not possible, or would do something twice. */
public final class NotRedrivableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Why why;
  private final String other;

  /** What stands in the way. */
  public enum Why {
    /** It is not over. */
    GOES_ON,
    /** It succeeded. */
    SUCCEEDED,
    /** It was broken off, or a run that it waited for was, and what that was doing has not stopped yet. */
    NOT_STOPPED,
    /** Another run was made in its place. */
    REDRIVEN,
    /** Another run has its due time by now. */
    DUE_TIME_TAKEN,
    /** Another run waits, or waited, for it, and would not know of one in its place. */
    AWAITED,
    /** It did too much for another run to take that over. */
    TOO_LONG,
    /** What it is to do is not kept any more. */
    DEFINITION_GONE
  }

  NotRedrivableException(Why why, String message, Optional<RunId> other) {
    super(message);
    this.why = why;
    this.other = other.map(RunId::value).orElse("");
  }

  /** Returns what stands in the way. */
  public Why why() {
    return why;
  }

  /** Returns the run that is to be looked at instead, if there is one. */
  public Optional<RunId> other() {
    return Optional.of(other).filter(it -> !it.isEmpty()).map(RunId::new);
  }
}
