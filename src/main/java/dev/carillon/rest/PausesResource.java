package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Role;
import dev.carillon.schedule.Schedule;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.watching.Pausing;
import dev.carillon.watching.Pausing.Paused;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;

/** The pause of one schedule. */
@Path("api/schedules/{id}/pause")
@Produces(MediaType.APPLICATION_JSON)
public final class PausesResource {
  private final Scheduling scheduling;
  private final Pausing pausing;
  private final ScheduleViews views;
  private final JsonBodies bodies;
  private final Clock clock;

  /** Takes what it shows. */
  public PausesResource(Scheduling scheduling, Pausing pausing, ObjectMapper json, Clock clock) {
    this.scheduling = scheduling;
    this.pausing = pausing;
    this.views = new ScheduleViews(scheduling, clock);
    this.bodies = new JsonBodies(json);
    this.clock = clock;
  }

  /** Pauses it; one that is paused is from now on as this says. */
  @PUT
  @Audited(value = "schedule.pause", of = "schedule")
  public Response pause(
      @PathParam("id") String id, byte[] body, @Context ContainerRequestContext request) {
    String owner = Callers.require(Role.OPERATOR, request).name();
    Optional<JsonNode> wish = bodies.object(body);
    wish.ifPresent(it -> JsonBodies.allowOnly(it, "reason", "until", "running"));
    Paused paused = pausing.pause(
        Params.schedule(id),
        PauseWishes.pause(wish, owner, clock.instant()),
        PauseWishes.running(wish));
    return Response.status(status(paused.schedule()))
        .entity(PauseWishes.canceled(views.whole(paused.schedule(), 5), paused))
        .build();
  }

  /** Resumes it; fine if it is not paused. */
  @DELETE
  @Audited(value = "schedule.resume", of = "schedule")
  public Response resume(@PathParam("id") String id, @Context ContainerRequestContext request) {
    Callers.require(Role.OPERATOR, request);
    Schedule resumed = scheduling.resume(Params.schedule(id));
    return Response.status(status(resumed)).entity(views.whole(resumed, 5)).build();
  }

  static int status(Schedule schedule) {
    return schedule.sync() == Schedule.Sync.PENDING ? 202 : 200;
  }
}
