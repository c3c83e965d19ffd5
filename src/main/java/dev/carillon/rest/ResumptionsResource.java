package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Role;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.watching.Backfill;
import dev.carillon.watching.Resuming;
import dev.carillon.watching.Resuming.Choice;
import dev.carillon.watching.Resuming.Resumed;
import dev.carillon.watching.TooManyDueTimesException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What passed while a schedule was paused, and resuming it with some of that run after all. */
@Path("api/schedules/{id}/resumption")
@Produces(MediaType.APPLICATION_JSON)
public final class ResumptionsResource {
  private static final int SHOWN = 100;

  private final Resuming resuming;
  private final ScheduleViews views;
  private final JsonBodies bodies;

  /** Takes what it shows. */
  public ResumptionsResource(
      Scheduling scheduling, Resuming resuming, ObjectMapper json, Clock clock) {
    this.resuming = resuming;
    this.views = new ScheduleViews(scheduling, clock);
    this.bodies = new JsonBodies(json);
  }

  /** Shows the newest of the due times that passed in the pause, and how many there are. */
  @GET
  public View preview(@PathParam("id") String id) {
    ScheduleId schedule = Params.schedule(id);
    try {
      List<Occurrence> passed = resuming.passed(schedule);
      return preview(
          passed.size(), passed.subList(Math.max(0, passed.size() - SHOWN), passed.size()));
    } catch (TooManyDueTimesException tooMany) {
      return preview(Backfill.MOST + 1, resuming.last(schedule).stream().toList())
          .flag("tooMany", true);
    }
  }

  private static View preview(int total, List<Occurrence> newest) {
    return View.of()
        .number("total", total)
        .all("items", newest.stream().map(ScheduleViews::occurrence).toList());
  }

  /** Resumes it. */
  @POST
  @Audited(value = "schedule.resume", of = "schedule")
  public Response resume(
      @PathParam("id") String id, byte[] body, @Context ContainerRequestContext request) {
    String by = Callers.require(Role.OPERATOR, request).name();
    ScheduleId schedule = Params.schedule(id);
    Optional<JsonNode> wish = bodies.object(body);
    wish.ifPresent(it -> JsonBodies.allowOnly(it, "run", "dueTimes", "perMinute"));
    Set<java.time.Instant> picked =
        new HashSet<>(wish.map(BackfillsResource::picked).orElseGet(List::of));
    Choice choice = choice(wish, picked.isEmpty());
    int perMinute =
        wish.map(BackfillsResource::perMinute).orElse(BackfillsResource.USUAL_PER_MINUTE);
    Resumed done = counted(() -> resuming.resume(schedule, choice, picked, perMinute, by));
    return Response.status(status(done))
        .entity(view(done, views.whole(done.schedule(), 5)))
        .build();
  }

  static int status(Resumed done) {
    return done.backfill().isPresent() ? 202 : PausesResource.status(done.schedule());
  }

  static View view(Resumed done, View schedule) {
    return View.of()
        .part("schedule", schedule)
        .part("backfill", done.backfill().map(BackfillsResource::view));
  }

  static Choice choice(Optional<JsonNode> wish, boolean nonePicked) {
    Optional<String> word = wish.flatMap(it -> JsonBodies.text(it, "run"));
    if (!nonePicked && word.isEmpty()) {
      return Choice.PICKED;
    }
    Choice choice = switch (word.orElse("none")) {
      case "none" -> Choice.NONE;
      case "last" -> Choice.LAST;
      case "all" -> Choice.ALL;
      default -> throw new InvalidParameterException("run", "run is one of none, last, all");
    };
    if (!nonePicked) {
      throw new InvalidParameterException("run", "give run or dueTimes, not both");
    }
    return choice;
  }

  static <T> T counted(Supplier<T> work) {
    try {
      return work.get();
    } catch (TooManyDueTimesException tooMany) {
      throw new InvalidParameterException(
          "run",
          tooMany.getMessage() + "; resume with \"run\": \"none\" and run a part as a backfill");
    }
  }
}
