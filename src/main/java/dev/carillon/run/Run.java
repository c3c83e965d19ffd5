package dev.carillon.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.DefinitionHash;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.Optional;

/**
 * One execution of a workflow, as it stands at one moment. Immutable.
 *
 * @param id names it for good
 * @param workflow what is executed
 * @param version of the definition that it pinned
 * @param hash of the definition that it pinned
 * @param schedule the schedule that made it due, if one did
 * @param revision of that schedule; 0 without one
 * @param dueTime the due time that it answers for, if any
 * @param provisional whether that was reckoned from a retry, since the engine could not be asked
 * @param trigger why it was made
 * @param state where it stands
 * @param input what it was given
 * @param output present once it succeeded
 * @param error of the last attempt that failed; stays for people to read
 * @param attempts how many were begun
 * @param maxAttempts how many there may be: 1 + retries
 * @param pauses how long it is between them
 * @param message the message that made it; empty for one made by hand
 * @param ownership who brings the next attempt
 * @param createdAt when it was committed
 * @param startedAt when its first attempt began
 * @param endedAt when it ended
 * @param wakeAt when our own timers look after it next; present while RETRYING, while WAITING for a
 *     time, and while PENDING if it begins at a time
 * @param parent the run whose task asked for it, if one did
 * @param deadline when its time is over, if its definition sets a limit and it has begun
 * @param queued whether it waits, PENDING, until the runs of its schedule before it are over
 * @param turnAt when that waiting was over; empty if it never waited
 * @param beginsAt before which it does not begin, if its schedule spreads its runs; it is late from
 *     then on and not from its due time
 * @param canceled why and by whom, if it was canceled
 */
public record Run(
    RunId id,
    WorkflowId workflow,
    String version,
    DefinitionHash hash,
    Optional<ScheduleId> schedule,
    int revision,
    Optional<Instant> dueTime,
    boolean provisional,
    Trigger trigger,
    RunState state,
    JsonNode input,
    Optional<JsonNode> output,
    Optional<RunError> error,
    int attempts,
    int maxAttempts,
    Pauses pauses,
    Optional<MessageId> message,
    Ownership ownership,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Instant> wakeAt,
    Optional<RunId> parent,
    Optional<Instant> deadline,
    boolean queued,
    Optional<Instant> turnAt,
    Optional<Instant> beginsAt,
    Optional<Canceled> canceled) {
  /** Who brings the next attempt after one that failed. */
  public enum Ownership {
    /** QStash, until it was answered with a 2xx. */
    ENGINE,
    /** We. */
    OURS
  }

  /**
   * A wish that ended a run.
   *
   * @param reason for people; may be empty
   * @param by who wished it; empty where it was no person
   */
  public record Canceled(String reason, Optional<String> by) {}

  /** Tells whether it holds its schedule's one slot: while it retries or is queued, it does not. */
  public boolean holdsSlot() {
    return state.holdsSlot() && !queued;
  }

  /**
   * Returns from when on it is late: from its due time, or from when it was to begin if that is later,
   * unless somebody let it begin before. Empty if it has no due time.
   */
  public Optional<Instant> meantAt() {
    return beginsAt.filter(it -> startedAt.filter(it::isAfter).isEmpty()).or(() -> dueTime);
  }

  /** Tells whether the attempt that was begun last is the last. */
  public boolean isLastAttempt() {
    return attempts >= maxAttempts;
  }
}
