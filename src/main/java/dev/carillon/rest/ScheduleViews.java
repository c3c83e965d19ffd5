package dev.carillon.rest;

import dev.carillon.cron.CronWords;
import dev.carillon.cron.Timetable;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.schedule.Calendar;
import dev.carillon.schedule.LongestRun;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.Wording;
import dev.carillon.scheduling.Following;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.workflow.Definition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Schedules as {@code src/docs/api.md} shows them. */
final class ScheduleViews {
  private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

  private final Scheduling scheduling;
  private final Clock clock;

  ScheduleViews(Scheduling scheduling, Clock clock) {
    this.scheduling = scheduling;
    this.clock = clock;
  }

  View brief(Schedule schedule) {
    Instant now = clock.instant();
    Timetable times = schedule.wording().timetable();
    View view = View.of()
        .text("id", schedule.id())
        .text("workflowId", schedule.workflow())
        .flag("active", schedule.active())
        .number("revision", schedule.revision())
        .text("cron", schedule.wording().cron().text())
        .text("timezone", schedule.wording().zone().getId())
        .part("description", description(times))
        .number("retries", schedule.wording().retries())
        .text("overlap", schedule.wording().overlap().word())
        .text("catchUp", schedule.wording().catchUp().word())
        .text("rungBy", schedule.wording().rungBy().word())
        .flag("standby", schedule.wording().standby())
        .text("retryDelay", schedule.wording().retryDelay())
        .text("start", schedule.wording().bounds().start())
        .text("end", schedule.wording().bounds().end())
        .texts("blackout", schedule.wording().bounds().blackout().texts())
        .texts("calendars", calendars(schedule))
        .text("grace", schedule.wording().patience().text())
        .text("longestRun", schedule.wording().longestRun().map(LongestRun::text))
        .text("spread", schedule.offset().map(any -> schedule.wording().spread().text()))
        .text("beginsAfter", schedule.offset())
        .text("repeatedHour", schedule.wording().clockChanges().repeatedHour().word())
        .text("skippedHour", schedule.wording().clockChanges().skippedHour().word())
        .texts("overridden", schedule.overridden().stream().sorted().toList())
        .word("sync", schedule.sync())
        .text("engine", scheduling.engineOf(schedule).name())
        .part("pause", schedule.pause().map(ScheduleViews::pause))
        .text("updatedAt", schedule.updatedAt());
    return schedule.active()
        ? view.text("next", next(schedule, now)).text("previous", times.previous(now))
        : view;
  }

  private static List<String> calendars(Schedule schedule) {
    return schedule.wording().bounds().calendars().stream().map(Calendar::name).toList();
  }

  private static Optional<Instant> next(Schedule schedule, Instant now) {
    return upcoming(schedule, now, 1).stream().findFirst();
  }

  /** A pause that nobody ends has no next due time; a due time at the end of one counts. */
  static List<Instant> upcoming(Schedule schedule, Instant now, int count) {
    Wording times = schedule.wording();
    List<Instant> next = times.upcoming(now, count);
    return schedule
        .pause()
        .filter(pause -> next.stream().anyMatch(pause::covers))
        .map(pause -> around(pause, next, times))
        .orElse(next);
  }

  private static List<Instant> around(Pause pause, List<Instant> next, Wording times) {
    List<Instant> before = next.stream().takeWhile(it -> !pause.covers(it)).toList();
    List<Instant> after = pause
        .until()
        .map(end -> times.upcoming(end.minusNanos(1), next.size() - before.size()))
        .orElseGet(List::of);
    return Stream.concat(before.stream(), after.stream()).toList();
  }

  private static View pause(Pause pause) {
    return View.of()
        .text("from", pause.from())
        .text("until", pause.until())
        .text("reason", pause.reason())
        .text("owner", pause.owner());
  }

  /** Returns a schedule with its next due times. */
  View whole(Schedule schedule, int upcoming) {
    return whole(schedule, upcoming, scheduling.following().lag(schedule));
  }

  /** Returns the schedule of a definition with its next due times. */
  View whole(Schedule schedule, int upcoming, Definition definition) {
    return whole(schedule, upcoming, scheduling.following().lag(schedule, definition));
  }

  private View whole(Schedule schedule, int upcoming, Optional<Following.Lag> lag) {
    Timetable times = schedule.wording().timetable();
    List<Instant> next = upcoming(schedule, clock.instant(), upcoming);
    View view = moved(times, next, brief(schedule).texts("upcoming", next));
    return begins(schedule, next, view)
        .part("lag", lag.map(ScheduleViews::lag))
        .all("warnings", CronResource.warnings(times, clock.instant()));
  }

  private static View lag(Following.Lag lag) {
    return View.of().word("why", lag.why()).text("detail", lag.detail());
  }

  /** Adds when the runs of due times begin, in the same order, unless they do so at once. */
  static View begins(Schedule schedule, List<Instant> due, View view) {
    return schedule
        .offset()
        .map(it -> view.texts("begins", due.stream().map(time -> time.plus(it)).toList()))
        .orElse(view);
  }

  /** Adds which due times stand for a time that a clock skips, unless none does. */
  static View moved(Timetable times, List<Instant> due, View view) {
    List<View> moved = due.stream()
        .filter(it -> times.insteadOf(it).isPresent())
        .map(it -> View.of().text("dueTime", it).text("insteadOf", times.insteadOf(it)))
        .toList();
    return moved.isEmpty() ? view : view.all("moved", moved);
  }

  static View description(Timetable times) {
    return View.of()
        .text("en", CronWords.describe(times.cron(), Locale.ENGLISH))
        .text("ru", CronWords.describe(times.cron(), RUSSIAN));
  }

  static View occurrence(Occurrence occurrence) {
    View view = View.of()
        .text("scheduleId", occurrence.schedule())
        .text("dueTime", occurrence.dueTime())
        .number("revision", occurrence.revision())
        .word("verdict", occurrence.verdict())
        .text("reason", occurrence.reason().map(View::word))
        .text("detail", occurrence.detail())
        .text("deadLetter", occurrence.deadLetter())
        .text("runId", occurrence.run());
    occurrence.lateness().map(Duration::toMillis).ifPresent(it -> view.number("latenessMs", it));
    return view.number("duplicates", occurrence.duplicates());
  }
}
