package dev.carillon.schedule;

import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * When a workflow is due, as we want it; what the engine holds is compared with it. Immutable.
 *
 * @param id names it
 * @param workflow what it runs
 * @param active whether somebody switched it on
 * @param revision number of its present wording, from 1; each edit makes the next
 * @param wording what it says
 * @param overridden the fields of the wording that do not follow the definition: of {@code cron},
 *     {@code timezone}, {@code retries}, {@code overlap}, {@code catchUp}, {@code engine}, {@code
 *     standby}, {@code retryDelay}, {@code start}, {@code end}, {@code blackout}, {@code grace},
 *     {@code longestRun}, {@code spread}, {@code calendars}, {@code repeatedHour},
 *     {@code skippedHour}
 * @param sync whether the engine is known to hold this revision
 * @param pause the pause in force, if any
 * @param updatedAt when this revision was made
 */
public record Schedule(
    ScheduleId id,
    WorkflowId workflow,
    boolean active,
    int revision,
    Wording wording,
    Set<String> overridden,
    Sync sync,
    Optional<Pause> pause,
    Instant updatedAt) {
  /** Copies the names. */
  public Schedule {
    overridden = Set.copyOf(overridden);
  }

  /** What is known of the engine's side. */
  public enum Sync {
    /** The engine took this revision. */
    IN_SYNC,
    /** The engine was not asked yet, or its answer is not known. */
    PENDING
  }

  /** Returns it without its pause. */
  public Schedule unpaused() {
    return new Schedule(
        id, workflow, active, revision, wording, overridden, sync, Optional.empty(), updatedAt);
  }

  /** Returns it with these bounds in place of its own. */
  public Schedule with(Bounds bounds) {
    return new Schedule(
        id, workflow, active, revision, wording.with(bounds), overridden, sync, pause, updatedAt);
  }

  /** Returns how long after its due times its runs begin; empty if at once. */
  public Optional<Duration> offset() {
    return Optional.of(wording.spread()).filter(it -> !it.isNone()).map(it -> it.offset(id));
  }

  /** Tells whether a due time is to be rung: switched on, and not paused. */
  public boolean rings() {
    return active && pause.isEmpty();
  }
}
