package dev.carillon.running;

import dev.carillon.run.MessageId;
import dev.carillon.run.RunId;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine's messages as a test tells them; until then it cannot be asked. */
public final class ToldMessages implements Messages {
  /** A nudge that was sent. */
  public record Sent(MessageId id, RunId run, Instant notBefore) {}

  public final List<Sent> sent = new CopyOnWriteArrayList<>();
  public final List<MessageId> takenBack = new CopyOnWriteArrayList<>();
  public final List<MessageId> asked = new CopyOnWriteArrayList<>();
  public final AtomicInteger hanging = new AtomicInteger();
  public volatile CountDownLatch slow = new CountDownLatch(0);
  public volatile boolean reachable;
  private final Map<MessageId, Instant> made = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();

  public void made(String message, Instant at) {
    made.put(new MessageId(message), at);
  }

  @Override
  public Optional<Instant> createdAt(MessageId message) {
    asked.add(message);
    return Optional.ofNullable(made.get(message));
  }

  @Override
  public Optional<MessageId> nudge(WorkflowId workflow, RunId run, Instant notBefore) {
    if (!reachable) {
      return Optional.empty();
    }
    if (slow.getCount() > 0) {
      hanging.incrementAndGet();
    }
    try {
      slow.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException over) {
      return Optional.empty();
    }
    var id = new MessageId("msg_nudge_" + number.incrementAndGet());
    sent.add(new Sent(id, run, notBefore));
    return Optional.of(id);
  }

  @Override
  public void takeBack(MessageId nudge) {
    takenBack.add(nudge);
  }
}
