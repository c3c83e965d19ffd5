package dev.carillon.schedule;

import dev.carillon.cron.Timetable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which due times of a cron are meant: from a start on, up to an end, and in no blackout. A due time
 * is judged by itself, not by when it comes. Immutable.
 */
public final class Bounds {
  /** All are meant. */
  public static final Bounds NONE =
      new Bounds(Optional.empty(), Optional.empty(), Blackout.NONE, List.of());

  private final Optional<Mark> start;
  private final Optional<Mark> end;
  private final Blackout blackout;
  private final List<Calendar> calendars;

  private Bounds(
      Optional<Mark> start, Optional<Mark> end, Blackout blackout, List<Calendar> calendars) {
    this.start = start;
    this.end = end;
    this.blackout = blackout;
    this.calendars =
        calendars.stream().sorted(Comparator.comparing(Calendar::name)).toList();
  }

  /**
   * Reads them.
   *
   * @param start the first point of time that is meant; empty for no bound
   * @param end the last one; a day is meant to its end
   * @throws IllegalArgumentException if a point cannot be read
   */
  public static Bounds of(Optional<String> start, Optional<String> end, Blackout blackout) {
    return new Bounds(written(start), written(end), blackout, List.of());
  }

  /** Returns them with these calendars in place of any others. */
  public Bounds with(List<Calendar> others) {
    return new Bounds(start, end, blackout, others);
  }

  private static Optional<Mark> written(Optional<String> text) {
    return text.filter(it -> !it.isBlank()).map(Mark::new);
  }

  /** Why a due time is not meant. */
  public enum Closed {
    /** It lies before the start or after the end. */
    OUTSIDE_START_END,
    /** It lies in a blackout. */
    BLACKOUT
  }

  /**
   * What keeps a due time from running.
   *
   * @param why of which kind
   * @param words for people
   * @param calendar the name of the calendar that says so, if one does
   */
  public record Closure(Closed why, String words, Optional<String> calendar) {
    Closure(Closed why, String words) {
      this(why, words, Optional.empty());
    }
  }

  /** Returns the start as it was written. */
  public Optional<String> start() {
    return start.map(Mark::text);
  }

  /** Returns the end as it was written. */
  public Optional<String> end() {
    return end.map(Mark::text);
  }

  /** Returns the blackout. */
  public Blackout blackout() {
    return blackout;
  }

  /** Returns the calendars, by their names. */
  public List<Calendar> calendars() {
    return calendars;
  }

  /** Tells whether a calendar of that name is among them. */
  public boolean names(String calendar) {
    return calendars.stream().anyMatch(it -> it.name().equals(calendar));
  }

  /** Tells whether the end lies before the start, so that no due time is meant. */
  public boolean isEmpty(ZoneId zone) {
    return start
        .filter(
            from -> end.filter(to -> to.last(zone).isBefore(from.first(zone))).isPresent())
        .isPresent();
  }

  /** Returns what keeps a due time from running; empty if it is meant. */
  public Optional<Closure> closure(Instant due, ZoneId zone) {
    if (isBeforeStart(due, zone)) {
      return outside("the schedule starts at " + start.get().text());
    }
    if (isAfterEnd(due, zone)) {
      return outside("the schedule ended at " + end.get().text());
    }
    return blackout
        .covering(due, zone)
        .map(it -> new Closure(Closed.BLACKOUT, "it lies in the blackout " + it))
        .or(() -> calendars.stream().flatMap(it -> closedBy(it, due, zone)).findFirst());
  }

  private static Stream<Closure> closedBy(Calendar calendar, Instant due, ZoneId zone) {
    return calendar.blackout().covering(due, zone).stream()
        .map(it -> new Closure(
            Closed.BLACKOUT,
            "it lies in the blackout " + it + " of the calendar " + calendar.name(),
            Optional.of(calendar.name())));
  }

  private Stream<Blackout> blackouts() {
    return Stream.concat(Stream.of(blackout), calendars.stream().map(Calendar::blackout));
  }

  private static Optional<Closure> outside(String words) {
    return Optional.of(new Closure(Closed.OUTSIDE_START_END, words));
  }

  /** Tells whether neither this instant nor any later one is meant. */
  boolean isAfterEnd(Instant due, ZoneId zone) {
    return end.filter(it -> due.isAfter(it.last(zone))).isPresent();
  }

  /** Tells whether neither this instant nor any earlier one is meant. */
  boolean isBeforeStart(Instant due, ZoneId zone) {
    return start.filter(it -> due.isBefore(it.first(zone))).isPresent();
  }

  /** Returns the last instant from a closed one on up to which nothing that is due is meant. */
  Instant closedUntil(Instant due, Timetable of) {
    return isBeforeStart(due, of.zone())
        ? start.orElseThrow().first(of.zone()).minusNanos(1)
        : blackouts().map(it -> it.darkUntil(due, of)).max(Instant::compareTo).orElse(due);
  }

  /** Returns the first instant from which on nothing that is due is meant, up to a closed one. */
  Instant closedSince(Instant due, Timetable of) {
    return isAfterEnd(due, of.zone())
        ? end.orElseThrow().last(of.zone()).plusNanos(1)
        : blackouts().map(it -> it.darkSince(due, of)).min(Instant::compareTo).orElse(due);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bounds that
        && start.equals(that.start)
        && end.equals(that.end)
        && blackout.equals(that.blackout)
        && calendars.equals(that.calendars);
  }

  @Override
  public int hashCode() {
    return Objects.hash(start, end, blackout, calendars);
  }

  @Override
  public String toString() {
    return start().orElse("") + "/" + end().orElse("") + " without " + blackout + " " + calendars;
  }
}
