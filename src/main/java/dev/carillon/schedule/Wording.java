package dev.carillon.schedule;

import dev.carillon.cron.ClockChanges;
import dev.carillon.cron.Cron;
import dev.carillon.cron.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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
 * @param longestRun for how long a run may go on; empty for as long as it takes
 * @param spread within how long after their due times runs begin
 * @param clockChanges what becomes of a fixed hour where clocks are set
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
    Patience patience,
    Optional<LongestRun> longestRun,
    Spread spread,
    ClockChanges clockChanges) {
  /** How late QStash's own message for a due time is made at most. */
  public static final Duration GRACE = Duration.ofSeconds(120);

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
        Patience.DEFAULT,
        Optional.empty(),
        Spread.NONE,
        ClockChanges.DEFAULT);
  }

  /** Refuses counts that no engine takes. */
  public Wording {
    if (retries < 0 || retries > 100) {
      throw new IllegalArgumentException("retries is a number from 0 to 100");
    }
  }

  /** Returns it with these bounds in place of its own. */
  public Wording with(Bounds other) {
    return new Wording(
        cron,
        zone,
        retries,
        overlap,
        catchUp,
        rungBy,
        standby,
        retryDelay,
        other,
        patience,
        longestRun,
        spread,
        clockChanges);
  }

  /** Returns the due times. */
  public Timetable timetable() {
    return new Timetable(cron, zone, clockChanges);
  }

  /** Returns what keeps a due time from running by start, end or blackout; empty if it is meant. */
  public Optional<Bounds.Closure> closure(Instant due) {
    return bounds.closure(due, zone);
  }

  /** Returns how late a due time may be rung before it counts as not rung. */
  public Duration grace() {
    return patience.length();
  }

  /** Returns the due times that are meant to run. */
  public MeantTimes meant() {
    return new MeantTimes(timetable(), bounds);
  }

  /** Returns the first due time after an instant that is meant; empty if none is for a long time. */
  public Optional<Instant> next(Instant after) {
    return meant().next(after);
  }

  /** Returns the last due time before an instant that is meant; empty if none was for a long time. */
  public Optional<Instant> previous(Instant before) {
    return meant().previous(before);
  }

  /** Returns the next due times after an instant that are meant; fewer if there are no more. */
  public List<Instant> upcoming(Instant after, int count) {
    return meant().upcoming(after, count);
  }
}
