package dev.carillon.watching;

import dev.carillon.schedule.ScheduleId;
import java.time.Instant;

/** Thrown when a due time is asked for that a schedule never had, or that is not judged yet. */
public final class UnknownDueTimeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names it. */
  public UnknownDueTimeException(ScheduleId schedule, Instant due) {
    super("schedule " + schedule + " has no row for " + due
        + "; it gets one two minutes after a due time at the latest");
  }
}
