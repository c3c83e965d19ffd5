package dev.carillon.cron;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/**
 * The minutes of a calendar without zones that are due, as bit masks. Finds the next and the last
 * one without looking at each. Minutes are counted from 1970-01-01T00:00 on the wall.
 *
 * <p>The day of month and the day of week are kept in their simplest form: where one of the two
 * decides nothing it is full, so {@link #eitherDay()} says whether both are truly restricted.
 */
final class Dial {
  /** What the searches answer if there is no such minute up to the year that they may go to. */
  static final long NONE = Long.MIN_VALUE;

  private static final int MINUTES_OF_DAY = 24 * 60;
  private static final int EPOCH_WEEKDAY = 4;

  final long minutes;
  final long hours;
  final long days;
  final long months;
  final long weekdays;
  private final boolean hourStepped;
  private final boolean eitherDay;
  private final boolean everyDay;

  /** For a month that begins on weekday {@code n}: which of its days fall on the wanted weekdays. */
  private final long[] daysByFirstWeekday = new long[7];

  private final int firstMinuteOfDay;
  private final int lastMinuteOfDay;

  private Dial(FieldSet minute, FieldSet hour, FieldSet month, long days, long weekdays) {
    this.minutes = minute.bits();
    this.hours = hour.bits();
    this.hourStepped = hour.stepped();
    this.months = month.bits();
    this.days = days;
    this.weekdays = weekdays;
    boolean everyNumber = days == CronField.DAY_OF_MONTH.all();
    boolean everyWeekday = weekdays == CronField.DAY_OF_WEEK.all();
    this.eitherDay = !everyNumber && !everyWeekday;
    this.everyDay = everyNumber && everyWeekday && months == CronField.MONTH.all();
    for (int day = 1; day <= 31; day++) {
      for (int first = 0; first < 7; first++) {
        int weekday = (first + day - 1) % 7;
        daysByFirstWeekday[first] |= (this.weekdays >> weekday & 1) << day;
      }
    }
    this.firstMinuteOfDay = firstHour() * 60 + Long.numberOfTrailingZeros(minutes);
    this.lastMinuteOfDay = lastHour(hours) * 60 + lastMinute(minutes);
  }

  static Dial of(List<FieldSet> fields) {
    FieldSet days = fields.get(CronField.DAY_OF_MONTH.ordinal());
    FieldSet weekdays = fields.get(CronField.DAY_OF_WEEK.ordinal());
    boolean either = !days.star() && !weekdays.star();
    long all = CronField.DAY_OF_MONTH.all();
    long allWeek = CronField.DAY_OF_WEEK.all();
    long dayBits = days.bits();
    long weekBits = weekdays.bits();
    if (either && (days.isFull() || weekdays.isFull())) {
      dayBits = all;
      weekBits = allWeek;
    } else if (either && days.isEmpty()) {
      dayBits = all;
    } else if (either && weekdays.isEmpty()) {
      weekBits = allWeek;
    }
    return new Dial(
        fields.get(CronField.MINUTE.ordinal()),
        fields.get(CronField.HOUR.ordinal()),
        fields.get(CronField.MONTH.ordinal()),
        dayBits,
        weekBits);
  }

  /** Tells whether a day is due if either its number or its weekday is; else both must be. */
  boolean eitherDay() {
    return eitherDay;
  }

  boolean hasFixedHour() {
    return !hourStepped && hours != CronField.HOUR.all();
  }

  boolean isEmpty() {
    if (minutes == 0 || hours == 0 || months == 0) {
      return true;
    }
    if (eitherDay()) {
      return false;
    }
    long possible = 0;
    for (int month = 1; month <= 12; month++) {
      if ((months >> month & 1) != 0) {
        possible |= daysOfMonth(YearMonth.of(2000, month).lengthOfMonth());
      }
    }
    return weekdays == 0 || (days & possible) == 0;
  }

  /** Returns the first due minute at or after the given one, in no later year than the given. */
  long next(long from, int lastYear) {
    long day = Math.floorDiv(from, MINUTES_OF_DAY);
    int minute = nextOfDay(Math.floorMod(from, MINUTES_OF_DAY));
    if (minute >= 0 && isDue(day)) {
      return day * MINUTES_OF_DAY + minute;
    }
    long found = nextDay(day + 1, lastYear);
    return found == NONE ? NONE : found * MINUTES_OF_DAY + firstMinuteOfDay;
  }

  /** Returns the last due minute at or before the given one, in no earlier year than the given. */
  long previous(long from, int firstYear) {
    long day = Math.floorDiv(from, MINUTES_OF_DAY);
    int minute = previousOfDay(Math.floorMod(from, MINUTES_OF_DAY));
    if (minute >= 0 && isDue(day)) {
      return day * MINUTES_OF_DAY + minute;
    }
    long found = previousDay(day - 1, firstYear);
    return found == NONE ? NONE : found * MINUTES_OF_DAY + lastMinuteOfDay;
  }

