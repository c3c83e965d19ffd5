package dev.carillon.watching;

import dev.carillon.delivery.Answer;
import dev.carillon.run.MessageId;
import dev.carillon.run.Trigger;
import dev.carillon.running.Arrival;
import dev.carillon.running.Runs;
import dev.carillon.schedule.ScheduleId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rings due times ourselves, through the one admission. May be shared by threads. */
final class OwnHand {
  private static final Logger LOG = LoggerFactory.getLogger(OwnHand.class);

  private final Runs runs;
  private final Clock clock;

  OwnHand(Runs runs, Clock clock) {
    this.runs = runs;
    this.clock = clock;
  }

  /**
   * Rings a due time under the name that the local engine gives it, so that it is one message
   * whoever brings it, and on however many nodes.
   */
  Answer ring(ScheduleId schedule, int revision, Instant due, Trigger trigger) {
    Answer answer =
        hand(schedule, revision, due, trigger, Optional.of(MessageId.local(schedule, due)));
    LOG.info(
        "🔔 {} rings {} of {}: {}",
        trigger.word(),
        due,
        schedule,
        answer.run().map(run -> "run " + run).orElseGet(() -> answer.detail().orElse("no run")));
    return answer;
  }

  /** Runs a due time because somebody wishes it, though its message was seen. */
  Answer run(ScheduleId schedule, int revision, Instant due) {
    return hand(schedule, revision, due, Trigger.BACKFILL, Optional.empty());
  }

  private Answer hand(
      ScheduleId schedule,
      int revision,
      Instant due,
      Trigger trigger,
      Optional<MessageId> message) {
    return runs.deliveries()
        .hand(
            Arrival.due(runs.nextId(), schedule, revision, due, trigger, message, clock.instant()));
  }
}
