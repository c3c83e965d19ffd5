package dev.carillon.cron;

import java.util.ArrayList;
import java.util.List;

/** Says at which times of a day an expression is due. */
final class TimeWords {
  /** More times of the day than these are not told one by one if there is another way. */
  private static final int MOST_CLOCKS = 6;

  private static final int MOST_RUNS = 3;

  private final Dial dial;
  private final Tongue tongue;
  private final Steps minuteSteps;

  TimeWords(Dial dial, Tongue tongue) {
    this.dial = dial;
    this.tongue = tongue;
    this.minuteSteps = Steps.in(CronField.MINUTE, dial.minutes);
  }

  /** Tells whether the times are told one by one, so that the days come first: "every day at". */
  boolean areClocks() {
    boolean evenMinutes = minuteSteps != null || Run.in(dial.minutes).size() == 1;
    return areFewClocks()
        || isOneHour() && !evenMinutes
        || isOneMinute() && !isEveryHour() && hourSteps() == null && !areLongRuns();
  }

  String say() {
    if (areClocks()) {
      return tongue.at(clocks());
    }
    if (isEveryHour()) {
      return inEveryHour();
    }
    if (cycle() != null) {
      return inEveryNthHour(cycle());
    }
    return isOneMinute() ? hourly() : inSomeHours();
  }

  private boolean areFewClocks() {
    int count = Long.bitCount(dial.minutes) * Long.bitCount(dial.hours);
    return count <= MOST_CLOCKS && cycle() == null && !isEveryHour();
  }

  private boolean isEveryHour() {
    return dial.hours == CronField.HOUR.all();
  }

  private boolean isOneMinute() {
    return Long.bitCount(dial.minutes) == 1;
  }

  private boolean isOneHour() {
    return Long.bitCount(dial.hours) == 1;
  }

  private boolean areLongRuns() {
    List<Run> runs = Run.in(dial.hours);
    return runs.size() <= MOST_RUNS && runs.stream().noneMatch(Run::isSingle);
  }

  private Steps hourSteps() {
    return Steps.in(CronField.HOUR, dial.hours);
  }

  /** Returns the steps of the hours if they go on evenly from day to day, and were written so. */
  private Steps cycle() {
    Steps steps = dial.hasFixedHour() ? null : hourSteps();
    boolean even = steps != null
        && 24 % steps.step() == 0
        && steps.first() < steps.step()
        && steps.endsTheField();
    return even ? steps : null;
  }

  private List<String> clocks() {
    List<String> clocks = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      for (int minute = 0; minute < 60; minute++) {
        if ((dial.hours >> hour & 1) != 0 && (dial.minutes >> minute & 1) != 0) {
          clocks.add(clock(hour, minute));
        }
      }
    }
    return clocks;
  }

  private String inEveryHour() {
    if (dial.minutes == 1) {
      return tongue.everyHours(1);
    }
    String interval = interval();
    if (interval != null) {
      return interval;
    }
    boolean uneven = minuteSteps != null && isWholeHour() && minuteSteps.count() > MOST_CLOCKS;
    return uneven
        ? tongue.everyMinutes(minuteSteps.step()) + ", " + tongue.startingOverEachHour()
        : minutes() + " " + tongue.pastEveryHour();
  }

  private String inEveryNthHour(Steps hours) {
    int first = hours.first();
    if (isOneMinute()) {
      String every = tongue.everyHours(hours.step());
      String from = clock(first, firstMinute());
      return from.equals("00:00") ? every : every + " " + tongue.from(from);
    }
    String interval = interval();
    String said = interval == null
        ? minutes() + " " + tongue.pastEveryHour(hours.step())
        : interval + " " + tongue.duringEveryHour(hours.step());
    return first == 0 ? said : said + " " + tongue.from(clock(first, 0));
  }

  /** One minute of many hours that are a run or steps. */
  private String hourly() {
    Steps steps = hourSteps();
    if (steps != null) {
      String every = tongue.everyHours(steps.step());
      return every + " " + span(new Run(steps.first(), steps.last()));
    }
    return tongue.everyHours(1) + " " + spans(Run.in(dial.hours));
  }

  private String inSomeHours() {
    List<Run> hours = Run.in(dial.hours);
    if (isOneHour()) {
      int step = minuteSteps == null ? 1 : minuteSteps.step();
      return tongue.everyMinutes(step) + " " + span(hours.get(0));
    }
    String interval = interval();
    if (interval != null && hours.size() <= MOST_RUNS) {
      return interval + " " + spans(hours);
    }
    if (interval == null && hours.size() == 1) {
      return minutes() + " " + tongue.pastEveryHour() + " " + span(hours.get(0));
    }
    String minutes = interval == null ? minutes() : interval;
    return minutes + " " + tongue.inHours(Run.spokenIn(dial.hours));
  }

  private String spans(List<Run> hours) {
    return tongue.list(hours.stream().map(this::span).toList());
  }

  private String span(Run hours) {
    return tongue.fromTo(clock(hours.first(), firstMinute()), clock(hours.last(), lastMinute()));
  }

  /** Returns "every 5 minutes" if the minutes go on evenly from hour to hour, else null. */
  private String interval() {
    if (dial.minutes == CronField.MINUTE.all()) {
      return tongue.everyMinutes(1);
    }
    boolean even = minuteSteps != null && 60 % minuteSteps.step() == 0 && isWholeHour();
    return even ? tongue.everyMinutes(minuteSteps.step()) : null;
  }

  private boolean isWholeHour() {
    return minuteSteps.startsTheField() && minuteSteps.endsTheField();
  }

  /** Says which minutes of an hour, whatever hour that is. */
  private String minutes() {
    List<Run> runs = Run.in(dial.minutes);
    if (runs.size() == 1 && !isOneMinute()) {
      return tongue.everyMinute(runs.get(0));
    }
    if (minuteSteps == null || minuteSteps.count() <= MOST_CLOCKS && !isLongCycle()) {
      return tongue.atMinutes(Run.spokenIn(dial.minutes));
    }
    String every = tongue.everyMinutes(minuteSteps.step()) + " ";
    if (!minuteSteps.endsTheField()) {
      return every + tongue.fromTo(new Run(minuteSteps.first(), minuteSteps.last()));
    }
    return every + tongue.fromMinute(minuteSteps.first());
  }

  private boolean isLongCycle() {
    return 60 % minuteSteps.step() == 0
        && minuteSteps.first() < minuteSteps.step()
        && minuteSteps.endsTheField()
        && minuteSteps.count() > MOST_RUNS;
  }

  private int firstMinute() {
    return Long.numberOfTrailingZeros(dial.minutes);
  }

  private int lastMinute() {
    return 63 - Long.numberOfLeadingZeros(dial.minutes);
  }

  private static String clock(int hour, int minute) {
    return "%02d:%02d".formatted(hour, minute);
  }
}
