package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Role;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.watching.Resuming;
import dev.carillon.watching.Resuming.Choice;
import dev.carillon.watching.Resuming.Resumed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Resuming several schedules at once, each with what of its pause is run after all. */
@Path("api/resumptions")
@Produces(MediaType.APPLICATION_JSON)
public final class SeveralResumptionsResource {
  private final Resuming resuming;
  private final Several several;
  private final ScheduleViews views;
  private final JsonBodies bodies;

  /** Takes what it shows. */
  public SeveralResumptionsResource(
      Scheduling scheduling, Resuming resuming, ObjectMapper json, Clock clock) {
    this.resuming = resuming;
    this.several = new Several(scheduling, json);
    this.views = new ScheduleViews(scheduling, clock);
    this.bodies = new JsonBodies(json);
  }

  /** Resumes them. */
  @POST
  @Audited(value = "schedule.resume", of = "schedule")
  public Response resume(byte[] body, @Context ContainerRequestContext request) {
    String by = Callers.require(Role.OPERATOR, request).name();
    Optional<JsonNode> wish = bodies.object(body);
    wish.ifPresent(it -> JsonBodies.allowOnly(it, "schedules", "run", "perMinute"));
    Choice choice = ResumptionsResource.choice(wish, true);
    int perMinute =
        wish.map(BackfillsResource::perMinute).orElse(BackfillsResource.USUAL_PER_MINUTE);
    return several.each(Several.named(wish), request, id -> {
      Resumed done =
          ResumptionsResource.counted(() -> resuming.resume(id, choice, Set.of(), perMinute, by));
      return new Several.Done(
          ResumptionsResource.status(done),
          ResumptionsResource.view(done, views.brief(done.schedule())));
    });
  }
}
