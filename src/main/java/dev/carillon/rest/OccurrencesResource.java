package dev.carillon.rest;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.running.RunStore;
import dev.carillon.schedule.Schedule;
import dev.carillon.scheduling.ScheduleStore;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.watching.Mending;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;

/** What became of a schedule's due times, and what somebody does about those that did not run. */
@Path("api/schedules/{id}/occurrences")
@Produces(MediaType.APPLICATION_JSON)
public final class OccurrencesResource {
  private final Scheduling scheduling;
  private final ScheduleStore store;
  private final RunStore runs;
  private final Mending mending;

  /** Takes what it shows, and what mends. */
  public OccurrencesResource(
      Scheduling scheduling, ScheduleStore store, RunStore runs, Mending mending) {
    this.scheduling = scheduling;
    this.store = store;
    this.runs = runs;
    this.mending = mending;
  }

  /** Shows a page, the newest first. */
  @GET
  public View list(
      @PathParam("id") String id,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    int count = Limits.of(limit);
    Schedule schedule = scheduling.get(Params.schedule(id));
    List<Occurrence> page =
        store.occurrences(schedule.id(), Params.instant("after", after), count + 1);
    Set<RunId> kept = runs.kept(page.stream().flatMap(it -> it.run().stream()).toList());
    return View.page(page, count, it -> view(it, kept), it -> it.dueTime().toString());
  }

  private static View view(Occurrence occurrence, Set<RunId> kept) {
    View view = ScheduleViews.occurrence(occurrence);
    return occurrence.run().filter(run -> !kept.contains(run)).isPresent()
        ? view.flag("runKept", false)
        : view;
  }

  /** Runs one that did not run. */
  @POST
  @Path("{dueTime}/run")
  @Audited(value = "schedule.run-due-time", of = "schedule")
  public Response run(
      @PathParam("id") String id,
      @PathParam("dueTime") String dueTime,
      @QueryParam("skipped") String skipped,
      @Context UriInfo here) {
    Schedule schedule = scheduling.get(Params.schedule(id));
    Run run = mending.run(
        schedule.id(),
        Params.instant("dueTime", dueTime).orElseThrow(),
        Params.flag("skipped", skipped));
    return Response.status(202)
        .location(here.getBaseUriBuilder().path("api/runs/" + run.id()).build())
        .entity(RunViews.brief(run))
        .build();
  }
}
