package dev.carillon.qstash;

import dev.carillon.run.MessageId;
import dev.carillon.run.RunId;
import dev.carillon.running.Messages;
import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.EngineTrouble.Kind;
import dev.carillon.scheduling.EngineUnavailableException;
import dev.carillon.scheduling.HeldBackException;
import dev.carillon.scheduling.ScheduleEngine;
import dev.carillon.scheduling.ScheduleEngine.OneOff;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What QStash knows of its messages, and those that it wakes us by. May be shared by threads. */
public final class QStashMessages implements Messages {
  private static final Logger LOG = LoggerFactory.getLogger(QStashMessages.class);

  /** A delivery waits for the answer. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  /** So many of a server's threads may wait for QStash; the other deliveries go without. */
  private static final int AT_ONCE = 4;

  private static final Duration REST = Duration.ofSeconds(30);

  /** Every plan delays a message by so much, with a margin for clocks that differ. */
  private static final Duration EVERYBODYS = Duration.ofDays(7).minusMinutes(5);

  private final QStashClient client;
  private final ScheduleEngine engine;
  private final Clock clock;
  private final Fuse deliveries;

  /** Takes whom to ask and who sends. */
  public QStashMessages(QStashClient client, ScheduleEngine engine, Clock clock) {
    this.client = client;
    this.engine = engine;
    this.clock = clock;
    this.deliveries = new Fuse(AT_ONCE, REST, clock);
  }

  @Override
  public Optional<Instant> createdAt(MessageId message) {
    return carefully(
        "when " + message + " was made is not known",
        () -> deliveries.ask(() ->
            client.within(SHORT).findMessage(message.value()).flatMap(RemoteMessage::createdAt)));
  }

  @Override
  public Optional<MessageId> nudge(WorkflowId workflow, RunId run, Instant notBefore) {
    var nudge = new OneOff(workflow, "nudge", Optional.empty(), Optional.of(run));
    return carefully("no nudge for " + run, () -> Optional.of(sent(nudge, notBefore)));
  }

  /** QSTASH_PLAN may promise more than the account has; what every plan has will do. */
  private MessageId sent(OneOff nudge, Instant notBefore) {
    try {
      return engine.send(nudge, notBefore);
    } catch (EngineRefusedException refused) {
      Instant nearer = clock.instant().plus(EVERYBODYS);
      if (refused.trouble().kind() != Kind.DELAY_TOO_LONG || !nearer.isBefore(notBefore)) {
        throw refused;
      }
      return engine.send(nudge, nearer);
    }
  }

  @Override
  public void takeBack(MessageId nudge) {
    carefully("nudge " + nudge + " is not taken back", () -> Optional.of(engine.cancel(nudge)));
  }

  private static <T> Optional<T> carefully(String otherwise, Supplier<Optional<T>> call) {
    try {
      return call.get();
    } catch (EngineRefusedException | EngineUnavailableException | HeldBackException trouble) {
      LOG.warn("{}: {}", otherwise, trouble.getMessage());
      return Optional.empty();
    }
  }
}
