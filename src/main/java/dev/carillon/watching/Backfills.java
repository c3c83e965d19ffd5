package dev.carillon.watching;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.running.Changes;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.watching.Backfill.Gaps;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Runs many due times after all, because somebody wishes it. May be shared by threads. */
public final class Backfills {
  private final BackfillStore store;
  private final Changes changes;
  private final Clock clock;

  /** Takes where they are kept, and whom to tell. */
  public Backfills(BackfillStore store, Changes changes, Clock clock) {
    this.store = store;
    this.changes = changes;
    this.clock = clock;
  }

  /** Returns the due times that would be run, the oldest first. */
  public List<Occurrence> gaps(ScheduleId schedule, Gaps gaps, int limit) {
    return store.gaps(schedule, gaps, limit);
  }

  /**
   * Begins one. Each run answers for its due time, so that none runs twice, whoever else brings it.
   *
   * @return it; empty if no due time is meant
   * @throws TooManyDueTimesException if it would be about more than {@link Backfill#MOST}
   */
  public Optional<Backfill> begin(
      ScheduleId schedule, Gaps gaps, int perMinute, Optional<String> reason, String by) {
    Optional<Backfill> begun = store.begin(schedule, gaps, perMinute, reason, by, clock.instant());
    begun.ifPresent(any -> tell(schedule));
    return begun;
  }

  /**
   * Returns one of a schedule.
   *
   * @throws UnknownBackfillException if it has none of this number
   */
  public Backfill get(ScheduleId schedule, long id) {
    return store.find(schedule, id).orElseThrow(() -> new UnknownBackfillException(schedule, id));
  }

  /** Returns a page of a schedule's, the newest first. */
  public List<Backfill> list(ScheduleId schedule, Optional<Long> before, int limit) {
    return store.list(schedule, before, limit);
  }

  /**
   * Ends one: what still waits is again what it was, and what runs goes on. May come twice.
   *
   * @throws UnknownBackfillException if it has none of this number
   */
  public Backfill cancel(ScheduleId schedule, long id, String by) {
    store.cancel(schedule, id, by, clock.instant());
    tell(schedule);
    return get(schedule, id);
  }

  private void tell(ScheduleId schedule) {
    changes.tell(new Changes.Change(new WorkflowId(schedule.value()), null));
  }
}
