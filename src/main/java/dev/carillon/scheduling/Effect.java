package dev.carillon.scheduling;

import dev.carillon.schedule.MeantTimes;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a line of the plan, or an edit, does to the due times that are to run in the next seven days. Immutable.
 *
 * @param until where the seven days end
 * @param before how many due times there are without it
 * @param after how many there are with it
 * @param vanishing the first due times that there are no more
 * @param appearing the first due times that there were not before
 */
public record Effect(
    Instant until, int before, int after, List<Instant> vanishing, List<Instant> appearing) {
  /** How far it looks ahead. */
  public static final Duration SPAN = Duration.ofDays(7);

  private static final int SHOWN = 5;

  /** Copies the lists. */
  public Effect {
    vanishing = List.copyOf(vanishing);
    appearing = List.copyOf(appearing);
  }

  /**
   * Due times of one side.
   *
   * @param times those that are meant to run; empty if none rings
   * @param pause no due time rings in it
   */
  record Side(Optional<MeantTimes> times, Optional<Pause> pause) {
    /** Nothing rings. */
    static final Side SILENT = new Side(Optional.empty(), Optional.empty());

    private Optional<Instant> next(Instant after) {
      Optional<Instant> due = times.flatMap(it -> it.next(after));
      Optional<Pause> covering = pause.filter(it -> due.filter(it::covers).isPresent());
      if (covering.isEmpty()) {
        return due;
      }
      // A due time at the end of a pause rings.
      return covering.get().until().flatMap(end -> next(end.minusNanos(1)));
    }
  }

  /**
   * Returns what other due times would do to a schedule as it stands; one that is off is looked at as
   * if it were on.
   */
  public static Effect ofEdit(Schedule present, MeantTimes wanted, Instant now) {
    return of(
        new Side(Optional.of(present.wording().meant()), present.pause()),
        new Side(Optional.of(wanted), present.pause()),
        now);
  }

  /** Walks down both sides at once. */
  static Effect of(Side before, Side after, Instant now) {
    Instant until = now.plus(SPAN);
    List<Instant> vanishing = new ArrayList<>();
    List<Instant> appearing = new ArrayList<>();
    int left = 0;
    int right = 0;
    Instant old = within(before.next(now), until);
    Instant fresh = within(after.next(now), until);
    while (old != null || fresh != null) {
      int order = old == null ? 1 : fresh == null ? -1 : old.compareTo(fresh);
      if (order < 0) {
        note(vanishing, old);
      } else if (order > 0) {
        note(appearing, fresh);
      }
      if (order <= 0) {
        left++;
        old = within(before.next(old), until);
      }
      if (order >= 0) {
        right++;
        fresh = within(after.next(fresh), until);
      }
    }
    return new Effect(until, left, right, vanishing, appearing);
  }

  private static Instant within(Optional<Instant> due, Instant until) {
    return due.filter(it -> !it.isAfter(until)).orElse(null);
  }

  private static void note(List<Instant> shown, Instant due) {
    if (shown.size() < SHOWN) {
      shown.add(due);
    }
  }
}
