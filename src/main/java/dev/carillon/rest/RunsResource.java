package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Role;
import dev.carillon.run.Redrive;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.running.DeliveryLog;
import dev.carillon.running.Journal;
import dev.carillon.running.RunFilter;
import dev.carillon.running.RunStore;
import dev.carillon.running.Runs;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Optional;

/** Runs over HTTP. */
@Path("api/runs")
@Produces(MediaType.APPLICATION_JSON)
public final class RunsResource {
  private final RunStore runs;
  private final DeliveryLog deliveries;
  private final Runs running;
  private final Clock clock;
  private final JsonBodies bodies;
  private final RunInputs inputs;
  private final StepPages steps;

  /** Takes what it shows. */
  public RunsResource(
      RunStore runs,
      Journal journal,
      DeliveryLog deliveries,
      Runs running,
      Clock clock,
      ObjectMapper json) {
    this.runs = runs;
    this.steps = new StepPages(runs, journal);
    this.deliveries = deliveries;
    this.running = running;
    this.clock = clock;
    this.bodies = new JsonBodies(json);
    this.inputs = new RunInputs(bodies, running);
  }

  /** Shows a page, the newest first. */
  @GET
  public View list(
      @QueryParam("workflow") String workflow,
      @QueryParam("state") String state,
      @QueryParam("trigger") String trigger,
      @QueryParam("from") String from,
      @QueryParam("until") String until,
      @QueryParam("text") String text,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    RunFilter filter = Params.runs(
        Optional.ofNullable(workflow).map(Params::workflow), state, trigger, from, until);
    return new RunPages(runs).page(filter, text, after, limit);
  }

  /** Shows one. */
  @GET
  @Path("{id}")
  public View show(@PathParam("id") String id) {
    return whole(runs.get(Params.run(id)));
  }

  /** Shows what it did, step by step. */
  @GET
  @Path("{id}/steps")
  public View steps(
      @PathParam("id") String id,
      @QueryParam("after") String after,
      @QueryParam("newest") String newest,
      @QueryParam("limit") String limit) {
    int count = Limits.of(limit);
    RunId run = runs.get(Params.run(id)).id();
    long place = Params.number("after", after).orElse(0L);
    boolean last = Params.flag("newest", newest);
    return last ? steps.newest(run, count) : steps.page(run, place, count);
  }

  /** Ends it by somebody's wish. */
  @POST
  @Path("{id}/cancellation")
  @Audited(value = "run.cancel", of = "run")
  public View cancel(
      @PathParam("id") String id, byte[] body, @Context ContainerRequestContext request) {
    String reason = bodies.object(body).map(RedriveWish::onlyReason).orElse("");
    Optional<String> by = Optional.of(Callers.require(Role.OPERATOR, request).name());
    return whole(running.cancel(Params.run(id), new Run.Canceled(reason, by)));
  }

  /** Has it done again: it goes on, or another one is made in its place. */
  @POST
  @Path("{id}/redrive")
  @Audited(value = "run.redrive", of = "run")
  public Response redrive(
      @PathParam("id") String id,
      byte[] body,
      @Context ContainerRequestContext request,
      @Context UriInfo here) {
    RedriveWish asked = RedriveWish.read(bodies.object(body));
    String by = Callers.require(Role.OPERATOR, request).name();
    var wish = new Redrive.Wish(by, asked.reason(), clock.instant());
    RunId run = Params.run(id);
    Run again = again(run, asked, wish);
    return Response.status(202)
        .location(
            here.getBaseUriBuilder().path("api/runs").path(again.id().value()).build())
        .entity(whole(again))
        .build();
  }

  private Run again(RunId run, RedriveWish asked, Redrive.Wish wish) {
    if (asked.sameRun()) {
      return running.redriving().goOn(run, wish);
    }
    Optional<JsonNode> input = asked.input().map(inputs::admitted);
    return asked.from() == Redrive.From.START
        ? running.redriving().anew(run, input, wish)
        : running.redriving().anewAtFailedStep(run, input, wish);
  }

  private View whole(Run run) {
    return RunViews.whole(
        run, runs.attempts(run.id()), runs.redrives(run.id()), deliveries.ofRun(run.id()));
  }
}
