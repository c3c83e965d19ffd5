package dev.carillon.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

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
    ZonedDateTime wall = at.atZone(zone);
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
