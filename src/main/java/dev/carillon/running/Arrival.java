package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.run.MessageId;
import dev.carillon.run.Run.Ownership;
import dev.carillon.run.RunId;
import dev.carillon.run.Trigger;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that asks for a run: a message of an engine, or somebody's wish. Whatever its source,
 * it is admitted in the same way.
 *
 * @param candidate the id that the run gets if one is made
 * @param route where it came in: {@code webhook}, {@code jobs}, {@code local} or {@code api}
 * @param workflow what is to run
 * @param trigger why
 * @param message names it at its engine; the same message makes at most one run. Empty for a wish
 *     that is not repeated
 * @param token SHA-256 of the signed token's signing input and when that token expires; empty where
 *     nothing is signed
 * @param retried how often the engine had tried before, as it says
 * @param schedule the schedule that is due, with {@code revision}; empty if none is
 * @param revision of that schedule, as the message was made under; 0 if it does not say
 * @param due the due time where the source knows it, as the local engine does
 * @param created where {@code due} is empty: when the engine made the message. The due time is the
 *     revision's newest not later than this and five seconds
 * @param input of the run
 * @param ownership who brings the next attempt of the run if one fails
 * @param at now
 * @param wakes the run that it wakes, for a nudge; such a message makes no run and is no attempt
 */
public record Arrival(
    RunId candidate,
    String route,
    WorkflowId workflow,
    Trigger trigger,
    Optional<MessageId> message,
    Optional<Token> token,
    int retried,
    Optional<ScheduleId> schedule,
    int revision,
    Optional<Instant> due,
    Optional<Created> created,
    JsonNode input,
    Ownership ownership,
    Instant at,
    Optional<RunId> wakes) {
  /**
   * Returns a wish of ours, which stands for no due time.
   *
   * @param message empty if it is not repeated
   */
  public static Arrival wish(
      RunId candidate,
      String route,
      WorkflowId workflow,
      Trigger trigger,
      Optional<MessageId> message,
      JsonNode input,
      Instant at) {
    return new Arrival(
        candidate,
        route,
        workflow,
        trigger,
        message,
        Optional.empty(),
        0,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        input,
        Ownership.OURS,
        at,
        Optional.empty());
  }

  /** Returns what rings a due time by our own hand, with an empty object as input. */
  public static Arrival due(
      RunId candidate,
      ScheduleId schedule,
      int revision,
      Instant due,
      Trigger trigger,
      Optional<MessageId> message,
      Instant at) {
    return new Arrival(
        candidate,
        "local",
        new WorkflowId(schedule.value()),
        trigger,
        message,
        Optional.empty(),
        0,
        Optional.of(schedule),
        revision,
        Optional.of(due),
        Optional.empty(),
        JsonNodeFactory.instance.objectNode(),
        Ownership.OURS,
        at,
        Optional.empty());
  }

  /** Returns it with what the engine told of its message's making. */
  Arrival toldToBeCreatedAt(Instant told) {
    return new Arrival(
        candidate,
        route,
        workflow,
        trigger,
        message,
        token,
        retried,
        schedule,
        revision,
        due,
        Optional.of(new Created(told, false)),
        input,
        ownership,
        at,
        wakes);
  }

  /** Tells whether the engine knows better than we when it made the message. */
  boolean isToBeAskedFor() {
    return schedule.isPresent()
        && ownership == Ownership.ENGINE
        && due.isEmpty()
        && message.isPresent()
        && created.filter(Created::provisional).isPresent();
  }

  /**
   * When an engine made a message.
   *
   * @param at when it was made; of one that is provisional, when the attempt that brought it was
   *     made: a token is made for each attempt, and the message is older by the pauses before it
   * @param provisional whether it is reckoned, since nothing better is known
   */
  public record Created(Instant at, boolean provisional) {}

  /**
   * A signed token, by which a captured request is told from a new one.
   *
   * @param hash SHA-256 of its signing input, hexadecimal
   * @param expiresAt until when it could be sent again
   */
  public record Token(String hash, Instant expiresAt) {}
}
