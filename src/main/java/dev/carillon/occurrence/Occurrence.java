package dev.carillon.occurrence;

import dev.carillon.run.RunId;
import dev.carillon.schedule.ScheduleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One due time of one schedule, with its verdict. Schedule and due time name it.
 *
 * @param schedule whose
 * @param dueTime when it was due
 * @param revision the schedule's revision that made it due
 * @param verdict what became of it
 * @param reason why it did not run; empty for one that ran or is expected
 * @param run the run, if it ran
 * @param lateness from the due time to the run's making
 * @param duplicates deliveries that came for it again
 */
public record Occurrence(
    ScheduleId schedule,
    Instant dueTime,
    int revision,
    Verdict verdict,
    Optional<Reason> reason,
    Optional<RunId> run,
    Optional<Duration> lateness,
    int duplicates) {
  /** What became of a due time. */
  public enum Verdict {
    /** It lies ahead, or its grace has not passed. */
    EXPECTED,
    /** A run was made. */
    RAN,
    /** It was not to run. */
    SKIPPED,
    /** It should have run and did not. */
    MISSED
  }

  /** Why a due time did not run. */
  public enum Reason {
    /** The schedule was paused. */
    PAUSED,
    /** An earlier run held the slot. */
    OVERLAP,
    /** The schedule was switched off. */
    DEACTIVATED,
    /** The wall clock showed this hour for the second time. */
    REPEATED_HOUR,
    /** A later due time passed before it could run. */
    SUPERSEDED
  }
}
