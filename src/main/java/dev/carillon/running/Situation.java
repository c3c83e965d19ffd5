package dev.carillon.running;

import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.run.Trigger;
import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.Bounds;
import dev.carillon.schedule.Overlap;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.Spread;
import dev.carillon.schedule.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An arrival for a schedule, and what is there to decide about it.
 *
 * @param revision by which its due time is judged
 * @param workflow the version that a run would pin
 */
record Situation(
    Arrival arrival,
    Schedule schedule,
    Revision revision,
    StoredWorkflow workflow,
    AdmissionView view) {
  Decision start(Trigger trigger, Optional<Due> due) {
    Wording wording = revision.wording();
    return new Decision.Start(
        workflow, trigger, 1 + wording.retries(), wording.retryDelay(), due, turn(trigger, due));
  }

  private Turn turn(Trigger trigger, Optional<Due> due) {
    if (isToCome(trigger, due)) {
      return Turn.at(begins(trigger, due).orElseThrow());
    }
    boolean mayCancel = due.isPresent() && trigger != Trigger.BACKFILL;
    Turn turn = line().turn(mayCancel);
    return begins(trigger, due).map(turn::notBefore).orElse(turn);
  }

  /** Tells whether its run begins later: what it has to do with others is decided then. */
  boolean isToCome(Trigger trigger, Optional<Due> due) {
    return begins(trigger, due).filter(it -> it.isAfter(arrival.at())).isPresent();
  }

  /** What is rung late, or because somebody wants it, begins at once. */
  private Optional<Instant> begins(Trigger trigger, Optional<Due> due) {
    Spread spread = revision.wording().spread();
    return trigger == Trigger.CRON || trigger == Trigger.STANDBY
        ? due.filter(any -> !spread.isNone())
            .map(it -> it.dueTime().plus(spread.offset(schedule.id())))
        : Optional.empty();
  }

  /** Returns the runs of the schedule that a new one has to do with. */
  Line line() {
    Overlap policy = revision.wording().overlap();
    return new Line(policy, policy == Overlap.ALLOW ? List.of() : view.unended(schedule.id()));
  }

  /** Tells whether we ring where an engine did not: whether it is late was judged already. */
  boolean isByOwnHand() {
    return arrival.trigger() == Trigger.STANDBY || arrival.trigger() == Trigger.CATCH_UP;
  }

  /** Tells whether another due time of the schedule has passed since that was meant to run. */
  boolean hasLaterDueTimeThan(Due due) {
    return Stream.of(Optional.of(revision), view.revision(schedule.id(), schedule.revision()))
        .flatMap(Optional::stream)
        .anyMatch(it -> it.supersedes(due.dueTime(), arrival.at(), this::isRung));
  }

  /**
   * Returns what keeps a due time from running by start, end or blackout. An engine goes on by an old
   * revision until it has the new one; whether the due time is meant, the one in force at it says.
   */
  Optional<Bounds.Closure> closure(Instant due) {
    Revision inForce = revision
        .until()
        .filter(due::isAfter)
        .flatMap(any -> view.revisionAt(schedule.id(), due))
        .orElse(revision);
    return inForce.wording().closure(due);
  }

  private boolean isRung(Instant due) {
    return view.occurrence(schedule.id(), due).filter(it -> !it.wasPaused()).isPresent();
  }
}
