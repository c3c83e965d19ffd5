package dev.carillon.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.cron.Cron;
import dev.carillon.cron.Timetable;
import dev.carillon.schedule.Blackout;
import dev.carillon.schedule.Bounds;
import dev.carillon.schedule.Calendar;
import dev.carillon.schedule.MeantTimes;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.Wording;
import dev.carillon.scheduling.Calendars;
import dev.carillon.scheduling.Effect;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.watching.Healths;
import dev.carillon.watching.History;
import dev.carillon.watching.Lint;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Schedules over HTTP, active or not. */
@Path("api/schedules")
@Produces(MediaType.APPLICATION_JSON)
public final class SchedulesResource {
  private final Scheduling scheduling;
  private final Calendars calendars;
  private final ScheduleViews views;
  private final JsonBodies bodies;
  private final ScheduleWarnings warnings;
  private final Clock clock;

  /** Takes what it shows. */
  public SchedulesResource(
      Scheduling scheduling,
      Calendars calendars,
      History history,
      Lint lint,
      ObjectMapper json,
      Clock clock) {
    this.scheduling = scheduling;
    this.calendars = calendars;
    this.warnings = new ScheduleWarnings(history, lint, clock);
    this.bodies = new JsonBodies(json);
    this.views = new ScheduleViews(scheduling, clock);
    this.clock = clock;
  }

  /** Shows a page in the order of ids. */
  @GET
  public View list(@QueryParam("after") String after, @QueryParam("limit") String limit) {
    int count = Limits.of(limit);
    String behind =
        Optional.ofNullable(after).map(it -> Params.schedule(it).value()).orElse("");
    List<Schedule> page = scheduling.list().stream()
        .filter(it -> it.id().value().compareTo(behind) > 0)
        .limit(count + 1L)
        .toList();
    return View.page(page, count, views::brief, it -> it.id().value());
  }

  /** Shows one with its next due times. */
  @GET
  @Path("{id}")
  public View show(@PathParam("id") String id) {
    return views.whole(scheduling.get(Params.schedule(id)), 5);
  }

  /** Shows when it is due next. */
  @GET
  @Path("{id}/upcoming")
  public View upcoming(@PathParam("id") String id, @QueryParam("count") String count) {
    Schedule schedule = scheduling.get(Params.schedule(id));
    List<Instant> next =
        ScheduleViews.upcoming(schedule, clock.instant(), Limits.of("count", count, 10));
    View view =
        ScheduleViews.moved(schedule.wording().timetable(), next, View.of().texts("items", next));
    return ScheduleViews.begins(schedule, next, view);
  }

  /** Shows what another cron, another zone or other bounds would change, and changes nothing. */
  @GET
  @Path("{id}/comparison")
  public View comparison(
      @PathParam("id") String id,
      @QueryParam("cron") String cron,
      @QueryParam("timezone") String zone,
      @QueryParam("start") String start,
      @QueryParam("end") String end,
      @QueryParam("blackout") String blackout,
      @QueryParam("calendars") String names,
      @BeanParam ClockChoice choice) {
    Schedule schedule = scheduling.get(Params.schedule(id));
    Wording wording = schedule.wording();
    String text = Optional.ofNullable(cron).orElse(wording.cron().canonical());
    Optional<String> named = Optional.ofNullable(zone);
    boolean ownZone = Cron.parse(text).zone().isPresent();
    Timetable wanted = CronResource.timetable(
        text,
        named.orElse(ownZone ? "" : wording.zone().getId()),
        choice.over(wording.clockChanges()));
    Bounds bounds = bounds(wording.bounds(), start, end, blackout);
    var meant = new MeantTimes(wanted, names == null ? bounds : bounds.with(calendars(names)));
    return View.of()
        .text("scheduleId", schedule.id())
        .text("cron", wanted.cron().text())
        .text("timezone", wanted.zone().getId())
        .part("description", ScheduleViews.description(wanted))
        .texts("upcoming", meant.upcoming(clock.instant(), 5))
        .part("effect", PlanViews.effect(Effect.ofEdit(schedule, meant, clock.instant())))
        .all("warnings", warnings.all(schedule, meant));
  }

  private List<Calendar> calendars(String names) {
    return Params.read("calendars", names, Calendar::names).stream()
        .map(it -> calendars.get(it).calendar())
        .toList();
  }

  /** What is not said stays as it is; what is said empty is no bound. */
  private static Bounds bounds(Bounds present, String start, String end, String blackout) {
    Blackout dark =
        blackout == null ? present.blackout() : Params.read("blackout", blackout, Blackout::of);
    Optional<String> from = Optional.ofNullable(start).or(present::start);
    Optional<String> to = Optional.ofNullable(end).or(present::end);
    Params.read("start", start, any -> Bounds.of(from, Optional.empty(), dark));
    return Params.read("end", end, any -> Bounds.of(from, to, dark)).with(present.calendars());
  }

  /** Shows how it does, and what about it may surprise. */
  @GET
  @Path("{id}/health")
  public View health(@PathParam("id") String id) {
    Schedule schedule = scheduling.get(Params.schedule(id));
    Healths.Seen seen = warnings.seen(schedule);
    return HealthViews.of(seen)
        .all("warnings", warnings.beside(schedule, schedule.wording().meant(), seen.health()));
  }
}
