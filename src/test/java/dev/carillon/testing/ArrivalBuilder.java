package dev.carillon.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.run.MessageId;
import dev.carillon.run.Run.Ownership;
import dev.carillon.run.RunId;
import dev.carillon.run.Trigger;
import dev.carillon.running.Arrival;
import dev.carillon.running.Arrival.Token;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Arrivals that read aloud: {@code anArrival().of("msg_1").dueAt(NOON).build()}. */
public final class ArrivalBuilder {
  private static final AtomicLong MADE = new AtomicLong();

  private String workflow = "hello";
  private Trigger trigger = Trigger.MANUAL;
  private Optional<MessageId> message = Optional.empty();
  private Optional<Token> token = Optional.empty();
  private Optional<ScheduleId> schedule = Optional.empty();
  private Optional<Instant> due = Optional.empty();
  private int retried;
  private JsonNode input = JsonNodeFactory.instance.objectNode();
  private Ownership ownership = Ownership.OURS;
  private Optional<RunId> wakes = Optional.empty();
  private Instant at = Instant.parse("2026-11-22T12:00:00Z");

  private ArrivalBuilder() {}

  /** Returns somebody's wish to run {@code hello}, at noon. */
  public static ArrivalBuilder anArrival() {
    return new ArrivalBuilder();
  }

  public ArrivalBuilder asking(String workflowId) {
    workflow = workflowId;
    return this;
  }

  public ArrivalBuilder because(Trigger why) {
    trigger = why;
    return this;
  }

  public ArrivalBuilder of(String messageId) {
    message = Optional.of(new MessageId(messageId));
    return this;
  }

  public ArrivalBuilder signed(String tokenHash) {
    token = Optional.of(new Token(tokenHash, at.plusSeconds(300)));
    return this;
  }

  public ArrivalBuilder dueAt(Instant dueTime) {
    schedule = Optional.of(new ScheduleId(workflow));
    due = Optional.of(dueTime);
    trigger = Trigger.CRON;
    return this;
  }

  public ArrivalBuilder retried(int times) {
    retried = times;
    return this;
  }

  public ArrivalBuilder waking(RunId run) {
    wakes = Optional.of(run);
    return this;
  }

  public ArrivalBuilder ownedByItsEngine() {
    ownership = Ownership.ENGINE;
    return this;
  }

  public ArrivalBuilder with(JsonNode given) {
    input = given;
    return this;
  }

  public ArrivalBuilder at(Instant now) {
    at = now;
    return this;
  }

  /** Returns it, with a candidate of its own; later ones have greater ids. */
  public Arrival build() {
    return new Arrival(
        RunId.of(at.toEpochMilli(), 0, MADE.incrementAndGet()),
        message.isPresent() ? "webhook" : "api",
        new WorkflowId(workflow),
        trigger,
        message,
        token,
        retried,
        schedule,
        schedule.isPresent() ? 1 : 0,
        due,
        Optional.empty(),
        input,
        ownership,
        at,
        wakes);
  }
}
