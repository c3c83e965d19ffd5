package dev.carillon.schedule;

import dev.carillon.cron.Cron;
import dev.carillon.cron.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one revision of a schedule says: when it is due, and how a due time is treated. Immutable.
 *
 * @param cron without a zone of its own
 * @param zone in which the cron is read
 * @param retries attempts after the first, 0 to 100
 * @param overlap what happens while an earlier run holds the slot
 * @param catchUp what happens to a due time that was not rung on time
 * @param rungBy which engine rings it
 * @param standby whether the local engine rings a due time that QStash did not
 * @param retryDelay the waits before retries; empty for QStash's own back-off
 * @param bounds which due times are meant
 * @param patience how late a due time may be rung before it counts as not rung
 */
public record Wording(
    Cron cron,
    ZoneId zone,
    int retries,
    Overlap overlap,
    CatchUp catchUp,
    RungBy rungBy,
    boolean standby,
    Optional<RetryDelay> retryDelay,
    Bounds bounds,
    Patience patience) {
  /** How late QStash's own message for a due time is made at most. */
  public static final Duration GRACE = Duration.ofSeconds(120);

  /** So many due times that are not meant are passed over while one that is is looked for. */
  private static final int PASSED_OVER = 100_000;

  /** So far it is looked for. */
  private static final Duration LOOKED_FOR = Duration.ofDays(12 * 366);

  /** What QStash does where a schedule is silent. */
  public static final int DEFAULT_RETRIES = 3;

  /** Takes what matters most; the rest is as by default. */
  public Wording(Cron cron, ZoneId zone, int retries, Overlap overlap, CatchUp catchUp) {
    this(
        cron,
        zone,
        retries,
        overlap,
        catchUp,
        RungBy.AUTO,
        true,
        Optional.empty(),
        Bounds.NONE,
        Patience.DEFAULT);
  }

  /** Refuses counts that no engine takes. */
  public Wording {
    if (retries < 0 || retries > 100) {
      throw new IllegalArgumentException("retries is a number from 0 to 100");
    }
  }

  /** Returns the due times. */
  public Timetable timetable() {
    return new Timetable(cron, zone);
  }

  /** Returns what keeps a due time from running by start, end or blackout; empty if it is meant. */
  public Optional<Bounds.Closure> closure(Instant due) {
    return bounds.closure(due, zone);
  }

  /** Returns how late a due time may be rung before it counts as not rung. */
  public Duration grace() {
    return patience.length();
  }

  /** Tells whether a due time is to run: within the bounds, and not shown by a clock set back. */
  public boolean isMeant(Instant due) {
    return closure(due).isEmpty() && !timetable().isRepeat(due);
  }

  /** Returns the first due time after an instant that is meant; empty if none is for a long time. */
  public Optional<Instant> next(Instant after) {
    Timetable times = timetable();
    Optional<Instant> due = times.next(after);
    for (int passed = 0; due.isPresent() && passed < PASSED_OVER; passed++) {
      if (isMeant(due.get())) {
        return due;
      }
      if (bounds.isAfterEnd(due.get(), zone)) {
        return Optional.empty();
      }
      Instant closed =
          closure(due.get()).isEmpty() ? due.get() : bounds.closedUntil(due.get(), times);
      due = times.next(closed).filter(it -> isNear(after, it));
    }
    return Optional.empty();
  }

  /** Returns the last due time before an instant that is meant; empty if none was for a long time. */
  public Optional<Instant> previous(Instant before) {
    Timetable times = timetable();
    Optional<Instant> due = times.previous(before);
    for (int passed = 0; due.isPresent() && passed < PASSED_OVER; passed++) {
      if (isMeant(due.get())) {
        return due;
      }
      if (bounds.isBeforeStart(due.get(), zone)) {
        return Optional.empty();
      }
      Instant closed =
          closure(due.get()).isEmpty() ? due.get() : bounds.closedSince(due.get(), times);
      due = times.previous(closed).filter(it -> isNear(it, before));
    }
    return Optional.empty();
  }

  private static boolean isNear(Instant one, Instant other) {
    return Duration.between(one, other).compareTo(LOOKED_FOR) < 0;
  }

  /** Returns the next due times after an instant that are meant; fewer if there are no more. */
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
