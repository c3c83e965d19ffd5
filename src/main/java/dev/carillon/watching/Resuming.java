package dev.carillon.watching;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.ScheduleChangedException;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.watching.Backfill.Gaps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Resumes a paused schedule, and runs of the due times that passed meanwhile those that somebody
 * wishes. May be shared by threads.
 */
public final class Resuming {
  private final Scheduling scheduling;
  private final Backfills backfills;
  private final Watch watch;
  private final Clock clock;

  /** Takes what it works with. */
  public Resuming(Scheduling scheduling, Backfills backfills, Watch watch, Clock clock) {
    this.scheduling = scheduling;
    this.watch = watch;
    this.backfills = backfills;
    this.clock = clock;
  }

  /** Which of the due times that passed are run after all. */
  public enum Choice {
    /** None of them. */
    NONE,
    /** The newest one. */
    LAST,
    /** All of them. */
    ALL,
    /** Those that are named. */
    PICKED
  }

  /**
   * What came of it.
   *
   * @param schedule as it stands now
   * @param backfill what runs after all; empty if nothing does
   */
  public record Resumed(Schedule schedule, Optional<Backfill> backfill) {}

  /**
   * Returns the due times that were skipped since the pause in force began, and have no run, the
   * oldest first; none if it is not paused. What passed just now is booked for that.
   *
   * @throws dev.carillon.scheduling.UnknownScheduleException if there is no such schedule
   * @throws TooManyDueTimesException if it skipped more than {@link Backfill#MOST}
   */
  public List<Occurrence> passed(ScheduleId id) {
    return booked(id).pause().map(pause -> passed(id, pause)).orElseGet(List::of);
  }

  /** Where nothing is paused nothing is judged here: that may ring, and nobody wished for it. */
  private Schedule booked(ScheduleId id) {
    Schedule present = scheduling.get(id);
    if (present.pause().isPresent()) {
      // An edit just now may have left a due time of the wording before.
      watch.settle(id, present.revision() - 1);
      watch.settle(id, present.revision());
    }
    return present;
  }

  private List<Occurrence> passed(ScheduleId id, Pause pause) {
    return passed(id, pause.from());
  }

  private List<Occurrence> passed(ScheduleId id, Instant from) {
    return passed(id, new Gaps(from, clock.instant(), List.of(), true));
  }

  private List<Occurrence> passed(ScheduleId id, Gaps since) {
    List<Occurrence> gaps = backfills.gaps(id, since, Backfill.MOST + 1);
    if (gaps.size() > Backfill.MOST) {
      throw new TooManyDueTimesException();
    }
    return gaps.stream()
        .filter(it -> it.reason().filter(Reason.PAUSED::equals).isPresent())
        .toList();
  }

  /**
   * Resumes it; fine if it is not paused and nothing is to be run. What is run after all runs as a
   * backfill, so that no due time ever runs twice, whoever else brings it. It is begun first: the
   * choice is not lost, whatever happens meanwhile. If the engine refuses then, it is canceled again,
   * and what it had begun by then is run.
   *
   * @param picked those that are meant by {@link Choice#PICKED}; any that did not pass in the pause is
   *     left alone
   * @param perMinute how many of them may begin in a minute
   * @param by who wishes it
   * @throws ScheduleChangedException if something is to be run and it is not paused (any more)
   * @throws TooManyDueTimesException if more are meant than {@link Backfill#MOST}; it stays paused
   */
  public Resumed resume(
      ScheduleId id, Choice choice, Set<Instant> picked, int perMinute, String by) {
    Optional<Pause> pause = booked(id).pause();
    if (pause.isEmpty() && choice != Choice.NONE) {
      throw new ScheduleChangedException(id);
    }
    List<Instant> meant = pause.map(it -> meant(id, it, choice, picked)).orElseGet(List::of);
    Optional<Backfill> begun = meant.isEmpty()
        ? Optional.empty()
        : backfills.begin(
            id,
            new Gaps(meant.get(0), meant.get(meant.size() - 1), meant, true),
            perMinute,
            pause.map(Pause::reason).filter(it -> !it.isEmpty()),
            by);
    try {
      return new Resumed(scheduling.resume(id), begun);
    } catch (RuntimeException refused) {
      begun.ifPresent(it -> takeBack(id, it, by, refused));
      throw refused;
    }
  }

  private void takeBack(ScheduleId id, Backfill begun, String by, RuntimeException refused) {
    try {
      backfills.cancel(id, begun.id(), by);
    } catch (RuntimeException broken) {
      refused.addSuppressed(broken);
    }
  }

  private List<Instant> meant(ScheduleId id, Pause pause, Choice choice, Set<Instant> picked) {
    return switch (choice) {
      case NONE -> List.of();
      case LAST -> last(id, pause).map(Occurrence::dueTime).stream().toList();
      case ALL -> dues(passed(id, pause));
      case PICKED -> picked.isEmpty() ? List.of() : dues(passed(id, picked(pause, picked)));
    };
  }

  /** However many passed, it is only about these. */
  private Gaps picked(Pause pause, Set<Instant> picked) {
    return new Gaps(pause.from(), clock.instant(), List.copyOf(picked), true);
  }

  private static List<Instant> dues(List<Occurrence> passed) {
    return passed.stream().map(Occurrence::dueTime).toList();
  }

  /** A long pause may have skipped very many: looks back further and further until there is one. */
  private Optional<Occurrence> last(ScheduleId id, Pause pause) {
    Instant now = clock.instant();
    Duration back = Duration.ofHours(1);
    while (pause.from().isBefore(now.minus(back))) {
      List<Occurrence> passed = passed(id, now.minus(back));
      if (!passed.isEmpty()) {
        return newest(passed);
      }
      back = back.multipliedBy(2);
    }
    return newest(passed(id, pause));
  }

  private static Optional<Occurrence> newest(List<Occurrence> passed) {
    return passed.isEmpty() ? Optional.empty() : Optional.of(passed.get(passed.size() - 1));
  }

  /** Returns the newest due time that was skipped since the pause in force began, however many were. */
  public Optional<Occurrence> last(ScheduleId id) {
    return booked(id).pause().flatMap(pause -> last(id, pause));
  }
}
