package dev.carillon.doctor;

import dev.carillon.schedule.ScheduleId;
import java.time.Instant;
import java.util.Optional;

/** What is known of who was to ring a due time. May be shared by threads. */
public interface Expectations {
  /** Returns when QStash was given a schedule as it holds it now; empty if it does not hold it. */
  Optional<Instant> givenAt(ScheduleId id);

  /** Tells whether a due time was not to run, as one in a pause. */
  boolean wasSkipped(ScheduleId id, Instant due);
}
