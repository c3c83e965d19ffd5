package dev.carillon.running;

import dev.carillon.run.MessageId;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.Optional;

/**
 * What the local engine pulls when something is due. Shared by the engine's threads, of which there
 * are few, so both methods only commit what has come in and hand it on; walking is not their work.
 *
 * <p>An engine that gets an exception, or dies before it gets an answer, comes again later with the
 * same message. So a message may come in more than once, on several nodes too, and late.
 */
public interface Bell {
  /**
   * Takes a due time of a schedule.
   *
   * @param schedule which is due
   * @param revision of the schedule, as the engine held it; 0 if that is not known any more
   * @param dueTime the due time itself and not when the engine came to it
   * @param message names it: the same due time is always the same message
   */
  void ring(ScheduleId schedule, int revision, Instant dueTime, MessageId message);

  /**
   * Takes a one-off message.
   *
   * @param message names it
   * @param workflow what is to run
   * @param trigger why, as {@link dev.carillon.run.Trigger#word()} spells it
   * @param input JSON text; empty for none
   */
  void deliver(MessageId message, WorkflowId workflow, String trigger, Optional<String> input);
}
