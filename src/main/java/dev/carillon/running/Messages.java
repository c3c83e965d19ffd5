package dev.carillon.running;

import dev.carillon.run.MessageId;
import dev.carillon.run.RunId;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.Optional;

/**
 * What running needs of the messages that an engine holds. Nothing here is needed for a run to go
 * right: an engine that cannot be asked is done without, so no method throws because of it. May be
 * shared by threads.
 */
public interface Messages {
  /**
   * Returns when the engine made a message. Asked for a short time only and by few at once, since
   * deliveries wait; not for a while after the engine could not be asked.
   *
   * @return empty if it is not asked, does not say in time, or holds the message no more
   */
  Optional<Instant> createdAt(MessageId message);

  /**
   * Has the engine wake a run by a message to ourselves, at an instant or soon after. Where the
   * engine takes no message for so far ahead, it is sent for as far as it goes.
   *
   * @return names the message; empty if the engine does not take it now
   */
  Optional<MessageId> nudge(WorkflowId workflow, RunId run, Instant notBefore);

  /** Takes a nudge back; fine if it was delivered, or the engine cannot be asked. */
  void takeBack(MessageId nudge);
}
