package dev.carillon.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One wording that a schedule has or had. A due time is judged by the revision in force at it: one
 * after {@code from}, and not after {@code until}.
 *
 * @param schedule whose
 * @param number from 1
 * @param from when it came into force
 * @param until when the next one did; empty for the present one
 * @param active whether the schedule was switched on
 * @param wording what it said
 */
public record Revision(
    ScheduleId schedule,
    int number,
    Instant from,
    Optional<Instant> until,
    boolean active,
    Wording wording) {
  /** How far an engine's clock may be ahead of the due time that it rings. */
  public static final Duration EARLY = Duration.ofSeconds(5);

  /** Returns the due time that a message of its engine stands for, by when it was made. */
  public Optional<Instant> dueFor(Instant made) {
    return wording.timetable().latest(made.plus(EARLY));
  }

  /** Returns its first due time after an instant; empty if another revision is in force by then. */
  public Optional<Instant> nextDue(Instant after) {
    return active
        ? wording
            .timetable()
            .next(after.isBefore(from) ? from : after)
            .filter(due -> until.map(end -> !due.isAfter(end)).orElse(true))
        : Optional.empty();
  }
}
