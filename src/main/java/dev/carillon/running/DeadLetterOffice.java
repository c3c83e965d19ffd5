package dev.carillon.running;

import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.run.MessageId;
import dev.carillon.schedule.ScheduleId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where an engine keeps what it gave up. It may belong to others too, so nothing is touched but by its
 * id. May be shared by threads.
 */
public interface DeadLetterOffice {
  /** Tells whether the engine has one at all. */
  boolean isOpen();

  /**
   * Returns what it keeps from these schedules, the newest of them at least; asked for a short time
   * only.
   *
   * @return empty if it cannot be asked
   */
  Optional<List<Kept>> of(Collection<ScheduleId> schedules);

  /**
   * What it keeps.
   *
   * @param revision of its schedule, as the message says; 0 if it does not
   */
  record Kept(GivenUp letter, int revision) {}

  /**
   * Has it sent again, under a new id; it is not kept any more then. Fails as the engine's other
   * calls do.
   *
   * @return names the new message; empty if it is not kept
   */
  Optional<MessageId> sendAgain(String dlqId);

  /** Throws it away; returns false if it is not kept. Fails as the engine's other calls do. */
  boolean discard(String dlqId);
}
