package dev.carillon.schedule;

import dev.carillon.cron.Timetable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/**
 * The minutes that several crons name on the clock of a schedule. The clock on the wall is read as if
 * it hung in UTC: then no change of the clocks is in between. May be shared by threads.
 */
final class DarkMinutes {
  /** A search goes on from there, for as long as it is worth. */
  private static final int HOURS_SEARCHED = 366 * 24;

  private final List<Timetable> crons;

  /** The hour that was asked about last: due times of one hour are asked about one after the other. */
  private volatile Hour latest = new Hour(LocalDateTime.MIN, 0);

  DarkMinutes(List<Timetable> crons) {
    this.crons = List.copyOf(crons);
  }

  private record Hour(LocalDateTime begin, long dark) {}

  boolean cover(Instant due, ZoneId zone) {
    if (crons.isEmpty()) {
      return false;
    }
    LocalDateTime wall = LocalDateTime.ofInstant(due, zone);
    LocalDateTime begin = wall.truncatedTo(ChronoUnit.HOURS);
    Hour hour = latest;
    if (!hour.begin().equals(begin)) {
      hour = new Hour(begin, dark(begin));
      latest = hour;
    }
    return isSet(hour.dark(), wall.getMinute());
  }

  /**
   * Returns the last instant up to which each due time of a timetable lies in them, from one on that
   * does; that one if no more is known.
   */
  Instant until(Instant due, Timetable of) {
    ZoneOffset offset = of.zone().getRules().getOffset(due);
    LocalDateTime wall = LocalDateTime.ofInstant(due, offset);
    LocalDateTime hour = wall.truncatedTo(ChronoUnit.HOURS);
    long light = light(hour, of) & -1L << wall.getMinute();
    for (int hours = 0; light == 0 && hours < HOURS_SEARCHED; hours++) {
      hour = hour.plusHours(1);
      light = light(hour, of);
    }
    Instant end =
        hour.plusMinutes(light == 0 ? 0 : Long.numberOfTrailingZeros(light)).toInstant(offset);
    ZoneOffsetTransition change = of.zone().getRules().nextTransition(due);
    return before(change != null && change.getInstant().isBefore(end) ? change.getInstant() : end);
  }

  /** Returns the first such instant, as {@link #until} returns the last. */
  Instant since(Instant due, Timetable of) {
    ZoneOffset offset = of.zone().getRules().getOffset(due);
    LocalDateTime wall = LocalDateTime.ofInstant(due, offset);
    LocalDateTime hour = wall.truncatedTo(ChronoUnit.HOURS);
    long light = light(hour, of) & (1L << wall.getMinute()) - 1;
    for (int hours = 0; light == 0 && hours < HOURS_SEARCHED; hours++) {
      hour = hour.minusHours(1);
      light = light(hour, of);
    }
    Instant begin = hour.plusMinutes(light == 0 ? 60 : 64 - Long.numberOfLeadingZeros(light))
        .toInstant(offset);
    ZoneOffsetTransition change = of.zone().getRules().previousTransition(due.plusNanos(1));
    return change != null && change.getInstant().isAfter(begin)
        ? sinceChange(change.getInstant(), due, of)
        : begin;
  }

  /** The instant of a change itself may be due for a time that was skipped, and not be dark. */
  private static Instant sinceChange(Instant change, Instant due, Timetable of) {
    return change.isBefore(due) && of.insteadOf(change).isPresent() ? change.plusNanos(1) : change;
  }

  /** Returns the minutes of an hour in which a timetable is due and which are not dark. */
  private long light(LocalDateTime hour, Timetable of) {
    return new Timetable(of.cron(), ZoneOffset.UTC).hour(hour.toInstant(ZoneOffset.UTC))
        & ~dark(hour);
  }

  private long dark(LocalDateTime hour) {
    Instant first = hour.toInstant(ZoneOffset.UTC);
    long minutes = 0;
    for (Timetable cron : crons) {
      minutes |= cron.hour(first);
    }
    return minutes;
  }

  private static boolean isSet(long minutes, int minute) {
    return (minutes >>> minute & 1) == 1;
  }

  private static Instant before(Instant end) {
    return end.minusNanos(1);
  }
}
