package dev.carillon.cron;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The due times of a cron expression in a zone. A due time is an instant at which the clock on the
 * wall there shows, to the second, a minute that the expression names.
 *
 * <p>So a time that a clock skips in spring does not happen on that day, and one that it shows
 * twice in autumn happens twice; this is QStash's rule. Where {@link SkippedHour#RUN_AFTER} is
 * chosen, the instant at which a fixed hour is skipped is a due time too, see {@link #insteadOf}. {@link #isRepeat} tells the second one from
 * the first, and {@link #skipsRepeat} whether it is not to run. A search gives up after five calendar years, as
 * robfig/cron does: {@code 0 0 29 2 *} has no next due time from 2096 to the end of 2098.
 *
 * @param cron the expression; a zone that it names is not looked at, see {@link #of}
 * @param zone where the clock hangs
 * @param changes what becomes of a fixed hour where the clock is set
 */
public record Timetable(Cron cron, ZoneId zone, ClockChanges changes) {
  private static final int YEARS_SEARCHED = 5;
  private static final Duration SEARCHED = Duration.ofDays(YEARS_SEARCHED * 366L);
  private static final Duration HOUR = Duration.ofHours(1);

  /** Calendars end at the year 999,999,999; a search begins at least a decade from there. */
  private static final long CALENDAR_END = Instant.MAX.getEpochSecond() - 10L * 366 * 86_400;

  private static final long CALENDAR_START = Instant.MIN.getEpochSecond() + 10L * 366 * 86_400;

  public Timetable {
    Objects.requireNonNull(cron, "cron");
    Objects.requireNonNull(zone, "zone");
    Objects.requireNonNull(changes, "changes");
  }

  /** Takes the due times as QStash has them; of a repeated hour the first is to run. */
  public Timetable(Cron cron, ZoneId zone) {
    this(cron, zone, ClockChanges.DEFAULT);
  }

  /** Returns the timetable in the zone that the expression names, or else in the given one. */
  public static Timetable of(Cron cron, ZoneId otherwise) {
    return new Timetable(cron, cron.zone().orElse(otherwise));
  }

  /** Returns it with another choice for clock changes. */
  public Timetable with(ClockChanges others) {
    return new Timetable(cron, zone, others);
  }

  /** Returns it without what is due right after a skipped time: as QStash rings. */
  public Timetable asNamed() {
    return with(new ClockChanges(changes.repeatedHour(), SkippedHour.SKIP));
  }

  /** Returns the first due time after the given instant, never that instant itself. */
  public Optional<Instant> next(Instant after) {
    return nextFrom(after.getEpochSecond() + 1);
  }

  /** Returns the last due time before the given instant, never that instant itself. */
  public Optional<Instant> previous(Instant before) {
    long second = before.getEpochSecond();
    return latestUpTo(before.getNano() == 0 ? second - 1 : second);
  }

  /** Returns the last due time that is not after the given instant; it may be that instant. */
  public Optional<Instant> latest(Instant notAfter) {
    return latestUpTo(notAfter.getEpochSecond());
  }

  /** Returns the next due times after the given instant, in order; fewer if there are no more. */
  public List<Instant> upcoming(Instant after, int count) {
    List<Instant> found = new ArrayList<>();
    Optional<Instant> due = Optional.of(after);
    while (found.size() < count) {
      due = next(due.get());
      if (due.isEmpty()) {
        break;
      }
      found.add(due.get());
    }
    return List.copyOf(found);
  }

  /**
   * Tells whether a due time is the second one of a wall-clock time that a clock shows twice, and
   * the expression names its hour: {@code 30 1 * * *}, but not {@code 30 * * * *} or {@code 30 *}
   * {@code /2 * * *}, which mean intervals and go on through both hours.
   */
  public boolean isRepeat(Instant due) {
    if (!cron.hasFixedHour()) {
      return false;
    }
    ZoneRules rules = zone.getRules();
    ZoneOffset offset = rules.getOffset(due);
    LocalDateTime onTheWall =
        LocalDateTime.ofEpochSecond(due.getEpochSecond(), due.getNano(), offset);
    ZoneOffsetTransition change = rules.getTransition(onTheWall);
    return change != null && change.getOffsetAfter().equals(offset);
  }

  /**
   * Returns the wall-clock time that a clock skips and for which a due time stands, the first of
   * them if it skips several; empty if the expression names the due time itself.
   */
  public Optional<LocalDateTime> insteadOf(Instant due) {
    return runsAfter() ? gaps().skippedAt(due) : Optional.empty();
  }

  /**
   * Returns the first due time after an instant, and up to another, that stands for a time that a
   * clock skips.
   */
  public Optional<Instant> nextInstead(Instant after, Instant upTo) {
    return runsAfter() ? gaps().first(after.plusNanos(1), upTo.plusNanos(1)) : Optional.empty();
  }

  private boolean runsAfter() {
    return changes.skippedHour() == SkippedHour.RUN_AFTER;
  }

  private Gaps gaps() {
    return new Gaps(cron, zone);
  }

  /** Tells whether a due time is a {@link #isRepeat repeat} that is not to run. */
  public boolean skipsRepeat(Instant due) {
    return changes.repeatedHour() == RepeatedHour.ONCE && isRepeat(due);
  }

  /**
   * Returns how the due times lie in an hour, without looking for each: bit {@code n} is set if
   * there is one in its minute {@code n}.
   *
   * @param hour its first instant, on a minute
   */
  public long hour(Instant hour) {
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition change = rules.nextTransition(hour.minusSeconds(1));
    int offset = rules.getOffset(hour).getTotalSeconds();
    boolean even = change == null || !change.getInstant().isBefore(hour.plus(HOUR));
    if (even && offset % 60 == 0) {
      return cron.neverFires()
          ? 0
          : cron.dial().hourFrom(Math.floorDiv(hour.getEpochSecond() + offset, 60L));
    }
    long minutes = 0;
    Instant end = hour.plus(HOUR);
    Optional<Instant> due = next(hour.minusNanos(1));
    while (due.filter(end::isAfter).isPresent()) {
      minutes |= 1L << Duration.between(hour, due.get()).toMinutes();
      due = next(due.get());
    }
    return minutes;
  }

  private Optional<Instant> nextFrom(long second) {
    Optional<Instant> named = searchOn(second);
    if (!runsAfter() || !isInCalendar(second)) {
      return named;
    }
    Instant from = Instant.ofEpochSecond(second);
    return gaps().first(from, named.orElse(from.plus(SEARCHED))).or(() -> named);
  }

  private Optional<Instant> latestUpTo(long second) {
    Optional<Instant> named = searchBack(second);
    if (!runsAfter() || !isInCalendar(second)) {
      return named;
    }
    Instant upTo = Instant.ofEpochSecond(second);
    return gaps().last(upTo, named.orElse(upTo.minus(SEARCHED))).or(() -> named);
  }

  private static boolean isInCalendar(long second) {
    return second >= CALENDAR_START && second <= CALENDAR_END;
  }

  /** Goes from one span of constant offset to the next, and searches each on the wall. */
  private Optional<Instant> searchOn(long second) {
    if (!isInCalendar(second) || cron.neverFires()) {
      return Optional.empty();
    }
    ZoneRules rules = zone.getRules();
    Instant from = Instant.ofEpochSecond(second);
    int offset = rules.getOffset(from).getTotalSeconds();
    int lastYear = yearOnTheWall(from, offset) + YEARS_SEARCHED;
    while (yearOnTheWall(from, offset) <= lastYear) {
      ZoneOffsetTransition end = rules.nextTransition(from);
      long minute = -Math.floorDiv(-(from.getEpochSecond() + offset), 60L);
      long found = cron.dial().next(minute, lastYear);
      long due = found * 60 - offset;
      if (found != Dial.NONE && (end == null || due < end.toEpochSecond())) {
        return Optional.of(Instant.ofEpochSecond(due));
      }
      if (end == null) {
        break;
      }
      from = end.getInstant();
      offset = end.getOffsetAfter().getTotalSeconds();
    }
    return Optional.empty();
  }

  private Optional<Instant> searchBack(long second) {
    if (!isInCalendar(second) || cron.neverFires()) {
      return Optional.empty();
    }
    ZoneRules rules = zone.getRules();
    Instant from = Instant.ofEpochSecond(second);
    int offset = rules.getOffset(from).getTotalSeconds();
    int firstYear = yearOnTheWall(from, offset) - YEARS_SEARCHED;
    while (yearOnTheWall(from, offset) >= firstYear) {
      ZoneOffsetTransition start = rules.previousTransition(from.plusSeconds(1));
      long minute = Math.floorDiv(from.getEpochSecond() + offset, 60L);
      long found = cron.dial().previous(minute, firstYear);
      long due = found * 60 - offset;
      if (found != Dial.NONE && (start == null || due >= start.toEpochSecond())) {
        return Optional.of(Instant.ofEpochSecond(due));
      }
      if (start == null) {
        break;
      }
      from = start.getInstant().minusSeconds(1);
      offset = start.getOffsetBefore().getTotalSeconds();
    }
    return Optional.empty();
  }

  private static int yearOnTheWall(Instant instant, int offset) {
    long day = Math.floorDiv(instant.getEpochSecond() + offset, 86_400L);
    return LocalDate.ofEpochDay(day).getYear();
  }
}
