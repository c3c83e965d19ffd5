package dev.carillon.cron;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Says what is due the slow and plain way: reads the rules of the dialect again, without masks, and
 * looks at every single second-exact minute. What the fast search answers is compared with this.
 */
final class WallClock {
  private final List<String> fields;
  private final ZoneId zone;

  WallClock(String expression, ZoneId zone) {
    this.fields = List.of(expression.split(" "));
    this.zone = zone;
  }

  boolean isDue(Instant at) {
    return isDue(at.atZone(zone));
  }

  private boolean isDue(ZonedDateTime wall) {
    if (wall.getSecond() != 0 || wall.getNano() != 0) {
      return false;
    }
    boolean day = allows(2, wall.getDayOfMonth());
    boolean weekday = allows(4, wall.getDayOfWeek().getValue() % 7);
    boolean unrestricted = hasStar(2) || hasStar(4);
    return allows(0, wall.getMinute())
        && allows(1, wall.getHour())
        && allows(3, wall.getMonthValue())
        && (unrestricted ? day && weekday : day || weekday);
  }

  /** Returns all due times after the first instant up to the second. */
  List<Instant> dueBetween(Instant after, Instant upTo) {
    List<Instant> due = new ArrayList<>();
    int step = hasWholeMinutes(after) && hasWholeMinutes(upTo) ? 60 : 1;
    long first = Math.floorDiv(after.getEpochSecond(), step) * step + step;
    for (long second = first; second <= upTo.getEpochSecond(); second += step) {
      Instant at = Instant.ofEpochSecond(second);
      if (isDue(at)) {
        due.add(at);
      }
    }
    return due;
  }

  /**
   * Returns them where a fixed hour that a clock skips is due right after: the first instant that
   * shows more than a second more than the one before, if a time in between is due.
   */
  List<Instant> dueBetweenOrAfterGaps(Instant after, Instant upTo) {
    TreeSet<Instant> due = new TreeSet<>(dueBetween(after, upTo));
    if (Cron.parse(String.join(" ", fields)).hasFixedHour()) {
      for (long second = after.getEpochSecond() + 1; second <= upTo.getEpochSecond(); second++) {
        Instant at = Instant.ofEpochSecond(second);
        LocalDateTime wall = onTheWall(at);
        LocalDateTime lost = onTheWall(at.minusSeconds(1)).plusSeconds(1);
        for (; lost.isBefore(wall); lost = lost.plusSeconds(1)) {
          if (isDue(lost.atZone(ZoneOffset.UTC))) {
            due.add(at);
          }
        }
      }
    }
    return List.copyOf(due);
  }

  private LocalDateTime onTheWall(Instant at) {
    return LocalDateTime.ofInstant(at, zone);
  }

  /** Liberia was 44 minutes and 30 seconds behind until 1972. */
  private boolean hasWholeMinutes(Instant at) {
    return zone.getRules().getOffset(at).getTotalSeconds() % 60 == 0;
  }

  private boolean hasStar(int index) {
    for (String element : fields.get(index).split(",")) {
      if (element.matches("[*?](/0*1)?")) {
        return true;
      }
    }
    return false;
  }

  private boolean allows(int index, int value) {
    for (String element : fields.get(index).split(",")) {
      if (elementAllows(CronField.values()[index], element, value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean elementAllows(CronField field, String element, int value) {
    String[] parts = element.split("/");
    int step = parts.length == 2 ? Integer.parseInt(parts[1]) : 1;
    int first = field.min();
    int last = field.max();
    if (!parts[0].equals("*") && !parts[0].equals("?")) {
      String[] ends = parts[0].split("-");
      first = Integer.parseInt(ends[0]);
      boolean open = ends.length == 1 && parts.length == 2;
      last = open ? field.max() : Integer.parseInt(ends[ends.length - 1]);
    }
    return value >= first && value <= last && (value - first) % step == 0;
  }
}
