package dev.carillon.running;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.run.MessageId;
import dev.carillon.run.Run.Ownership;
import dev.carillon.run.RunId;
import dev.carillon.run.Trigger;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.Optional;

/** Builds arrivals of a house: what is not said is as QStash would send it now. */
public final class Arrivals {
  private final House house;
  private final WorkflowId workflow;
  private Trigger trigger = Trigger.CRON;
  private Optional<MessageId> message = Optional.of(new MessageId("msg_1"));
  private Optional<Arrival.Token> token = Optional.empty();
  private Optional<ScheduleId> schedule;
  private int retried;
  private int revision;
  private Optional<Instant> due = Optional.empty();
  private Optional<Arrival.Created> created;
  private Optional<RunId> wakes = Optional.empty();
  private Ownership ownership = Ownership.ENGINE;

  private Arrivals(House house, WorkflowId workflow) {
    this.house = house;
    this.workflow = workflow;
    this.schedule = Optional.of(ScheduleId.of(workflow));
    this.created = Optional.of(new Arrival.Created(house.clock.instant(), false));
  }

  /** A message of QStash's for the schedule of that workflow, made just now. */
  public static Arrivals of(House house, WorkflowId workflow) {
    return new Arrivals(house, workflow);
  }

  public Arrivals message(String id) {
    message = Optional.of(new MessageId(id));
    return this;
  }

  public Arrivals token(String hash) {
    token = Optional.of(new Arrival.Token(hash, house.clock.instant().plusSeconds(300)));
    return this;
  }

  public Arrivals retried(int count) {
    retried = count;
    return this;
  }

  public Arrivals revision(int number) {
    revision = number;
    return this;
  }

  public Arrivals createdAt(Instant instant) {
    created = Optional.of(new Arrival.Created(instant, false));
    return this;
  }

  /** As it is where only the time of this attempt is known. */
  public Arrivals provisional() {
    created = Optional.of(new Arrival.Created(house.clock.instant(), true));
    return this;
  }

  /** Names the schedule of another workflow. */
  public Arrivals scheduleOf(String other) {
    schedule = Optional.of(new ScheduleId(other));
    return this;
  }

  /** As the local engine hands it in. */
  public Arrivals local(Instant dueTime) {
    due = Optional.of(dueTime);
    created = Optional.empty();
    message = Optional.of(MessageId.local(ScheduleId.of(workflow), dueTime));
    ownership = Ownership.OURS;
    return this;
  }

  /** As a nudge. */
  public Arrivals waking(RunId run) {
    wakes = Optional.of(run);
    return this;
  }

  /** As a schedule that somebody made by hand calls. */
  public Arrivals external() {
    schedule = Optional.empty();
    trigger = Trigger.EXTERNAL;
    return this;
  }

  public Arrival build() {
    return new Arrival(
        house.runs.nextId(),
        due.isPresent() ? "local" : "webhook",
        workflow,
        trigger,
        message,
        token,
        retried,
        schedule,
        revision,
        due,
        created,
        JsonNodeFactory.instance.objectNode(),
        ownership,
        house.clock.instant(),
        wakes);
  }
}
