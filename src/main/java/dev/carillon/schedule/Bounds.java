package dev.carillon.schedule;

import dev.carillon.cron.Timetable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Which due times of a cron are meant: from a start on, up to an end, and in no blackout. A due time
 * is judged by itself, not by when it comes. Immutable.
 */
public final class Bounds {
  /** All are meant. */
  public static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty(), Blackout.NONE);

  private final Optional<Mark> start;
  private final Optional<Mark> end;
  private final Blackout blackout;

  private Bounds(Optional<Mark> start, Optional<Mark> end, Blackout blackout) {
    this.start = start;
    this.end = end;
    this.blackout = blackout;
  }

  /**
   * Reads them.
   *
   * @param start the first point of time that is meant; empty for no bound
   * @param end the last one; a day is meant to its end
   * @throws IllegalArgumentException if a point cannot be read
   */
  public static Bounds of(Optional<String> start, Optional<String> end, Blackout blackout) {
    return new Bounds(written(start), written(end), blackout);
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
   */
  public record Closure(Closed why, String words) {}

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
        .map(it -> new Closure(Closed.BLACKOUT, "it lies in the blackout " + it));
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
        : blackout.darkUntil(due, of);
  }

  /** Returns the first instant from which on nothing that is due is meant, up to a closed one. */
  Instant closedSince(Instant due, Timetable of) {
    return isAfterEnd(due, of.zone())
        ? end.orElseThrow().last(of.zone()).plusNanos(1)
        : blackout.darkSince(due, of);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bounds that
        && start.equals(that.start)
        && end.equals(that.end)
        && blackout.equals(that.blackout);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * start.hashCode() + end.hashCode()) + blackout.hashCode();
  }

  @Override
  public String toString() {
    return start().orElse("") + "/" + end().orElse("") + " without " + blackout;
  }
}
