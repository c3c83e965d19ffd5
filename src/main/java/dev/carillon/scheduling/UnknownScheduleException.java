package dev.carillon.scheduling;

import dev.carillon.schedule.ScheduleId;

/** Thrown when a schedule is asked for that there never was. */
public final class UnknownScheduleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names it. */
  public UnknownScheduleException(ScheduleId id) {
    super("there is no schedule " + id + "; activating its workflow makes one");
  }
}
