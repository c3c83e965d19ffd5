package dev.carillon.scheduling;

import dev.carillon.schedule.ScheduleId;

/** Thrown when a schedule was changed by somebody else while it was being changed. */
public final class ScheduleChangedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the schedule. */
  public ScheduleChangedException(ScheduleId id) {
    super("schedule " + id + " was changed by somebody else meanwhile; look at it and try again");
  }
}
