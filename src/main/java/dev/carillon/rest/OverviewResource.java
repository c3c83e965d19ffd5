package dev.carillon.rest;

import dev.carillon.run.RunState;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Agenda;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.watching.Health;
import dev.carillon.watching.History;
import dev.carillon.watching.History.Past;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** How all schedules do, and how each one does. */
@Path("api")
@Produces(MediaType.APPLICATION_JSON)
public final class OverviewResource {
  private static final Duration NEXT_HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final Scheduling scheduling;
  private final History history;
  private final Agenda agenda;
  private final Clock clock;

  /** Takes what it shows. */
  public OverviewResource(Scheduling scheduling, History history, Agenda agenda, Clock clock) {
    this.scheduling = scheduling;
    this.history = history;
    this.agenda = agenda;
    this.clock = clock;
  }

  /** Shows the counts that matter, and each schedule's health and newest due times. */
  @GET
  @Path("overview")
  public View overview() {
    Instant now = clock.instant();
    List<Schedule> all = scheduling.list();
    Map<ScheduleId, List<Past>> newest =
        history.newest(all.stream().map(Schedule::id).toList(), Health.SPAN);
    List<Health> healths = all.stream()
        .map(it -> Health.of(it, newest.getOrDefault(it.id(), List.of()), now))
        .toList();
    return counts(healths, now)
        .all(
            "items",
            IntStream.range(0, all.size())
                .mapToObj(place -> item(
                    all.get(place).id(),
                    healths.get(place),
                    newest.getOrDefault(all.get(place).id(), List.of())))
                .toList());
  }

  private View counts(List<Health> healths, Instant now) {
    return View.of()
        .text("at", now)
        .number("needAttention", count(healths, Health.Word::needsAttention))
        .number("paused", count(healths, it -> it == Health.Word.PAUSED))
        .number("running", history.inState(RunState.RUNNING))
        .number("failedInADay", history.endedSince(RunState.FAILED, now.minus(DAY)))
        .number("dueInAnHour", agenda.count(now, now.plus(NEXT_HOUR)));
  }

  private static long count(List<Health> healths, Predicate<Health.Word> which) {
    return healths.stream().map(Health::word).filter(which).count();
  }

  /** Shows how one does. */
  @GET
  @Path("schedules/{id}/health")
  public View health(@PathParam("id") String id) {
    Schedule schedule = scheduling.get(Params.schedule(id));
    List<Past> newest =
        history.newest(List.of(schedule.id()), Health.SPAN).getOrDefault(schedule.id(), List.of());
    return item(schedule.id(), Health.of(schedule, newest, clock.instant()), newest);
  }

  private static View item(ScheduleId schedule, Health health, List<Past> newest) {
    return View.of()
        .text("scheduleId", schedule)
        .word("health", health.word())
        .number("inARow", health.inARow())
        .text("since", health.since())
        .part("counts", counts(health.counts()))
        .part("lateness", health.lateness().map(OverviewResource::spread))
        .part("runTime", health.runTime().map(OverviewResource::spread))
        .number("intervalMs", health.interval().map(Duration::toMillis))
        .all("newest", newest.stream().map(OverviewResource::past).toList());
  }

  private static View counts(Health.Counts counts) {
    return View.of()
        .number("ran", counts.ran())
        .number("succeeded", counts.succeeded())
        .number("failed", counts.failed())
        .number("skipped", counts.skipped())
        .number("missed", counts.missed());
  }

  private static View spread(Health.Spread spread) {
    return View.of()
        .number("p50Ms", spread.p50().toMillis())
        .number("p95Ms", spread.p95().toMillis());
  }

  private static View past(Past past) {
    View view = View.of()
        .text("dueTime", past.dueTime())
        .word("verdict", past.verdict())
        .text("reason", past.reason().map(View::word))
        .number("latenessMs", past.lateness().map(Duration::toMillis));
    past.run()
        .ifPresent(run -> view.text("runId", run.id())
            .word("state", run.state())
            .number("tookMs", run.took().map(Duration::toMillis)));
    return view;
  }
}
