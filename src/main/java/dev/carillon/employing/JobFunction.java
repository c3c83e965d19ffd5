package dev.carillon.employing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import dev.carillon.job.JobCard;
import dev.carillon.job.JobContext;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.util.Optional;

/**
 * The built-in function {@code job}: calls the job of that {@code id} with the task's input, for as
 * long as the job may take.
 */
public final class JobFunction implements Function {
  /** The name by which definitions call it. */
  public static final String NAME = "job";

  private final JobBook jobs;

  /** Takes the jobs. */
  public JobFunction(JobBook jobs) {
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Duration timeLimit(JsonNode arguments) {
    return find(arguments).map(JobCard::timeLimit).orElse(Function.super.timeLimit(arguments));
  }

  @Override
  public JsonNode call(Invocation invocation) throws Exception {
    JobCard card = get(invocation.arguments());
    Thread.currentThread().setContextClassLoader(card.job().getClass().getClassLoader());
    JsonNode output = card.job().run(context(invocation));
    return output == null ? NullNode.getInstance() : output;
  }

  /** A jar may come back before the next attempt, so this is no hopeless failure. */
  private JobCard get(JsonNode arguments) {
    return find(arguments)
        .orElseThrow(() -> new IllegalStateException("there is no job \"" + id(arguments)
            + "\" here; put the jar that has it into WEB-INF/lib"));
  }

  private Optional<JobCard> find(JsonNode arguments) {
    try {
      return jobs.find(new WorkflowId(id(arguments)));
    } catch (IllegalArgumentException noId) {
      throw new IllegalArgumentException("\"with\" has no id of a job: " + noId.getMessage());
    }
  }

  private static String id(JsonNode arguments) {
    return arguments.path("id").asText("");
  }

  private static JobContext context(Invocation invocation) {
    return new JobContext(
        invocation.input(),
        invocation.idempotencyKey(),
        invocation.messageId(),
        invocation.dueTime(),
        invocation.deadline(),
        invocation.cancel(),
        invocation.log());
  }
}
