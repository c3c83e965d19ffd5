package dev.carillon.watching;

import dev.carillon.schedule.ScheduleId;
import java.time.Instant;

/** What QStash's own log says of a schedule. May be shared by threads. */
@FunctionalInterface
public interface Evidence {
  /**
   * Returns what became of the message of a due time, in a sentence without a full stop, secrets
   * taken out.
   *
   * @param until nothing later is looked at
   * @throws dev.carillon.scheduling.EngineUnavailableException if QStash does not answer
   * @throws dev.carillon.scheduling.EngineRefusedException if it refuses to tell
   */
  String of(ScheduleId schedule, Instant dueTime, Instant until);
}
