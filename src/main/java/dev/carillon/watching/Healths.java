package dev.carillon.watching;

import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.watching.History.Past;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Tells of schedules how they do. May be shared by threads. */
public final class Healths {
  private final History history;

  /** Takes what they have behind them. */
  public Healths(History history) {
    this.history = history;
  }

  /**
   * A schedule, and how it does.
   *
   * @param newest its newest due times, {@link Health#SPAN} at the most, the newest first
   */
  public record Seen(Schedule schedule, Health health, List<Past> newest) {}

  /** Tells of one. */
  public Seen of(Schedule schedule, Instant now) {
    return of(List.of(schedule), now).get(0);
  }

  /** Tells of some, in their order. */
  public List<Seen> of(List<Schedule> some, Instant now) {
    Map<ScheduleId, List<Past>> newest =
        history.newest(some.stream().map(Schedule::id).toList(), Health.SPAN);
    Map<ScheduleId, List<Past>> further = history.telling(
        newest.keySet().stream().filter(it -> mayHide(newest.get(it))).toList(), Health.SPAN);
    return some.stream()
        .map(it -> seen(it, newest.getOrDefault(it.id(), List.of()), further, now))
        .toList();
  }

  private static Seen seen(
      Schedule schedule, List<Past> newest, Map<ScheduleId, List<Past>> further, Instant now) {
    List<Past> recent = further.getOrDefault(schedule.id(), newest);
    return new Seen(schedule, Health.of(schedule, newest, recent, now), newest);
  }

  /** Only of such is more asked for: a pause or a run that hangs may have filled all that is shown. */
  private static boolean mayHide(List<Past> newest) {
    return newest.size() == Health.SPAN && !newest.stream().allMatch(Past::tells);
  }
}
