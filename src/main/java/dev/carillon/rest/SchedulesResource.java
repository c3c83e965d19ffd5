package dev.carillon.rest;

import dev.carillon.schedule.Schedule;
import dev.carillon.scheduling.Scheduling;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;

/** Schedules over HTTP, active or not. */
@Path("api/schedules")
@Produces(MediaType.APPLICATION_JSON)
public final class SchedulesResource {
  private final Scheduling scheduling;
  private final ScheduleViews views;
  private final Clock clock;

  /** Takes what it shows. */
  public SchedulesResource(Scheduling scheduling, Clock clock) {
    this.scheduling = scheduling;
    this.views = new ScheduleViews(scheduling, clock);
    this.clock = clock;
  }

  /** Shows all. */
  @GET
  public View list() {
    return View.of().all("items", scheduling.list().stream().map(views::brief).toList());
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
    return View.of()
        .texts(
            "items",
            schedule
                .wording()
                .timetable()
                .upcoming(clock.instant(), Limits.of("count", count, 10)));
  }
}
