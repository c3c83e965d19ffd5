package dev.carillon.cron;

import java.util.ArrayList;
import java.util.List;

/** Descriptions in Russian. */
final class Russian implements Tongue {
  /** On Sundays, since Sunday, until Sunday, but for Sunday. */
  private record Weekday(String dative, String since, String accusative, String genitive) {}

  private static final List<Weekday> WEEKDAYS = List.of(
      new Weekday("воскресеньям", "с воскресенья", "воскресенье", "воскресенья"),
      new Weekday("понедельникам", "с понедельника", "понедельник", "понедельника"),
      new Weekday("вторникам", "со вторника", "вторник", "вторника"),
      new Weekday("средам", "со среды", "среду", "среды"),
      new Weekday("четвергам", "с четверга", "четверг", "четверга"),
      new Weekday("пятницам", "с пятницы", "пятницу", "пятницы"),
      new Weekday("субботам", "с субботы", "субботу", "субботы"));

  /** January, of January, in January. */
  private record Month(String accusative, String genitive, String locative) {}

  private static final List<Month> MONTHS = List.of(
      new Month("январь", "января", "январе"),
      new Month("февраль", "февраля", "феврале"),
      new Month("март", "марта", "марте"),
      new Month("апрель", "апреля", "апреле"),
      new Month("май", "мая", "мае"),
      new Month("июнь", "июня", "июне"),
      new Month("июль", "июля", "июле"),
      new Month("август", "августа", "августе"),
      new Month("сентябрь", "сентября", "сентябре"),
      new Month("октябрь", "октября", "октябре"),
      new Month("ноябрь", "ноября", "ноябре"),
      new Month("декабрь", "декабря", "декабре"));

  @Override
  public String never() {
    return "никогда: такой даты не бывает";
  }

  @Override
  public String everyMinutes(int count) {
    return every(count, "минуту", "минуты", "минут", "каждую");
  }

  @Override
  public String everyHours(int count) {
    return every(count, "час", "часа", "часов", "каждый");
  }

  private static String every(int count, String one, String few, String many, String each) {
    if (count == 1) {
      return each + " " + one;
    }
    boolean teen = count / 10 == 1;
    String unit = switch (teen ? 0 : count % 10) {
      case 1 -> one;
      case 2, 3, 4 -> few;
      default -> many;
    };
    return "каждые " + count + " " + unit;
  }

  @Override
  public String atMinutes(List<Run> minutes) {
    return "на " + list(minutes.stream().map(run -> numbers(run) + "-й").toList()) + " минуте";
  }

  @Override
  public String fromMinute(int minute) {
    return "начиная " + since(minute) + "-й минуты";
  }

  @Override
  public String everyMinute(Run minutes) {
    return "каждую минуту " + since(minutes.first()) + "-й по " + minutes.last() + "-ю";
  }

  @Override
  public String fromTo(Run minutes) {
    return since(minutes.first()) + "-й по " + minutes.last() + "-ю минуту";
  }

  @Override
  public String pastEveryHour() {
    return "каждого часа";
  }

  @Override
  public String startingOverEachHour() {
    return "заново с начала каждого часа,";
  }

  @Override
  public String duringEveryHour(int nth) {
    return "в течение каждого " + nth + "-го часа";
  }

  @Override
  public String pastEveryHour(int nth) {
    return "каждого " + nth + "-го часа";
  }

  @Override
  public String inHours(List<Run> hours) {
    return "в часы " + list(hours.stream().map(Russian::numbers).toList());
  }

  @Override
  public String at(List<String> clocks) {
    return "в " + list(clocks);
  }

  @Override
  public String from(String clock) {
    return "начиная с " + clock;
  }

  @Override
  public String fromTo(String first, String last) {
    return "с " + first + " до " + last;
  }

  @Override
  public String list(List<String> parts) {
    return English.joined(parts, " и ");
  }

  @Override
  public String everyDay() {
    return "каждый день";
  }

  @Override
  public String weekdays(long weekdays, boolean atHead) {
    if (weekdays == Week.WORKDAYS) {
      return "по будням";
    }
    if (weekdays == Week.WEEKEND) {
      return "по выходным";
    }
    int missing = Week.onlyMissing(weekdays);
    if (missing >= 0) {
      String but = ", кроме " + WEEKDAYS.get(missing).genitive() + ",";
      return (atHead ? "каждый день" : "во все дни") + but;
    }
    Run run = Week.run(weekdays);
    if (run != null) {
      return WEEKDAYS.get(run.first()).since()
          + " по "
          + WEEKDAYS.get(run.last()).accusative();
    }
    return "по "
        + list(Week.fromMonday(weekdays).map(day -> WEEKDAYS.get(day).dative()).toList());
  }

  @Override
  public String days(long days) {
    Steps steps = Steps.in(CronField.DAY_OF_MONTH, days);
    if (steps != null && steps.endsTheField() && steps.step() == 2 && steps.first() < 3) {
      return steps.first() == 1 ? "по нечётным числам" : "по чётным числам";
    }
    if (steps != null && steps.endsTheField() && steps.count() > 4) {
      String every = "каждый " + steps.step() + "-й день";
      return steps.startsTheField()
          ? every
          : "начиная " + since(steps.first()) + "-го числа " + every;
    }
    List<Run> runs = Run.spokenIn(days);
    List<String> parts = new ArrayList<>();
    for (Run run : runs) {
      parts.add(
          run.isSingle()
              ? run.first() + "-го"
              : since(run.first()) + "-го по " + run.last() + "-е");
    }
    boolean endsInOne = runs.get(runs.size() - 1).isSingle();
    return list(parts) + (endsInOne ? " числа" : " число");
  }

  @Override
  public String ofTheMonth() {
    return "каждого месяца";
  }

  @Override
  public String ofMonths(long months) {
    return Run.around(CronField.MONTH, months) == null
        ? inMonths(months)
        : "каждого месяца " + inMonths(months);
  }

  @Override
  public String inMonths(long months) {
    Run run = Run.around(CronField.MONTH, months);
    if (run != null) {
      return "с "
          + MONTHS.get(run.first() - 1).genitive()
          + " по "
          + MONTHS.get(run.last() - 1).accusative();
    }
    return "в "
        + list(MONTHS.stream()
            .filter(month -> (months >> MONTHS.indexOf(month) + 1 & 1) != 0)
            .map(Month::locative)
            .toList());
  }

  @Override
  public String everyYear(long days, int month, boolean atHead) {
    String every = atHead ? "каждый год " : "";
    if (month == 2 && days == 1L << 29) {
      return "29 февраля в високосные годы";
    }
    List<Run> runs = Run.spokenIn(days);
    String name = " " + MONTHS.get(month - 1).genitive();
    if (runs.size() == 1 && !runs.get(0).isSingle()) {
      Run run = runs.get(0);
      return every + since(run.first()) + " по " + run.last() + name;
    }
    return every + list(runs.stream().map(Russian::numbers).toList()) + name;
  }

  /** Before "второго" and "второй" the preposition is "со". */
  private static String since(int number) {
    return (number == 2 ? "со " : "с ") + number;
  }

  private static String numbers(Run run) {
    return run.isSingle() ? "" + run.first() : run.first() + "–" + run.last();
  }
}
