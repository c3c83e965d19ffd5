package dev.carillon.running;

import dev.carillon.run.MessageId;
import dev.carillon.run.RunId;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.Optional;

/** For an engine that holds no messages which could be asked about: the local one. */
public final class NoMessages implements Messages {
  /** Makes one; all are alike. */
  public NoMessages() {}

  @Override
  public Optional<Instant> createdAt(MessageId message) {
    return Optional.empty();
  }

  @Override
  public Optional<MessageId> nudge(WorkflowId workflow, RunId run, Instant notBefore) {
    return Optional.empty();
  }

  @Override
  public void takeBack(MessageId nudge) {}
}
