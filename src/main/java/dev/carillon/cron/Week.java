package dev.carillon.cron;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sets of weekdays as people see them: a week begins on Monday and goes on round Sunday. */
final class Week {
  static final long WORKDAYS = 0b0111110;
  static final long WEEKEND = 0b1000001;
  private static final int SUNDAY = 0;

  private Week() {}

  /** Returns the days of a set, Sunday last. */
  static Stream<Integer> fromMonday(long weekdays) {
    return IntStream.rangeClosed(1, 7)
        .map(day -> day % 7)
        .filter(day -> (weekdays >> day & 1) != 0)
        .boxed();
  }

  /** Returns the run of three days or more that a set is, also over Sunday; null if it is none. */
  static Run run(long weekdays) {
    return Run.around(CronField.DAY_OF_WEEK, weekdays);
  }

  /** Returns the day of the week but Sunday that alone is not in the set, or -1. */
  static int onlyMissing(long weekdays) {
    long missing = CronField.DAY_OF_WEEK.all() & ~weekdays;
    int day = Long.numberOfTrailingZeros(missing);
    return Long.bitCount(missing) == 1 && day != SUNDAY ? day : -1;
  }
}
