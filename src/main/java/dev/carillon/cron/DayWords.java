package dev.carillon.cron;

import java.util.List;

/** Says on which days of the year an expression is due. */
final class DayWords {
  private static final int MOST_DATES = 6;

  private final Dial dial;
  private final Tongue tongue;
  private final boolean everyMonth;

  DayWords(Dial dial, Tongue tongue) {
    this.dial = dial;
    this.tongue = tongue;
    this.everyMonth = dial.months == CronField.MONTH.all();
  }

  /**
   * Returns the days, or an empty text for every day behind something else: "every 5 minutes".
   *
   * @param atHead whether the sentence begins with them: "every weekday at 09:00"
   */
  String say(boolean atHead) {
    boolean everyWeekday = dial.weekdays == CronField.DAY_OF_WEEK.all();
    boolean everyDay = dial.days == CronField.DAY_OF_MONTH.all();
    if (dial.eitherDay()) {
      return eitherDay();
    }
    if (!everyDay) {
      return days(atHead);
    }
    String days = atHead ? tongue.everyDay() : "";
    if (!everyWeekday) {
      days = tongue.weekdays(dial.weekdays, atHead);
    }
    return everyMonth ? days : (days + " " + tongue.inMonths(dial.months)).strip();
  }

  private String days(boolean atHead) {
    if (everyMonth) {
      return tongue.days(dial.days) + " " + tongue.ofTheMonth();
    }
    boolean few = Long.bitCount(dial.days) <= MOST_DATES || Run.in(dial.days).size() == 1;
    if (Long.bitCount(dial.months) == 1 && few) {
      int month = Long.numberOfTrailingZeros(dial.months);
      return tongue.everyYear(dial.days, month, atHead);
    }
    return tongue.days(dial.days) + " " + tongue.ofMonths(dial.months);
  }

  private String eitherDay() {
    String days = tongue.days(dial.days);
    String weekdays = tongue.weekdays(dial.weekdays, false);
    return everyMonth
        ? tongue.list(List.of(days + " " + tongue.ofTheMonth(), weekdays))
        : tongue.inMonths(dial.months) + " " + tongue.list(List.of(days, weekdays));
  }
}
