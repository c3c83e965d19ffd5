package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.cron.ClockChanges;
import dev.carillon.cron.Cron;
import dev.carillon.cron.CronConflicts;
import dev.carillon.cron.CronWarning;
import dev.carillon.cron.Timetable;
import dev.carillon.cron.Zones;
import dev.carillon.schedule.Schedule;
import dev.carillon.scheduling.InvalidWishException;
import dev.carillon.scheduling.Quota;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.scheduling.Wishes;
import dev.carillon.watching.History;
import dev.carillon.watching.Lint;
import dev.carillon.workflow.WorkflowId;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Switching schedules on and off, and looking at a cron before it is used. */
@Path("api/cron")
@Produces(MediaType.APPLICATION_JSON)
public final class CronResource {
  private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

  private final Scheduling scheduling;
  private final ScheduleViews views;
  private final JsonBodies bodies;
  private final String mode;
  private final Quota quota;
  private final ScheduleWarnings warnings;
  private final Clock clock;

  /**
   * Takes what it shows.
   *
   * @param mode {@code development} or {@code production}
   * @param quota what QStash's plan allows
   */
  public CronResource(
      Scheduling scheduling,
      History history,
      Lint lint,
      ObjectMapper json,
      String mode,
      Quota quota,
      Clock clock) {
    this.warnings = new ScheduleWarnings(history, lint, clock);
    this.scheduling = scheduling;
    this.quota = quota;
    this.views = new ScheduleViews(scheduling, clock);
    this.bodies = new JsonBodies(json);
    this.mode = mode;
    this.clock = clock;
  }

  /** Shows the active schedules and the engine that rings them. */
  @GET
  public View active() {
    return View.of()
        .text("engine", scheduling.engine().name())
        .text("mode", mode)
        .all(
            "items",
            scheduling.list().stream()
                .filter(it -> it.active())
                .map(views::brief)
                .toList());
  }

  /** Switches a workflow on. */
  @POST
  @Path("activate/{id}")
  @Audited(value = "schedule.activate", of = "schedule")
  public Response activate(@PathParam("id") String id, byte[] body) {
    WorkflowId workflow = Params.workflow(id);
    Scheduling.Activated done = scheduling.activate(workflow, wishes(bodies.object(body)));
    Schedule schedule = done.schedule();
    boolean pending = schedule.sync() == Schedule.Sync.PENDING;
    return Response.status(pending ? 202 : done.created() ? 201 : 200)
        .entity(views
            .whole(schedule, 5)
            .all("warnings", warnings.all(schedule, schedule.wording().meant()))
            .part("forecast", forecast(schedule)))
        .build();
  }

  /** Only what QStash rings uses its plan. */
  private Optional<View> forecast(Schedule schedule) {
    boolean atQStash = scheduling.engineOf(schedule).name().equals("qstash");
    return atQStash ? scheduling.forecast(quota).map(PlanViews::forecast) : Optional.empty();
  }

  private static Wishes wishes(Optional<JsonNode> body) {
    Map<String, Optional<String>> fields = new HashMap<>();
    body.ifPresent(json -> json.properties()
        .forEach(field -> fields.put(
            field.getKey(),
            field.getValue().isNull()
                ? Optional.empty()
                : Optional.of(text(field.getKey(), field.getValue())))));
    return new Wishes(fields);
  }

  private static String text(String name, JsonNode value) {
    if ((name.equals("blackout") || name.equals("calendars")) && value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(part -> part(name, part))
          .collect(Collectors.joining("; "));
    }
    if (!value.isValueNode()) {
      throw new InvalidWishException(name, name + " is a single value");
    }
    if (name.equals("retries") && !value.isNumber()) {
      throw new InvalidWishException(name, "retries is a number from 0 to 100, without quotes");
    }
    return value.asText();
  }

  private static String part(String name, JsonNode value) {
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new InvalidWishException(
          name,
          name + " is a text or a list of texts, and one of them is none or empty; leave it out, or"
              + " send [] for none at all");
    }
    return value.textValue();
  }

  /** Switches a workflow off. */
  @DELETE
  @Path("deactivate/{id}")
  @Audited(value = "schedule.deactivate", of = "schedule")
  public View deactivate(@PathParam("id") String id) {
    WorkflowId workflow = Params.workflow(id);
    boolean changed = scheduling.deactivate(workflow);
    return View.of().text("workflowId", workflow).flag("active", false).flag("changed", changed);
  }

  /** Does the same, for callers that cannot send DELETE. */
  @POST
  @Path("deactivate/{id}")
  @Audited(value = "schedule.deactivate", of = "schedule")
  public View deactivateByPost(@PathParam("id") String id) {
    return deactivate(id);
  }

  /** Shows what a cron means and when it is due. */
  @GET
  @Path("preview")
  public View preview(
      @QueryParam("cron") String text,
      @QueryParam("timezone") @DefaultValue("") String zone,
      @QueryParam("count") String count,
      @QueryParam("from") String from,
      @BeanParam ClockChoice choice) {
    Timetable times = timetable(text, zone, choice.over(ClockChanges.DEFAULT));
    Cron cron = times.cron();
    Instant start = Params.instant("from", from).orElseGet(clock::instant);
    List<Instant> upcoming = times.upcoming(start, Limits.of("count", count, 5));
    View view = View.of()
        .text("cron", cron.text())
        .text("canonical", cron.canonical())
        .text("timezone", times.zone().getId())
        .part("description", ScheduleViews.description(times))
        .flag("neverFires", cron.neverFires())
        .texts("upcoming", upcoming)
        .text("previous", times.previous(start))
        .all("warnings", warnings(times, start));
    return ScheduleViews.moved(times, upcoming, view);
  }

  static Timetable timetable(String text, String zone, ClockChanges changes) {
    if (text == null) {
      throw new InvalidParameterException("cron", "give a cron, such as ?cron=0 9 * * MON-FRI");
    }
    Cron cron = Cron.parse(text);
    return new Timetable(cron, zone(cron, zone), changes);
  }

  private static ZoneId zone(Cron cron, String text) {
    if (cron.zone().isPresent() && !text.isEmpty()) {
      throw new InvalidParameterException(
          "timezone", "the cron names a zone already; give the zone in one place only");
    }
    return cron.zone().orElseGet(() -> Params.read("timezone", text, Zones::parse));
  }

  static List<View> warnings(Timetable times, Instant from) {
    return CronConflicts.warnings(times, from).stream()
        .map(CronResource::warning)
        .toList();
  }

  private static View warning(CronWarning warning) {
    return View.of()
        .word("code", warning.code())
        .text("en", warning.text(Locale.ENGLISH))
        .text("ru", warning.text(RUSSIAN))
        .texts("dates", warning.times());
  }
}
