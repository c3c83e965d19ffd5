package dev.carillon.employing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.function.CancelSignal;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import dev.carillon.job.JobCard;
import dev.carillon.job.JobContext;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;

/**
 * The built-in function {@code job}: calls the job of that {@code id} with the task's input. A job
 * whose time is up, or that is not wanted any more, is told so and interrupted; it is waited for a
 * little, and then no longer.
 */
public final class JobFunction implements Function {
  /** The name by which definitions call it. */
  public static final String NAME = "job";

  private final JobBook jobs;
  private final Workshop workshop;
  private final Clock clock;

  /** Takes the jobs and where they work. */
  public JobFunction(JobBook jobs, Workshop workshop, Clock clock) {
    this.jobs = jobs;
    this.workshop = workshop;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public JsonNode call(Invocation invocation) throws Exception {
    JobCard card = card(invocation.arguments().path("id").asText(""));
    JobLog log = new JobLog(invocation.log());
    try {
      return new JobCall(card, workshop)
          .of(cancel -> context(card, invocation, cancel, log), invocation.cancel());
    } finally {
      log.close();
    }
  }

  /** A jar may come back before the next attempt, so this is no hopeless failure. */
  private JobCard card(String id) {
    try {
      return jobs.find(new WorkflowId(id))
          .orElseThrow(() -> new IllegalStateException(
              "there is no job \"" + id + "\" here; put the jar that has it into WEB-INF/lib"));
    } catch (IllegalArgumentException noId) {
      throw new IllegalArgumentException("\"with\" has no id of a job: " + noId.getMessage());
    }
  }

  private JobContext context(JobCard card, Invocation invocation, CancelSignal cancel, JobLog log) {
    return new JobContext(
        invocation.input(),
        invocation.idempotencyKey(),
        invocation.messageId(),
        invocation.dueTime(),
        clock.instant().plus(card.timeLimit()),
        cancel,
        log);
  }
}
