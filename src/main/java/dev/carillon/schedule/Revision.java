package dev.carillon.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

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

  /**
   * Tells whether an engine that made a message at an instant may have made it as the first one for a
   * due time: not long after that. What is made later was sent again.
   */
  public static boolean isMadeInTime(Instant due, Instant made) {
    return !made.isAfter(due.plus(Wording.GRACE));
  }

  /** Tells whether it was in force at an instant: after it began, and not after it ended. */
  public boolean covers(Instant instant) {
    return instant.isAfter(from) && until.filter(instant::isAfter).isEmpty();
  }

  /**
   * Returns the due time that a message of its engine stands for, by when it was made; empty if it
   * was not in force at any up to then.
   */
  public Optional<Instant> dueFor(Instant made) {
    return newestDue(made.plus(EARLY));
  }

  /**
   * Returns its newest due time not after an instant that an engine makes messages for; empty if
   * there was none since it came into force. None is made for what is due right after a skipped time.
   * When it ended does not matter: an engine may go on by it for a while.
   */
  public Optional<Instant> newestDue(Instant notAfter) {
    return active
        ? wording.timetable().asNamed().latest(notAfter).filter(due -> due.isAfter(from))
        : Optional.empty();
  }

  /** Tells whether its wording names an instant as a due time, whenever it came into force. */
  public boolean names(Instant due) {
    return wording.timetable().latest(due).filter(due::equals).isPresent();
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

  /** As {@link #nextDue}, but of the due times that are meant to run. */
  public Optional<Instant> nextMeant(Instant after) {
    return active
        ? wording
            .next(after.isBefore(from) ? from : after)
            .filter(due -> until.map(end -> !due.isAfter(end)).orElse(true))
        : Optional.empty();
  }

  /**
   * Returns its last due time before an instant, of those that are meant to run; empty if there was
   * none since it came into force.
   */
  public Optional<Instant> previousMeant(Instant before) {
    return active ? wording.previous(before).filter(due -> due.isAfter(from)) : Optional.empty();
  }

  /**
   * Tells whether another due time that was meant to run has passed since one, so that the one is not
   * worth to be caught up: with more than the usual grace only if it was rung, or is late itself by so
   * much more. Else none would ever be caught up while nothing rings.
   *
   * @param rung tells whether a due time has its row, and not because of a pause
   */
  public boolean supersedes(Instant due, Instant now, Predicate<Instant> rung) {
    Instant late = now.minus(wording.patience().beyondUsual());
    Optional<Instant> next = nextMeant(due);
    while (next.isPresent() && !next.get().isAfter(now)) {
      if (!next.get().isAfter(late) || rung.test(next.get())) {
        return true;
      }
      next = nextMeant(next.get());
    }
    return false;
  }
}
