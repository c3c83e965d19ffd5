package dev.carillon.schedule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * A point on the calendar as somebody wrote it: a day such as {@code 2026-12-24}, a time on the
 * schedule's clock such as {@code 2026-12-24T18:00}, or an instant with its offset. Immutable.
 *
 * @param text as it was written, without blanks at both ends
 */
record Mark(String text) {
  private static final int LONGEST = 35;

  private static final String SHAPES =
      " is no point in time; write a day as 2026-12-24, a time of the schedule's zone as"
          + " 2026-12-24T18:00, or an instant as 2026-12-24T18:00:00Z";

  /** Refuses what cannot be read, so that no later step has to look again. */
  Mark {
    text = text.strip();
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("\"" + text.substring(0, LONGEST) + "…\"" + SHAPES);
    }
    try {
      first(text, ZoneId.of("UTC"));
    } catch (DateTimeException unreadable) {
      throw new IllegalArgumentException("\"" + text + "\"" + SHAPES, unreadable);
    }
  }

  /** Returns its first instant. */
  Instant first(ZoneId zone) {
    return first(text, zone);
  }

  /** Returns its last instant: of a day, the one before the next day; of the last day, the last. */
  Instant last(ZoneId zone) {
    if (!isDay()) {
      return first(zone);
    }
    LocalDate day = LocalDate.parse(text);
    return day.equals(LocalDate.MAX)
        ? Instant.MAX
        : day.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1);
  }

  private boolean isDay() {
    return text.indexOf('T') < 0;
  }

  private static Instant first(String text, ZoneId zone) {
    int time = text.indexOf('T');
    if (time < 0) {
      return LocalDate.parse(text).atStartOfDay(zone).toInstant();
    }
    boolean withOffset = text.endsWith("Z") || text.substring(time).matches(".*[+-].*");
    return withOffset
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).atZone(zone).toInstant();
  }
}
