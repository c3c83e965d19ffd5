package dev.carillon.watching;

import dev.carillon.schedule.ScheduleId;

/** Thrown when a backfill is asked for that a schedule never had, or that is no longer kept. */
public final class UnknownBackfillException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names it, and says where those are that the schedule has. */
  public UnknownBackfillException(ScheduleId schedule, long id) {
    super("schedule " + schedule + " has no backfill " + id
        + "; those that it has are listed at GET /api/schedules/" + schedule + "/backfills");
  }
}