  /** Returns which of sixty minutes are due, the given one as the lowest bit. */
  long hourFrom(long minute) {
    long second = minute + 60 - Math.floorMod(minute, 60L);
    int left = (int) (second - minute);
    long first = minutesOfHour(minute) >>> 60 - left;
    return left == 60 ? first : first | minutesOfHour(second) << left & (1L << 60) - 1;
  }

  private long minutesOfHour(long minute) {
    long hour = Math.floorDiv(Math.floorMod(minute, (long) MINUTES_OF_DAY), 60L);
    boolean due = (hours >> hour & 1) != 0 && isDue(Math.floorDiv(minute, (long) MINUTES_OF_DAY));
    return due ? minutes : 0;
  }

  private boolean isDue(long day) {
    if (everyDay) {
      return true;
    }
    LocalDate date = LocalDate.ofEpochDay(day);
    if ((months >> date.getMonthValue() & 1) == 0) {
      return false;
    }
    boolean number = (days >> date.getDayOfMonth() & 1) != 0;
    boolean weekday = (weekdays >> Math.floorMod(day + EPOCH_WEEKDAY, 7) & 1) != 0;
    return eitherDay ? number || weekday : number && weekday;
  }

  private long nextDay(long from, int lastYear) {
    LocalDate date = LocalDate.ofEpochDay(from);
    if (everyDay) {
      return date.getYear() <= lastYear ? from : NONE;
    }
    while (date.getYear() <= lastYear) {
      long monthsLeft = months >> date.getMonthValue() << date.getMonthValue();
      if (monthsLeft == 0) {
        date = LocalDate.of(date.getYear() + 1, 1, 1);
        continue;
      }
      int month = Long.numberOfTrailingZeros(monthsLeft);
      if (month != date.getMonthValue()) {
        date = LocalDate.of(date.getYear(), month, 1);
      }
      long daysLeft = dueDays(date) & -1L << date.getDayOfMonth();
      if (daysLeft != 0) {
        int day = Long.numberOfTrailingZeros(daysLeft);
        return date.toEpochDay() + day - date.getDayOfMonth();
      }
      date = date.withDayOfMonth(1).plusMonths(1);
    }
    return NONE;
  }

  private long previousDay(long from, int firstYear) {
    LocalDate date = LocalDate.ofEpochDay(from);
    if (everyDay) {
      return date.getYear() >= firstYear ? from : NONE;
    }
    while (date.getYear() >= firstYear) {
      long monthsLeft = months & -1L >>> 63 - date.getMonthValue();
      if (monthsLeft == 0) {
        date = LocalDate.of(date.getYear() - 1, 12, 31);
        continue;
      }
      int month = 63 - Long.numberOfLeadingZeros(monthsLeft);
      if (month != date.getMonthValue()) {
        date = YearMonth.of(date.getYear(), month).atEndOfMonth();
      }
      long daysLeft = dueDays(date) & -1L >>> 63 - date.getDayOfMonth();
      if (daysLeft != 0) {
        int day = 63 - Long.numberOfLeadingZeros(daysLeft);
        return date.toEpochDay() + day - date.getDayOfMonth();
      }
      date = date.withDayOfMonth(1).minusDays(1);
    }
    return NONE;
  }

  /** Returns the bits of the days that are due in the month of a date, were that month due. */
  private long dueDays(LocalDate date) {
    long first = date.toEpochDay() - date.getDayOfMonth() + 1;
    long byWeekday = daysByFirstWeekday[(int) Math.floorMod(first + EPOCH_WEEKDAY, 7L)];
    long due = eitherDay ? days | byWeekday : days & byWeekday;
    return due & daysOfMonth(date.lengthOfMonth());
  }

  private static long daysOfMonth(int length) {
    return CronField.range(1, length);
  }

  private int nextOfDay(int from) {
    int hour = from / 60;
    if ((hours >> hour & 1) != 0) {
      long left = minutes & -1L << from % 60;
      if (left != 0) {
        return hour * 60 + Long.numberOfTrailingZeros(left);
      }
    }
    long later = hours & -2L << hour;
    return later == 0 || minutes == 0
        ? -1
        : Long.numberOfTrailingZeros(later) * 60 + Long.numberOfTrailingZeros(minutes);
  }

  private int previousOfDay(int from) {
    int hour = from / 60;
    if ((hours >> hour & 1) != 0) {
      long left = minutes & -1L >>> 63 - from % 60;
      if (left != 0) {
        return hour * 60 + lastMinute(left);
      }
    }
    long earlier = hours & (1L << hour) - 1;
    return earlier == 0 || minutes == 0 ? -1 : lastHour(earlier) * 60 + lastMinute(minutes);
  }

  private int firstHour() {
    return Long.numberOfTrailingZeros(hours);
  }

  private static int lastHour(long hours) {
    return 63 - Long.numberOfLeadingZeros(hours);
  }

  private static int lastMinute(long minutes) {
    return 63 - Long.numberOfLeadingZeros(minutes);
  }
}
