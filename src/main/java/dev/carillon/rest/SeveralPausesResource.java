package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Role;
import dev.carillon.schedule.Pause;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.watching.Pausing;
import dev.carillon.watching.Pausing.Paused;
import dev.carillon.watching.Pausing.Running;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;

/** Pauses of several schedules at once. */
@Path("api/pauses")
@Produces(MediaType.APPLICATION_JSON)
public final class SeveralPausesResource {
  private final Pausing pausing;
  private final Several several;
  private final ScheduleViews views;
  private final JsonBodies bodies;
  private final Clock clock;

  /** Takes what it shows. */
  public SeveralPausesResource(
      Scheduling scheduling, Pausing pausing, ObjectMapper json, Clock clock) {
    this.pausing = pausing;
    this.several = new Several(scheduling, json);
    this.views = new ScheduleViews(scheduling, clock);
    this.bodies = new JsonBodies(json);
    this.clock = clock;
  }

  /** Pauses them. */
  @POST
  @Audited(value = "schedule.pause", of = "schedule")
  public Response pause(byte[] body, @Context ContainerRequestContext request) {
    String owner = Callers.require(Role.OPERATOR, request).name();
    Optional<JsonNode> wish = bodies.object(body);
    wish.ifPresent(it -> JsonBodies.allowOnly(it, "schedules", "reason", "until", "running"));
    Pause wanted = PauseWishes.pause(wish, owner, clock.instant());
    Running running = PauseWishes.running(wish);
    return several.each(Several.named(wish), request, id -> {
      Paused paused = pausing.pause(id, wanted, running);
      View view = View.of().part("schedule", views.brief(paused.schedule()));
      return new Several.Done(
          PausesResource.status(paused.schedule()), PauseWishes.canceled(view, paused));
    });
  }
}
