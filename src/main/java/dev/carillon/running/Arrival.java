package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
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
 * @param createdAt where {@code due} is empty: when the engine made the message. The due time is
 *     the revision's newest not later than this and five seconds
 * @param input of the run
 * @param ownership who brings the next attempt of the run if one fails
 * @param at now
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
    Optional<Instant> createdAt,
    JsonNode input,
    Ownership ownership,
    Instant at) {
  /**
   * A signed token, by which a captured request is told from a new one.
   *
   * @param hash SHA-256 of its signing input, hexadecimal
   * @param expiresAt until when it could be sent again
   */
  public record Token(String hash, Instant expiresAt) {}
}
