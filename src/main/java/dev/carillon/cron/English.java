package dev.carillon.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Descriptions in English. */
final class English implements Tongue {
  private static final List<String> WEEKDAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
  private static final List<String> MONTHS = List.of(
      "January",
      "February",
      "March",
      "April",
      "May",
      "June",
      "July",
      "August",
      "September",
      "October",
      "November",
      "December");

  @Override
  public String never() {
    return "never: there is no such date";
  }

  @Override
  public String everyMinutes(int count) {
    return count == 1 ? "every minute" : "every " + count + " minutes";
  }

  @Override
  public String everyHours(int count) {
    return count == 1 ? "every hour" : "every " + count + " hours";
  }

  @Override
  public String atMinutes(List<Run> minutes) {
    boolean one = minutes.size() == 1 && minutes.get(0).isSingle();
    return (one ? "at minute " : "at minutes ") + numbers(minutes);
  }

  @Override
  public String fromMinute(int minute) {
    return "from minute " + minute;
  }

  @Override
  public String everyMinute(Run minutes) {
    return "every minute from " + minutes.first() + " to " + minutes.last();
  }

  @Override
  public String fromTo(Run minutes) {
    return "from minute " + minutes.first() + " to " + minutes.last();
  }

  @Override
  public String pastEveryHour() {
    return "past every hour";
  }

  @Override
  public String startingOverEachHour() {
    return "starting over each hour,";
  }

  @Override
  public String duringEveryHour(int nth) {
    return "during every " + ordinal(nth) + " hour";
  }

  @Override
  public String pastEveryHour(int nth) {
    return "past every " + ordinal(nth) + " hour";
  }

  @Override
  public String inHours(List<Run> hours) {
    return "in the hours " + numbers(hours);
  }

  @Override
  public String at(List<String> clocks) {
    return "at " + list(clocks);
  }

  @Override
  public String from(String clock) {
    return "from " + clock;
  }

  @Override
  public String fromTo(String first, String last) {
    return "from " + first + " to " + last;
  }

  @Override
  public String list(List<String> parts) {
    return joined(parts, " and ");
  }

  @Override
  public String everyDay() {
    return "every day";
  }

  @Override
  public String weekdays(long weekdays, boolean atHead) {
    if (weekdays == Week.WORKDAYS) {
      return atHead ? "every weekday" : "on weekdays";
    }
    if (weekdays == Week.WEEKEND) {
      return "on weekends";
    }
    if (Long.bitCount(weekdays) == 1) {
      String day = WEEKDAYS.get(Long.numberOfTrailingZeros(weekdays));
      return atHead ? "every " + day : "on " + day + "s";
    }
    int missing = Week.onlyMissing(weekdays);
    if (missing >= 0) {
      return (atHead ? "every day except " : "on every day except ") + WEEKDAYS.get(missing);
    }
    Run run = Week.run(weekdays);
    if (run != null) {
      return "from " + WEEKDAYS.get(run.first()) + " to " + WEEKDAYS.get(run.last());
    }
    return "on "
        + list(Week.fromMonday(weekdays).map(day -> WEEKDAYS.get(day) + "s").toList());
  }

  @Override
  public String days(long days) {
    Steps steps = Steps.in(CronField.DAY_OF_MONTH, days);
    if (steps != null && steps.endsTheField() && steps.step() == 2 && steps.first() < 3) {
      return steps.first() == 1 ? "on odd days" : "on even days";
    }
    if (steps != null && steps.endsTheField() && steps.count() > 4) {
      String every = ordinal(steps.step()) + " day";
      return steps.startsTheField()
          ? "on every " + every
          : "starting on the " + ordinal(steps.first()) + ", every " + every;
    }
    List<Run> runs = Run.spokenIn(days);
    if (runs.stream().allMatch(Run::isSingle)) {
      return "on the " + list(runs.stream().map(run -> ordinal(run.first())).toList());
    }
    List<String> parts = new ArrayList<>();
    for (Run run : runs) {
      String first = ordinal(run.first());
      parts.add(
          run.isSingle()
              ? "on the " + first
              : fromTo("the " + first, "the " + ordinal(run.last())));
    }
    return list(parts);
  }

  @Override
  public String ofTheMonth() {
    return "of the month";
  }

  @Override
  public String ofMonths(long months) {
    Run run = Run.around(CronField.MONTH, months);
    return run == null ? "of " + names(months) : "of each month " + inMonths(months);
  }

  @Override
  public String inMonths(long months) {
    Run run = Run.around(CronField.MONTH, months);
    return run == null
        ? "in " + names(months)
        : fromTo(MONTHS.get(run.first() - 1), MONTHS.get(run.last() - 1));
  }

  @Override
  public String everyYear(long days, int month, boolean atHead) {
    String every = atHead ? "every year " : "";
    String name = " " + MONTHS.get(month - 1);
    if (month == 2 && days == 1L << 29) {
      return "on 29 February in leap years";
    }
    List<Run> runs = Run.spokenIn(days);
    if (runs.size() == 1 && !runs.get(0).isSingle()) {
      return every + "from " + runs.get(0).first() + " to " + runs.get(0).last() + name;
    }
    return every + "on " + numbers(runs) + name;
  }

  private String names(long months) {
    return list(MONTHS.stream()
        .filter(month -> (months >> MONTHS.indexOf(month) + 1 & 1) != 0)
        .collect(Collectors.toList()));
  }

  private String numbers(List<Run> runs) {
    return list(runs.stream()
        .map(run -> run.isSingle() ? "" + run.first() : run.first() + "–" + run.last())
        .toList());
  }

  static String joined(List<String> parts, String and) {
    int last = parts.size() - 1;
    return last == 0
        ? parts.get(0)
        : String.join(", ", parts.subList(0, last)) + and + parts.get(last);
  }

  private static String ordinal(int number) {
    boolean teen = number / 10 == 1;
    return number
        + switch (teen ? 0 : number % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }
}
