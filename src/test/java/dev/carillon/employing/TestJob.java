package dev.carillon.employing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.carillon.job.Health;
import dev.carillon.job.Job;
import dev.carillon.job.JobCard;
import dev.carillon.job.JobContext;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** A job that says of itself what a test tells it to, and works and feels likewise. */
public final class TestJob implements Job {
  /** What a job does. */
  public interface Work {
    JsonNode with(JobContext context) throws Exception;
  }

  private final String id;
  private String cron = "0 2 * * *";
  private String timezone = "UTC";
  private Optional<String> path = Optional.empty();
  private Duration timeLimit = Duration.ofSeconds(30);
  private Supplier<Health> health = () -> Health.OK;
  private Work work = context -> IntNode.valueOf(42);

  private TestJob(String id) {
    this.id = id;
  }

  /** Returns a job that is due at two every night and makes 42. */
  public static TestJob aJob(String id) {
    return new TestJob(id);
  }

  public TestJob cron(String value) {
    cron = value;
    return this;
  }

  public TestJob timezone(String value) {
    timezone = value;
    return this;
  }

  public TestJob path(String value) {
    path = Optional.of(value);
    return this;
  }

  public TestJob timeLimit(Duration value) {
    timeLimit = value;
    return this;
  }

  public TestJob feeling(Supplier<Health> value) {
    health = value;
    return this;
  }

  public TestJob working(Work value) {
    work = value;
    return this;
  }

  /** Returns what it says, as of a jar of that name. */
  public JobCard of(String jar) {
    return JobCard.of(this, jar);
  }

  public JobCard card() {
    return of("test.jar");
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String cron() {
    return cron;
  }

  @Override
  public String timezone() {
    return timezone;
  }

  @Override
  public String path() {
    return path.orElseGet(Job.super::path);
  }

  @Override
  public Duration timeLimit() {
    return timeLimit;
  }

  @Override
  public Health health() {
    return health.get();
  }

  @Override
  public JsonNode run(JobContext context) throws Exception {
    return work.with(context);
  }
}
