package dev.carillon.schedule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Function;

/**
 * A point on the calendar as somebody wrote it: a day such as {@code 2026-12-24}, a time on the
 * schedule's clock such as {@code 2026-12-24T18:00}, or an instant with its offset. It is read once,
 * for it is asked about very many due times. Immutable; two are equal if they are written alike.
 */
final class Mark {
  private static final int LONGEST = 35;

  private static final String SHAPES =
      " is no point in time; write a day as 2026-12-24, a time of the schedule's zone as"
          + " 2026-12-24T18:00, or an instant as 2026-12-24T18:00:00Z";

  private final String text;
  private final Function<ZoneId, Instant> first;
  private final Function<ZoneId, Instant> last;

  /**
   * Refuses what cannot be read, so that no later step has to look again.
   *
   * @param written may have blanks at both ends
   * @throws IllegalArgumentException if it is no point
   */
  Mark(String written) {
    text = written.strip();
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("\"" + text.substring(0, LONGEST) + "…\"" + SHAPES);
    }
    try {
      int time = text.indexOf('T');
      if (time < 0) {
        LocalDate day = LocalDate.parse(text);
        first = zone -> day.atStartOfDay(zone).toInstant();
        last = zone -> lastOf(day, zone);
      } else {
        boolean withOffset = text.endsWith("Z") || text.substring(time).matches(".*[+-].*");
        first =
            withOffset ? always(OffsetDateTime.parse(text)) : onClock(LocalDateTime.parse(text));
        last = first;
      }
      first(ZoneOffset.UTC);
    } catch (DateTimeException unreadable) {
      throw new IllegalArgumentException("\"" + text + "\"" + SHAPES, unreadable);
    }
  }

  private static Function<ZoneId, Instant> always(OffsetDateTime time) {
    Instant instant = time.toInstant();
    return zone -> instant;
  }

  private static Function<ZoneId, Instant> onClock(LocalDateTime time) {
    return zone -> time.atZone(zone).toInstant();
  }

  private static Instant lastOf(LocalDate day, ZoneId zone) {
    return day.equals(LocalDate.MAX)
        ? Instant.MAX
        : day.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1);
  }

  /** Returns it as it was written, without blanks at both ends. */
  String text() {
    return text;
  }

  /** Returns its first instant. */
  Instant first(ZoneId zone) {
    return first.apply(zone);
  }

  /** Returns its last instant: of a day, the one before the next day; of the last day, the last. */
  Instant last(ZoneId zone) {
    return last.apply(zone);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mark that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
