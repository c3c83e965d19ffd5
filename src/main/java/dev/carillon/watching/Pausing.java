package dev.carillon.watching;

import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.Trigger;
import dev.carillon.running.RunStore;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Scheduling;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Pauses a schedule, and sees to the runs of it that are under way. May be shared by threads.
 */
public final class Pausing {
  /** Somebody asked for just this one: a pause is not about it. */
  private static final Set<Trigger> WANTED = Set.of(Trigger.BACKFILL, Trigger.REDRIVE);

  private final Scheduling scheduling;
  private final RunStore store;
  private final BiFunction<RunId, Run.Canceled, Run> cancel;

  /**
   * Takes what it works with.
   *
   * @param cancel ends a run by somebody's wish, as {@code Runs.cancel} does
   */
  public Pausing(
      Scheduling scheduling, RunStore store, BiFunction<RunId, Run.Canceled, Run> cancel) {
    this.scheduling = scheduling;
    this.store = store;
    this.cancel = cancel;
  }

  /** What becomes of the runs that are under way. */
  public enum Running {
    /** They go on to their end, retries and all. The default. */
    FINISH,
    /** They end as canceled, and so do the runs that they wait for. */
    CANCEL
  }

  /**
   * What came of it.
   *
   * @param schedule as it stands now
   * @param canceled the runs that were ended by it, the oldest first
   */
  public record Paused(Schedule schedule, List<RunId> canceled) {}

  /**
   * Pauses a schedule, as {@link Scheduling#pause} does. The runs are seen to when no other can begin
   * any more; backfills and redrives go on in any case. A second call cancels what the first left.
   *
   * @throws dev.carillon.scheduling.UnknownScheduleException if there is none
   * @throws dev.carillon.scheduling.InvalidWishException if the pause cannot be so
   * @throws dev.carillon.scheduling.ScheduleChangedException if somebody else changed it at the same
   *     moment
   */
  public Paused pause(ScheduleId id, Pause wanted, Running running) {
    Schedule paused = scheduling.pause(id, wanted.until(), wanted.reason(), wanted.owner());
    return new Paused(paused, running == Running.CANCEL ? canceled(id, wanted) : List.of());
  }

  private List<RunId> canceled(ScheduleId id, Pause wanted) {
    String reason = wanted.reason().isEmpty()
        ? "the schedule was paused"
        : "the schedule was paused: " + wanted.reason();
    return store.unended(id).stream()
        .filter(it -> !WANTED.contains(it.trigger()))
        .map(it -> cancel.apply(it.id(), new Run.Canceled(reason, Optional.of(wanted.owner()))))
        .filter(it -> it.canceled().filter(why -> why.reason().equals(reason)).isPresent())
        .map(Run::id)
        .toList();
  }
}
