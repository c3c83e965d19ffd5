package dev.carillon.watching;

import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.run.Trigger;
import dev.carillon.schedule.Bounds;
import dev.carillon.schedule.CatchUp;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.Schedule.Sync;
import dev.carillon.watching.LedgerView.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known while one revision is judged, and what it means for a due time. For one thread. */
final class Facts {
  /** While an engine is being asked it may still refuse; then nothing of it shall have run. */
  private static final Duration ASKING = Duration.ofSeconds(30);

  /** What is later than the grace and this is not rung in QStash's stead any more, but caught up. */
  private static final Duration LONGEST_STANDBY = Duration.ofMinutes(10);

  /** What is said of a due time of which nothing more is known yet. */
  static final String NOT_DELIVERED = "QStash did not deliver it";

  static final String NOT_DELIVERED_AND_NO_STANDBY = NOT_DELIVERED + ", and its standby is off";

  static final List<String> UNEXPLAINED = List.of(NOT_DELIVERED, NOT_DELIVERED_AND_NO_STANDBY);

  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final LedgerView view;
  private final Instant now;
  private final Map<Instant, String> turnedAway;
  private final Revision revision;
  private final Schedule schedule;
  private final List<Revision> later;
  private final Grace grace;
  private final boolean deleted;
  private final List<Pause> pauses;
  private final AliveTimes alive;
  private final List<Refusal> refusals;

  Facts(
      LedgerView view,
      Bells bells,
      Instant now,
      Map<Instant, String> turnedAway,
      Instant settledUntil) {
    this.view = view;
    this.now = now;
    this.turnedAway = turnedAway;
    this.revision = view.watched().revision();
    this.schedule = view.schedule();
    this.later = view.later();
    this.grace = Grace.of(view.watched(), bells);
    this.deleted = grace.byQStash() && view.isDeleted();
    this.pauses = view.pauses(settledUntil, now);
    this.alive = view.alive(settledUntil, now);
    this.refusals = grace.byQStash() ? view.refusals(settledUntil, now) : List.of();
  }

  Instant now() {
    return now;
  }

  /** Returns when it is time to ask whether a due time has its row; in a pause it is at once. */
  Instant lookAt(Instant due) {
    if (isPaused(due)) {
      return due;
    }
    Instant look = grace.endOf(due);
    return grace.isBridged(due) && !look.isAfter(now) && isBeingAsked() ? now.plus(A_MOMENT) : look;
  }

  /**
   * Returns the first due time after another that we ring ourselves, whatever becomes of those before:
   * what was due before QStash was given the schedule is waited for all the same. One that has passed
   * is only returned if it is to be rung now.
   */
  Optional<Instant> bridgedAfter(Instant due) {
    Optional<Instant> next = revision.nextDue(due);
    while (next.isPresent() && !next.get().isAfter(grace.bridgedUntil())) {
      if (grace.isBridged(next.get()) && isOpen(next.get())) {
        return next;
      }
      next = revision.nextDue(next.get());
    }
    return grace.insteadWhileWaiting(due).filter(revision::covers).filter(this::isOpen);
  }

  private boolean isOpen(Instant due) {
    return due.isAfter(now)
        || view.occurrence(due).isEmpty()
            && !turnedAway.containsKey(due)
            && fate(due).trigger().isPresent();
  }

  private boolean isBeingAsked() {
    return schedule.revision() == revision.number()
        && schedule.sync() == Sync.PENDING
        && now.isBefore(revision.from().plus(ASKING));
  }

  /** Returns what becomes of a due time whose time to look has come. */
  Fate fate(Instant due) {
    if (revision.wording().timetable().skipsRepeat(due)) {
      return Fate.because(
          Reason.REPEATED_HOUR, "the wall clock shows this hour for the second time");
    }
    Optional<Pause> pause = pause(due);
    if (pause.isPresent()) {
      return Fate.because(Reason.PAUSED, pause.get().reason());
    }
    Optional<Bounds.Closure> closure = revision.wording().closure(due);
    if (closure.isPresent()) {
      return Fate.because(Reason.of(closure.get().why()), closure.get().words());
    }
    if (!schedule.active()) {
      return Fate.because(Reason.DEACTIVATED, "the schedule was switched off");
    }
    if (turnedAway.containsKey(due)) {
      return Fate.because(Reason.REFUSED, turnedAway.get(due));
    }
    return grace.byQStash() ? notDelivered(due) : caughtUp(due);
  }

  private Optional<Pause> pause(Instant due) {
    return pauses.stream().filter(it -> it.covers(due)).findFirst();
  }

  private boolean isPaused(Instant due) {
    return pause(due).isPresent();
  }

  /** Our own hand rings what QStash did not, if the grace ran out while somebody was up. */
  private Fate notDelivered(Instant due) {
    if (deleted) {
      return Fate.because(Reason.NOT_DELIVERED, "the schedule was deleted in the Upstash console");
    }
    if (isPaused(now) && revision.wording().catchUp() == CatchUp.ALL) {
      return Fate.later();
    }
    if (!alive.cover(grace.endOf(due))
        || now.isAfter(due.plus(grace.length()).plus(LONGEST_STANDBY))) {
      return caughtUp(due);
    }
    if (grace.isBridged(due) && now.isBefore(due.plus(grace.length()))) {
      return Fate.ring(Trigger.CRON);
    }
    return grace.isBridged(due) || revision.wording().standby()
        ? Fate.ring(Trigger.STANDBY)
        : refused(due)
            .orElseGet(() -> Fate.because(Reason.NOT_DELIVERED, NOT_DELIVERED_AND_NO_STANDBY));
  }

  /** A delivery that was turned away tells more than that none was let in. */
  private Optional<Fate> refused(Instant due) {
    return refusals.stream()
        .filter(it -> !it.at().isBefore(due.minus(Revision.EARLY)))
        .filter(it -> !it.at().isAfter(due.plus(grace.length())))
        .findFirst()
        .map(it -> Fate.because(Reason.REFUSED, "QStash's delivery was refused: " + it.why()));
  }

  private Fate caughtUp(Instant due) {
    CatchUp policy = revision.wording().catchUp();
    if (policy.admits(due, grace.length(), now, policy == CatchUp.LAST && isSuperseded(due))) {
      return policy == CatchUp.ALL ? Fate.later() : Fate.ring(Trigger.CATCH_UP);
    }
    Optional<Fate> refused = refused(due);
    if (refused.isPresent()) {
      return refused.get();
    }
    Reason cause = cause(due);
    return policy == CatchUp.LAST
        ? Fate.because(Reason.SUPERSEDED, words(cause))
        : Fate.because(cause, words(cause));
  }

  private boolean isSuperseded(Instant due) {
    return Stream.concat(Stream.of(revision), later.stream())
        .anyMatch(it -> it.supersedes(due, now, this::isRung));
  }

  private boolean isRung(Instant due) {
    return view.occurrence(due).filter(it -> !it.wasPaused()).isPresent();
  }

  private Reason cause(Instant due) {
    if (!alive.cover(due) || !alive.cover(grace.endOf(due))) {
      return Reason.WE_WERE_DOWN;
    }
    return grace.byQStash() ? Reason.NOT_DELIVERED : Reason.ENGINE_DOWN;
  }

  /** Short, for there may be a million of them. */
  private static String words(Reason cause) {
    return switch (cause) {
      case WE_WERE_DOWN -> "no node was up";
      case NOT_DELIVERED -> NOT_DELIVERED;
      default -> "the local engine did not ring it";
    };
  }
}
