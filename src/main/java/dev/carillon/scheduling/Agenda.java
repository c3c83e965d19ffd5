package dev.carillon.scheduling;

import dev.carillon.cron.Timetable;
import dev.carillon.schedule.Bounds;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What lies ahead: the due times to come of all schedules that are on, by the wording and the pause
 * that they have now. May be shared by threads.
 */
public final class Agenda {
  private static final Duration HOUR = Duration.ofHours(1);

  private final ScheduleStore schedules;
  private final Predicate<Schedule> meant;

  /** Takes where the schedules are. */
  public Agenda(ScheduleStore schedules) {
    this(schedules, it -> true);
  }

  private Agenda(ScheduleStore schedules, Predicate<Schedule> meant) {
    this.schedules = schedules;
    this.meant = meant;
  }

  /** Returns what lies ahead of one schedule alone: nothing if there is none of that id. */
  public Agenda of(ScheduleId id) {
    return new Agenda(schedules, it -> it.id().equals(id));
  }

  /**
   * A due time to come.
   *
   * @param dueTime when
   * @param schedule whose
   * @param fate what will become of it as things stand
   */
  public record Entry(Instant dueTime, Schedule schedule, Fate fate) {}

  /** What will become of a due time as things stand. The names are part of the API. */
  public enum Fate {
    /** It will run. */
    RINGS,
    /** The schedule will still be paused. */
    PAUSED,
    /** It lies before the start or after the end. */
    OUTSIDE_START_END,
    /** It lies in a blackout. */
    BLACKOUT,
    /** The wall clock shows this hour for the second time. */
    REPEATED_HOUR
  }

  /**
   * A place in the order of due times, and of schedules at the same one.
   *
   * @param dueTime the due time
   * @param schedule the schedule
   */
  public record Place(Instant dueTime, ScheduleId schedule) {}

  /**
   * How many runs begin in an hour.
   *
   * @param from its first instant
   * @param count how many begin as things stand, of due times that may lie in an earlier one
   * @param peak how many of these at the busiest minute
   * @param peakAt the first minute that is as busy
   * @param skipped how many due times in it do not run: in a pause, a blackout, outside start and end,
   *     or again
   */
  public record Hour(Instant from, int count, int peak, Instant peakAt, int skipped) {}

  /**
   * A change of the clocks that schedules go by.
   *
   * @param zone of which zone
   * @param change when and how
   */
  public record ClockChange(ZoneId zone, ZoneOffsetTransition change) {}

  /**
   * Returns the due times from one instant on and before another, in order.
   *
   * @param after only what comes after it
   * @param limit at most so many
   */
  public List<Entry> entries(Instant from, Instant until, Optional<Place> after, int limit) {
    Instant start = after.map(Place::dueTime).filter(from::isBefore).orElse(from);
    var heads = new PriorityQueue<Entry>(Comparator.comparing(Entry::dueTime)
        .thenComparing(it -> it.schedule().id().toString()));
    active().forEach(schedule -> next(schedule, start.minusNanos(1)).ifPresent(heads::add));
    List<Entry> found = new ArrayList<>();
    while (found.size() < limit && !heads.isEmpty() && heads.peek().dueTime().isBefore(until)) {
      Entry head = heads.remove();
      if (after.filter(place -> !isAfter(head, place)).isEmpty()) {
        found.add(head);
      }
      next(head.schedule(), head.dueTime()).ifPresent(heads::add);
    }
    return List.copyOf(found);
  }

