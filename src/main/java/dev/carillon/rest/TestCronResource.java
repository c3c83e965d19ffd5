package dev.carillon.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.authoring.Authoring;
import dev.carillon.run.MessageId;
import dev.carillon.run.Run;
import dev.carillon.run.Trigger;
import dev.carillon.running.RunFilter;
import dev.carillon.running.RunStore;
import dev.carillon.running.Runs;
import dev.carillon.schedule.Schedule;
import dev.carillon.scheduling.ScheduleEngine;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.workflow.WorkflowId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Shows how the house stands, and tries the way of a run through it. */
@Path("api/test-cron")
@Produces(MediaType.APPLICATION_JSON)
public final class TestCronResource {
  private final Facts facts;
  private final Authoring authoring;
  private final Scheduling scheduling;
  private final RunStore runs;
  private final Runs running;
  private final ScheduleViews views;
  private final JsonBodies bodies;
  private final RunInputs inputs;
  private final Clock clock;

  /**
   * What was decided at the start, and what is known.
   *
   * @param mode {@code development} or {@code production}
   * @param reason why mode and engine are what they are
   * @param keys tells whether signing keys are known now: the current one and the next one, or none
   */
  public record Facts(String mode, String reason, BooleanSupplier keys) {}

  /** Takes what it shows. */
  public TestCronResource(
      Facts facts,
      Authoring authoring,
      Scheduling scheduling,
      RunStore runs,
      Runs running,
      ObjectMapper json,
      Clock clock) {
    this.facts = facts;
    this.authoring = authoring;
    this.scheduling = scheduling;
    this.runs = runs;
    this.running = running;
    this.views = new ScheduleViews(scheduling, clock);
    this.bodies = new JsonBodies(json);
    this.inputs = new RunInputs(bodies, running);
    this.clock = clock;
  }

  /** Shows mode, engine, which keys are known, and each schedule with its last and next time. */
  @GET
  public View show() {
    boolean known = facts.keys().getAsBoolean();
    return View.of()
        .text("mode", facts.mode())
        .text("engine", scheduling.engine().name())
        .text("reason", facts.reason())
        .part("keys", View.of().flag("current", known).flag("next", known))
        .all("items", scheduling.list().stream().map(this::line).toList());
  }

  private View line(Schedule schedule) {
    Optional<Run> last = runs
        .list(
            new RunFilter(Optional.of(schedule.workflow()), Optional.empty(), Optional.empty()),
            Optional.empty(),
            1)
        .stream()
        .findFirst();
    return views.brief(schedule).part("lastRun", last.map(RunViews::brief));
  }

  /** Runs a workflow now, or sends it through the engine and back. */
  @POST
  @Audited(value = "workflow.run", of = "workflow")
  public Response act(
      @QueryParam("workflowId") String id, @QueryParam("action") String action, byte[] body) {
    if (id == null) {
      throw new InvalidParameterException("workflowId", "say which: ?workflowId=…");
    }
    WorkflowId workflow = authoring.get(Params.workflow(id)).id();
    if ("trigger".equals(action)) {
      Run run = running.start(workflow, Trigger.MANUAL, inputs.read(body));
      return Response.status(202).entity(RunViews.brief(run)).build();
    }
    if ("publish".equals(action)) {
      MessageId sent = scheduling
          .engine()
          .send(
              new ScheduleEngine.OneOff(
                  workflow,
                  Trigger.TEST.word(),
                  bodies.any(body).map(inputs::admitted).map(Object::toString)),
              clock.instant());
      return Response.status(202).entity(View.of().text("messageId", sent)).build();
    }
    throw new InvalidParameterException("action", "action is trigger or publish");
  }
}
