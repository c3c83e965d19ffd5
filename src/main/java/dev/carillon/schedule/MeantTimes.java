package dev.carillon.schedule;

import dev.carillon.cron.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The due times that are meant to run: within bounds, and not of an hour that runs once and is shown a
 * second time by a clock that was set back.
 *
 * @param times all due times
 * @param bounds which of them are meant
 */
public record MeantTimes(Timetable times, Bounds bounds) {
  /** So many due times that are not meant are passed over while one that is is looked for. */
  private static final int PASSED_OVER = 100_000;

  /** So far it is looked for. */
  private static final Duration LOOKED_FOR = Duration.ofDays(12 * 366);

  /** Tells whether a due time is meant. */
  boolean contain(Instant due) {
    return !isClosed(due) && !times.skipsRepeat(due);
  }

  private boolean isClosed(Instant due) {
    return bounds.closure(due, times.zone()).isPresent();
  }

  /** Returns the first one after an instant; empty if there is none for a long time. */
  public Optional<Instant> next(Instant after) {
    Optional<Instant> due = times.next(after);
    for (int passed = 0; due.isPresent() && passed < PASSED_OVER; passed++) {
      if (contain(due.get())) {
        return due;
      }
      if (bounds.isAfterEnd(due.get(), times.zone())) {
        return Optional.empty();
      }
      Instant closed = isClosed(due.get()) ? bounds.closedUntil(due.get(), times) : due.get();
      due = times.next(closed).filter(it -> isNear(after, it));
    }
    return Optional.empty();
  }

  /** Returns the last one before an instant; empty if there was none for a long time. */
  public Optional<Instant> previous(Instant before) {
    Optional<Instant> due = times.previous(before);
    for (int passed = 0; due.isPresent() && passed < PASSED_OVER; passed++) {
      if (contain(due.get())) {
        return due;
      }
      if (bounds.isBeforeStart(due.get(), times.zone())) {
        return Optional.empty();
      }
      Instant closed = isClosed(due.get()) ? bounds.closedSince(due.get(), times) : due.get();
      due = times.previous(closed).filter(it -> isNear(it, before));
    }
    return Optional.empty();
  }

  private static boolean isNear(Instant one, Instant other) {
    return Duration.between(one, other).compareTo(LOOKED_FOR) < 0;
  }

  /** Returns the next ones after an instant; fewer if there are no more. */
  public List<Instant> upcoming(Instant after, int count) {
    List<Instant> found = new ArrayList<>();
    Optional<Instant> due = next(after);
    while (due.isPresent() && found.size() < count) {
      found.add(due.get());
      due = next(due.get());
    }
    return List.copyOf(found);
  }
}
