package dev.carillon.watching;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.watching.Backfill.Gaps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps backfills. May be shared by threads and nodes; each method is one transaction. */
public interface BackfillStore {
  /** Returns the due times that are meant, the oldest first. */
  List<Occurrence> gaps(ScheduleId schedule, Gaps gaps, int limit);

  /**
   * Begins one: the due times that are meant are EXPECTED from now on, and wait to be run.
   *
   * @param perMinute how many runs may begin in a minute
   * @return it; empty if no due time is meant
   * @throws TooManyDueTimesException if more than {@link Backfill#MOST} are meant; nothing is begun
   */
  Optional<Backfill> begin(
      ScheduleId schedule,
      Gaps gaps,
      int perMinute,
      Optional<String> reason,
      String by,
      Instant at);

  /** Returns one of a schedule. */
  Optional<Backfill> find(ScheduleId schedule, long id);

  /**
   * Returns a page of a schedule's, the newest first.
   *
   * @param before the last of the page before
   */
  List<Backfill> list(ScheduleId schedule, Optional<Long> before, int limit);

  /** Ends one: what still waits is again what it was. What runs goes on. May come twice. */
  void cancel(ScheduleId schedule, long id, String by, Instant at);
}
