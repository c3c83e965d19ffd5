package dev.carillon.employing;

import dev.carillon.authoring.Authoring;
import dev.carillon.authoring.Origin;
import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.job.Health;
import dev.carillon.job.JobCard;
import dev.carillon.running.Workshop;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks jobs for their health, on behalf of everybody and so not as often as everybody asks: one
 * question at a time, whose answer is good for five seconds. May be shared by threads.
 */
public final class HealthChecks {
  private static final Logger LOG = LoggerFactory.getLogger(HealthChecks.class);
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<WorkflowId, Check> checks = new HashMap<>();
  private final Map<WorkflowId, Health> told = new HashMap<>();
  private final JobBook jobs;
  private final Authoring authoring;
  private final Workshop workshop;
  private final Clock clock;
  private final Duration patience;

  /** Takes who is asked, and where. */
  public HealthChecks(JobBook jobs, Authoring authoring, Workshop workshop, Clock clock) {
    this(jobs, authoring, workshop, clock, PATIENCE);
  }

  HealthChecks(
      JobBook jobs, Authoring authoring, Workshop workshop, Clock clock, Duration patience) {
    this.jobs = jobs;
    this.authoring = authoring;
    this.workshop = workshop;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * One question.
   *
   * @param at when it was asked
   * @param answer comes in time, whatever the job does
   * @param end comes when the job has answered indeed
   */
  private record Check(Instant at, CompletableFuture<Health> answer, CompletableFuture<Void> end) {
    boolean isGoodAt(Instant now) {
      return !end.isDone() || now.isBefore(at.plus(FRESH));
    }
  }

  /**
   * Returns how a workflow feels: as its job answers now, or answered a moment ago. One that has no
   * job is well, one that lost it is not; empty if there is no such workflow.
   */
  public CompletionStage<Optional<Health>> of(WorkflowId id) {
    return jobs.find(id)
        .map(card -> of(card).thenApply(Optional::of))
        .orElseGet(() -> CompletableFuture.completedStage(
            authoring.find(id).map(StoredWorkflow::origin).map(HealthChecks::without)));
  }

  private static Health without(Origin origin) {
    return origin == Origin.EDITOR ? Health.OK : Health.failing("its code is not here");
  }

  private synchronized CompletionStage<Health> of(JobCard card) {
    Instant now = clock.instant();
    Check last = checks.get(card.id());
    if (last == null || !last.isGoodAt(now)) {
      last = new Check(now, new CompletableFuture<>(), new CompletableFuture<>());
      checks.put(card.id(), last);
      ask(card, last);
    }
    return last.answer().minimalCompletionStage();
  }

  private void ask(JobCard card, Check check) {
    check.answer().thenAccept(health -> tell(card, health));
    try {
      workshop.begin(card.job(), () -> {
        check.answer().complete(answer(card));
        check.end().complete(null);
      });
      workshop.later(
          patience,
          () -> check.answer().complete(Health.failing("it did not answer within " + patience)));
    } catch (RejectedExecutionException stopping) {
      check.answer().complete(Health.failing("the process stops"));
    }
  }

  private static Health answer(JobCard card) {
    try {
      Health health = card.job().health();
      return health == null ? Health.failing("health() returned null") : health;
    } catch (Throwable broken) {
      // Somebody else's code: whatever it throws is its answer.
      return Health.failing("health() broke: " + broken);
    }
  }

  /** The log hears of a change, not of each question. */
  private synchronized void tell(JobCard card, Health health) {
    Health before = told.put(card.id(), health);
    boolean wasOk = before == null || before.isOk();
    if (!health.isOk() && !health.equals(before)) {
      LOG.warn("job {} is failing: {}", card.id(), health.reason());
    } else if (health.isOk() && !wasOk) {
      LOG.info("job {} is well again", card.id());
    }
  }
}
