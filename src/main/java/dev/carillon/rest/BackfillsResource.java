package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Role;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.watching.Backfill;
import dev.carillon.watching.Backfill.Gaps;
import dev.carillon.watching.Backfills;
import dev.carillon.watching.TooManyDueTimesException;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Due times that did not run, and running many of them after all. */
@Path("api/schedules/{id}/backfills")
@Produces(MediaType.APPLICATION_JSON)
public final class BackfillsResource {
  private static final Instant EVER = Instant.parse("1900-01-01T00:00:00Z");
  private static final int MOST_PICKED = 1_000;
  static final int USUAL_PER_MINUTE = 60;

  private final Scheduling scheduling;
  private final Backfills backfills;
  private final JsonBodies bodies;
  private final Clock clock;

  /** Takes what it shows. */
  public BackfillsResource(
      Scheduling scheduling, Backfills backfills, ObjectMapper json, Clock clock) {
    this.scheduling = scheduling;
    this.backfills = backfills;
    this.bodies = new JsonBodies(json);
    this.clock = clock;
  }

  /** Shows the due times that did not run, the oldest first. */
  @GET
  @Path("gaps")
  public View gaps(
      @PathParam("id") String id,
      @QueryParam("from") String from,
      @QueryParam("until") String until,
      @QueryParam("skipped") String skipped,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    int count = Limits.of(limit);
    Instant first = Params.instant("from", from).orElse(EVER);
    Gaps gaps = new Gaps(
        Params.instant("after", after).map(it -> it.plusNanos(1_000)).orElse(first),
        until(first, until),
        List.of(),
        Params.flag("skipped", skipped));
    return View.page(
        backfills.gaps(schedule(id), gaps, count + 1),
        count,
        ScheduleViews::occurrence,
        it -> it.dueTime().toString());
  }

  /** Runs many of them, one after the other. */
  @POST
  @Audited(value = "schedule.backfill", of = "schedule", answer = true)
  public Response begin(
      @PathParam("id") String id,
      byte[] body,
      @Context ContainerRequestContext request,
      @Context UriInfo here) {
    String by = Callers.require(Role.OPERATOR, request).name();
    ScheduleId schedule = schedule(id);
    JsonNode wish = bodies.object(body).orElseThrow(BackfillsResource::unclear);
    JsonBodies.allowOnly(wish, "from", "until", "dueTimes", "skipped", "perMinute", "reason");
    Backfill begun = begun(schedule, wish, by)
        .orElseThrow(() -> new InvalidParameterException(
            "from",
            "there is nothing to run: no due time of that time was missed; with \"skipped\": true"
                + " those that were skipped run too"));
    return Response.status(202)
        .location(here.getAbsolutePathBuilder().path(String.valueOf(begun.id())).build())
        .entity(view(begun))
        .build();
  }

  private Optional<Backfill> begun(ScheduleId schedule, JsonNode wish, String by) {
    try {
      return backfills.begin(
          schedule,
          wished(wish),
          perMinute(wish),
          Optional.of(RedriveWish.reason(wish)).filter(it -> !it.isEmpty()),
          by);
    } catch (TooManyDueTimesException tooMany) {
      throw new InvalidParameterException("from", tooMany.getMessage());
    }
  }

  private static InvalidParameterException unclear() {
    return new InvalidParameterException(
        "from", "say which due times: from and until, or dueTimes as a list");
  }

  private Gaps wished(JsonNode wish) {
    List<Instant> picked = picked(wish);
    Optional<Instant> from =
        Params.instant("from", JsonBodies.text(wish, "from").orElse(null));
    if (from.isPresent() != picked.isEmpty()) {
      throw unclear();
    }
    Instant until = until(from.orElse(EVER), JsonBodies.text(wish, "until").orElse(null));
    JsonNode skipped = wish.path("skipped");
    if (!skipped.isMissingNode() && !skipped.isBoolean()) {
      throw new InvalidParameterException("skipped", "skipped is true or false");
    }
    return new Gaps(from.orElse(EVER), until, picked, skipped.asBoolean(false));
  }

  private Instant until(Instant from, String text) {
    Instant until = Params.instant("until", text).orElseGet(clock::instant);
    if (until.isBefore(from)) {
      throw new InvalidParameterException(
          "until", "until lies before from; where it is left out, it is now");
    }
    return until;
  }

  static List<Instant> picked(JsonNode wish) {
    JsonNode list = wish.path("dueTimes");
    if (list.isMissingNode()) {
      return List.of();
    }
    if (!list.isArray() || list.isEmpty() || list.size() > MOST_PICKED) {
      throw new InvalidParameterException(
          "dueTimes", "dueTimes is a list of 1 to " + MOST_PICKED + " instants");
    }
    List<Instant> picked = new ArrayList<>();
    list.forEach(it ->
        picked.add(Params.instant("dueTimes", it.isTextual() ? it.asText() : "").orElseThrow()));
    return picked;
  }

  static int perMinute(JsonNode wish) {
    JsonNode number = wish.path("perMinute");
    if (number.isMissingNode()) {
      return USUAL_PER_MINUTE;
    }
    if (!number.isInt() || number.intValue() < 1 || number.intValue() > Backfill.FASTEST) {
      throw new InvalidParameterException(
          "perMinute", "perMinute is a number from 1 to " + Backfill.FASTEST);
    }
    return number.intValue();
  }

  /** Shows what was asked for, the newest first. */
  @GET
  public View list(
      @PathParam("id") String id,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    int count = Limits.of(limit);
    return View.page(
        backfills.list(schedule(id), Params.number("after", after), count + 1),
        count,
        BackfillsResource::view,
        it -> String.valueOf(it.id()));
  }

  /** Shows how far one is. */
  @GET
  @Path("{number}")
  public View show(@PathParam("id") String id, @PathParam("number") String number) {
    return view(backfills.get(schedule(id), number(number)));
  }

  /** Ends one; what runs goes on. */
  @POST
  @Path("{number}/cancellation")
  @Audited(value = "schedule.cancel-backfill", of = "schedule", answer = true)
  public View cancel(
      @PathParam("id") String id,
      @PathParam("number") String number,
      @Context ContainerRequestContext request) {
    String by = Callers.require(Role.OPERATOR, request).name();
    return view(backfills.cancel(schedule(id), number(number), by));
  }

  private static long number(String text) {
    return Params.number("backfill", text).orElseThrow();
  }

  private ScheduleId schedule(String id) {
    Schedule known = scheduling.get(Params.schedule(id));
    return known.id();
  }

  static View view(Backfill it) {
    return View.of()
        .text("id", it.id())
        .text("scheduleId", it.schedule())
        .word("state", it.state())
        .text("askedBy", it.askedBy())
        .text("askedAt", it.askedAt())
        .text("reason", it.reason())
        .number("total", it.total())
        .number("ran", it.ran())
        .number("left", it.left())
        .number("perMinute", it.perMinute())
        .text("canceledBy", it.canceled().map(Backfill.Canceled::by))
        .text("canceledAt", it.canceled().map(Backfill.Canceled::at));
  }
}
