package dev.carillon.testing;

import dev.carillon.run.MessageId;
import dev.carillon.running.Bell;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A bell that writes down what was rung, and can be told to refuse. */
public final class RecordingBell implements Bell {
  private final Clock clock;
  private final List<Ring> rings = new CopyOnWriteArrayList<>();
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile Runnable hindrance = () -> {};

  /** Goes by the given clock. */
  public RecordingBell(Clock clock) {
    this.clock = clock;
  }

  /** A due time that was rung, and when. */
  public record Ring(
      ScheduleId schedule, int revision, Instant due, MessageId message, Instant at) {}

  /** A one-off message that was delivered, and when. */
  public record Message(
      MessageId message, WorkflowId workflow, String trigger, Optional<String> input, Instant at) {}

  /** Makes it throw the next few times. */
  public void refuse(int times) {
    refusals.set(times);
  }

  /** Returns how often it has thrown. */
  public int refused() {
    return refused.get();
  }

  /** Has every caller do something first, in the engine's own thread. */
  public void hinder(Runnable first) {
    hindrance = first;
  }

  /** Returns what was rung so far, in order. */
  public List<Ring> rings() {
    return List.copyOf(rings);
  }

  /** Returns the due times that were rung for a schedule so far, in order. */
  public List<Instant> dueTimes(String schedule) {
    return rings.stream()
        .filter(ring -> ring.schedule().value().equals(schedule))
        .map(Ring::due)
        .toList();
  }

  /** Returns the messages that were delivered so far, in order. */
  public List<Message> messages() {
    return List.copyOf(messages);
  }

  @Override
  public void ring(ScheduleId schedule, int revision, Instant dueTime, MessageId message) {
    admit();
    rings.add(new Ring(schedule, revision, dueTime, message, clock.instant()));
  }

  @Override
  public void deliver(
      MessageId message, WorkflowId workflow, String trigger, Optional<String> input) {
    admit();
    messages.add(new Message(message, workflow, trigger, input, clock.instant()));
  }

  private void admit() {
    hindrance.run();
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      refused.incrementAndGet();
      throw new IllegalStateException("the bell was told to refuse");
    }
  }
}
