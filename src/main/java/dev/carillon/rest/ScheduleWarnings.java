package dev.carillon.rest;

import dev.carillon.schedule.MeantTimes;
import dev.carillon.schedule.Schedule;
import dev.carillon.watching.Health;
import dev.carillon.watching.Healths;
import dev.carillon.watching.History;
import dev.carillon.watching.Lint;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** What may surprise about a timetable that a schedule has, or that somebody wants for it. */
final class ScheduleWarnings {
  private final Healths healths;
  private final Lint lint;
  private final Clock clock;

  ScheduleWarnings(History history, Lint lint, Clock clock) {
    this.healths = new Healths(history);
    this.lint = lint;
    this.clock = clock;
  }

  Healths.Seen seen(Schedule schedule) {
    return healths.of(schedule, clock.instant());
  }

  /** Returns what its cron says for itself, and what those know who know what goes on beside it. */
  List<View> all(Schedule schedule, MeantTimes times) {
    return Stream.concat(
            CronResource.warnings(times.times(), clock.instant()).stream(),
            beside(schedule, times, seen(schedule).health()).stream())
        .toList();
  }

  /** Returns what nobody sees by the cron alone: the runs that it had, and the other schedules. */
  List<View> beside(Schedule schedule, MeantTimes times, Health health) {
    return lint
        .warnings(
            schedule.id(), times, schedule.wording().spread(), health.runTime(), clock.instant())
        .stream()
        .map(HealthViews::warning)
        .toList();
  }
}
