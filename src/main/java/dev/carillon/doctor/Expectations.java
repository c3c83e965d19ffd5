package dev.carillon.doctor;

import dev.carillon.schedule.ScheduleId;
import java.time.Instant;
import java.util.Map;

/** What is known of who was to ring a due time. May be shared by threads. */
public interface Expectations {
  /** Returns when QStash was given the schedules that it is known to hold, as it holds them now. */
  Map<ScheduleId, Instant> given();

  /** Tells whether a due time was not to run, as one in a pause. */
  boolean wasSkipped(ScheduleId id, Instant due);
}
