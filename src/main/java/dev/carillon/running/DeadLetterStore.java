package dev.carillon.running;

import dev.carillon.delivery.DeadLetter;
import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.run.MessageId;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps dead letters; a run that fails becomes one by itself. May be shared by threads and nodes; each
 * method is one transaction.
 */
public interface DeadLetterStore {
  /**
   * Keeps what was given up. What is known of the same message is completed and not replaced; one
   * that was removed stays so.
   */
  void keep(GivenUp letter);

  /**
   * Returns a page, what was given up last first.
   *
   * @param workflow only its own; empty for all
   * @param after the last of the page before; empty for the first page
   */
  List<DeadLetter> list(Optional<WorkflowId> workflow, Optional<Long> after, int limit);

  /** Returns the one that QStash keeps, or kept, under that id; one that was removed is not found. */
  Optional<DeadLetter> find(String dlqId);

  /**
   * Writes down that QStash is about to be asked to send it again: until its answer is known, the
   * letter {@linkplain #beingSentAgain is on its way}.
   */
  void asked(String dlqId, Instant at);

  /**
   * Returns the due time of the dead letter that a message of the schedule may be, though QStash did
   * not say so yet: the first that is on its way, and was asked for shortly before the message was
   * made.
   */
  Optional<Instant> beingSentAgain(ScheduleId schedule, Instant made);

  /**
   * Writes down that QStash sends it again, and does not keep it any more. The message that came for
   * it before that was said stays its own, and no message is that of two letters.
   */
  void sentAgain(String dlqId, MessageId as, Instant at);

  /** Returns the due time of the dead letter that QStash sends again by that message, as we asked. */
  Optional<Instant> sentAgainFor(MessageId message);

  /** Writes down that QStash does not keep it any more. */
  void gone(String dlqId, Instant at);

  /** Removes it from the list. */
  void remove(String dlqId, Instant at);
}