  /** Returns the hours from an instant on in which runs begin or are left out; the others are left out. */
  public List<Hour> hours(Instant from, int count) {
    List<Schedule> active = active().toList();
    List<Hour> hours = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      hour(active, from.plus(HOUR.multipliedBy(i))).ifPresent(hours::add);
    }
    return List.copyOf(hours);
  }

  /** Returns how many runs will begin from one instant on and before another. */
  public long count(Instant from, Instant until) {
    return begun(from, until).size();
  }

  /**
   * Returns the due times whose runs will begin from one instant on and before another, in no order:
   * each schedule's at its own offset.
   */
  public List<Entry> begun(Instant from, Instant until) {
    return active().flatMap(it -> begun(it, from, until)).toList();
  }

  private static Stream<Entry> begun(Schedule schedule, Instant from, Instant until) {
    Duration offset = schedule.offset().orElse(Duration.ZERO);
    Instant end = until.minus(offset);
    return Stream.iterate(
            next(schedule, from.minus(offset).minusNanos(1)),
            due -> due.filter(it -> it.dueTime().isBefore(end)).isPresent(),
            due -> next(schedule, due.orElseThrow().dueTime()))
        .flatMap(Optional::stream)
        .filter(it -> it.fate() == Fate.RINGS);
  }

  /** Returns the changes of the clocks of all schedules that are on, the first one first. */
  public List<ClockChange> clockChanges(Instant from, Instant until) {
    return active()
        .map(it -> it.wording().zone())
        .distinct()
        .flatMap(zone -> changes(zone, from, until))
        .sorted(Comparator.comparing((ClockChange it) -> it.change().getInstant())
            .thenComparing(it -> it.zone().getId()))
        .toList();
  }

  private Stream<Schedule> active() {
    return schedules.list().stream().filter(Schedule::active).filter(meant);
  }

  private static Optional<Entry> next(Schedule schedule, Instant after) {
    Timetable times = schedule.wording().timetable();
    return times.next(after).map(due -> new Entry(due, schedule, fate(schedule, times, due)));
  }

  private static Fate fate(Schedule schedule, Timetable times, Instant due) {
    if (schedule.pause().filter(it -> it.covers(due)).isPresent()) {
      return Fate.PAUSED;
    }
    Optional<Bounds.Closure> closure = schedule.wording().closure(due);
    if (closure.isPresent()) {
      return Fate.valueOf(closure.get().why().name());
    }
    return times.skipsRepeat(due) ? Fate.REPEATED_HOUR : Fate.RINGS;
  }

  private static boolean isAfter(Entry entry, Place place) {
    int order = entry.dueTime().compareTo(place.dueTime());
    return order > 0
        || order == 0
            && entry.schedule().id().toString().compareTo(place.schedule().toString()) > 0;
  }

  private static Optional<Hour> hour(List<Schedule> active, Instant from) {
    int[] minutes = new int[60];
    int skipped = 0;
    for (Schedule schedule : active) {
      Instant start = schedule.offset().map(it -> minuteFrom(from.minus(it))).orElse(from);
      for (int minute : minutes(schedule, start, Fate.RINGS::equals)) {
        minutes[minute]++;
      }
      skipped += minutes(schedule, from, fate -> fate != Fate.RINGS).length;
    }
    int sum = 0;
    int peak = 0;
    for (int minute = 0; minute < 60; minute++) {
      sum += minutes[minute];
      peak = minutes[minute] > minutes[peak] ? minute : peak;
    }
    return sum + skipped == 0
        ? Optional.empty()
        : Optional.of(new Hour(from, sum, minutes[peak], at(from, peak), skipped));
  }

  /** Returns the minutes of an hour with due times of that fate. */
  private static int[] minutes(Schedule schedule, Instant hour, Predicate<Fate> which) {
    Timetable times = schedule.wording().timetable();
    long all = times.hour(hour);
    return IntStream.range(0, 60)
        .filter(minute -> (all >>> minute & 1) == 1)
        .filter(minute -> which.test(fate(schedule, times, at(hour, minute))))
        .toArray();
  }

  /** What was due from then on begins in the hour: on whole minutes, like all that is due. */
  private static Instant minuteFrom(Instant instant) {
    Instant minute = instant.truncatedTo(ChronoUnit.MINUTES);
    return minute.equals(instant) ? minute : minute.plusSeconds(60);
  }

  private static Instant at(Instant hour, int minute) {
    return hour.plusSeconds(60L * minute);
  }

  private static Stream<ClockChange> changes(ZoneId zone, Instant from, Instant until) {
    return Stream.iterate(
            zone.getRules().nextTransition(from.minusNanos(1)),
            change -> change != null && change.getInstant().isBefore(until),
            change -> zone.getRules().nextTransition(change.getInstant()))
        .map(change -> new ClockChange(zone, change));
  }
}
