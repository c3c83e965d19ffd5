package dev.carillon.running;

import dev.carillon.authoring.Definitions;
import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.run.MessageId;
import dev.carillon.run.Run;
import dev.carillon.run.Run.Ownership;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.Bounds;
import dev.carillon.schedule.CatchUp;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.RetryDelay;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.workflow.ScheduleDefaults;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides about an arrival, whatever its source: one rule for QStash, the local engine and people.
 * Pure but for what it reads through the view; may be shared by threads.
 */
final class Admission {
  /** For how long a message can be sent again: QStash's largest plan keeps it for three months. */
  private static final Duration SENT_AGAIN = Duration.ofDays(100);

  private final Definitions definitions;

  Admission(Definitions definitions) {
    this.definitions = definitions;
  }

  Decision decide(Arrival arrival, AdmissionView view) {
    return replay(arrival, view)
        .or(() -> nudge(arrival, view))
        .or(() -> repetition(arrival, view))
        .orElseGet(() -> first(arrival, view));
  }

  /** A token that was seen is no attempt; with another message it was captured. */
  private static Optional<Decision> replay(Arrival arrival, AdmissionView view) {
    return arrival.token().flatMap(token -> view.token(token.hash())).map(seen -> {
      if (!seen.message().equals(arrival.message())) {
        return new Decision.Refuse(
            Answer.without(Verdict.REPLAYED, "this token was used for another message"));
      }
      Optional<RunId> run =
          arrival.message().flatMap(view::message).flatMap(AdmissionView.SeenMessage::run);
      return new Decision.Replay(seen.answer(), run);
    });
  }

  /** One that comes twice is as good as one: the row of its run decides. */
  private static Optional<Decision> nudge(Arrival arrival, AdmissionView view) {
    return arrival
        .wakes()
        .map(run -> new Decision.Nudge(
            view.run(run).filter(it -> it.workflow().equals(arrival.workflow())).map(Run::id)));
  }

  /** One that is no attempt is counted on the row of its due time, if an engine delivered it. */
  private static Optional<Decision> repetition(Arrival arrival, AdmissionView view) {
    return arrival
        .message()
        .flatMap(view::message)
        .map(seen -> seen.run()
            .<Decision>map(run -> new Decision.Again(run, awaitsItsEngine(view.run(run))))
            .orElseGet(() -> new Decision.Known(answerOf(seen).repeated(), due(arrival, view))));
  }

  /** Returns the due time of what made no run, for then only its own words tell it. */
  private static Optional<Due> due(Arrival arrival, AdmissionView view) {
    Optional<StoredWorkflow> workflow = view.workflow(arrival.workflow());
    Optional<Schedule> schedule = arrival.schedule().flatMap(view::schedule);
    return schedule
        .flatMap(it -> DueTime.revision(arrival, it, view))
        .flatMap(revision -> workflow.flatMap(
            it -> DueTime.of(new Situation(arrival, schedule.orElseThrow(), revision, it, view))));
  }

  private static Answer answerOf(AdmissionView.SeenMessage seen) {
    return seen.answer()
        .orElseGet(() -> Answer.without(Verdict.SKIPPED, "this message made no run"));
  }

  private static boolean awaitsItsEngine(Optional<Run> run) {
    return run.filter(it -> it.state() == RunState.RETRYING)
        .filter(it -> it.ownership() == Ownership.ENGINE)
        .isPresent();
  }

  private Decision first(Arrival arrival, AdmissionView view) {
    Optional<StoredWorkflow> workflow = view.workflow(arrival.workflow());
    if (workflow.isEmpty()) {
      return new Decision.Refuse(
          Answer.without(Verdict.REFUSED, "there is no workflow " + arrival.workflow()));
    }
    return arrival
        .schedule()
        .map(schedule -> scheduled(arrival, schedule, workflow.get(), view))
        .orElseGet(() -> unscheduled(arrival, workflow.get(), view));
  }

  private Decision unscheduled(Arrival arrival, StoredWorkflow workflow, AdmissionView view) {
    ScheduleId own = ScheduleId.of(arrival.workflow());
    if (arrival.trigger() == Trigger.EXTERNAL && view.pauseAt(own, arrival.at()).isPresent()) {
      return skip("the workflow's schedule is paused here", Optional.empty(), Reason.PAUSED);
    }
    ScheduleDefaults said = definitions.of(workflow).schedule();
    return new Decision.Start(
        workflow,
        arrival.trigger(),
        1 + said.retries().orElse(Wording.DEFAULT_RETRIES),
        said.retryDelay().map(RetryDelay::new),
        Optional.empty(),
        Turn.AT_ONCE);
  }

  private Decision scheduled(
      Arrival arrival, ScheduleId id, StoredWorkflow workflow, AdmissionView view) {
    Optional<Schedule> schedule = view.schedule(id);
    Optional<Revision> revision = schedule.flatMap(it -> DueTime.revision(arrival, it, view));
    if (schedule.isEmpty() || revision.isEmpty()) {
      return skip("the schedule is switched off", Optional.empty(), Reason.DEACTIVATED);
    }
    if (!schedule.get().workflow().equals(workflow.id())) {
      return new Decision.Refuse(
          Answer.without(Verdict.REFUSED, "schedule " + id + " is not of " + workflow.id()));
    }
    var here = new Situation(arrival, schedule.get(), revision.get(), workflow, view);
    return DueTime.of(here)
        .map(due -> at(due, here))
        .orElseGet(() -> refusal(Optional.empty(), here).orElseGet(() -> redelivery(here)));
  }

  private static Decision at(Due due, Situation here) {
    Optional<Occurrence> judged = here.view().occurrence(due.schedule(), due.dueTime());
    Optional<Occurrence> ran = judged
        .filter(it -> it.verdict() == Occurrence.Verdict.RAN)
        .filter(it -> it.run().isPresent());
    if (ran.isPresent()) {
      return rungBefore(due, ran.get(), here);
    }
    if (here.arrival().trigger() == Trigger.BACKFILL) {
      return backfill(due, here);
    }
    Trigger trigger = Lateness.trigger(due, judged, here);
    return notMeant(due, judged)
        .or(() -> pausedSince(due, judged, here))
        .or(() -> closed(Optional.of(due), here))
        .or(() -> Lateness.refusal(due, judged, here))
        .or(() -> here.isToCome(trigger, Optional.of(due))
            ? Optional.empty()
            : overlap(due, judged, here))
        .orElseGet(() -> start(due, here, trigger));
  }

  /** What was not to run stays so: nobody asked for it, and its turn was not taken by another run. */
  private static Optional<Decision> notMeant(Due due, Optional<Occurrence> judged) {
    return judged
        .filter(it -> it.verdict() == Occurrence.Verdict.SKIPPED)
        .filter(it -> it.reason().filter(why -> why != Reason.OVERLAP).isPresent())
        .map(it -> skip(
            it.detail().orElse("the due time was not to run"),
            Optional.of(due),
            it.reason().orElseThrow()));
  }

  /** Somebody wants just this one, so no pause holds it up; a run that is not done still does. */
  private static Decision backfill(Due due, Situation here) {
    return here.line()
        .first()
        .<Decision>map(holder -> new Decision.Refuse(Answer.without(
            Verdict.REFUSED, "run " + holder.id() + " is not done; try again when it is")))
        .orElseGet(() -> start(due, here));
  }

  /** A due time that waits to be caught up goes on waiting while another run is not done. */
  private static Optional<Decision> overlap(Due due, Optional<Occurrence> judged, Situation here) {
    if (!Lateness.isExpected(judged)) {
      return overlap(Optional.of(due), here);
    }
    if (here.line().first().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(waiting("it runs when the run before it is done", due, here));
  }

  /** A due time that waits, or will wait, to be caught up does so in a pause that began after it. */
  private static Optional<Decision> pausedSince(
      Due due, Optional<Occurrence> judged, Situation here) {
    ScheduleId id = here.schedule().id();
    boolean waits = Lateness.isExpected(judged) || judged.isEmpty() && isCaughtUp(due, here);
    return waits
            && here.schedule().active()
            && here.view().pauseAt(id, due.dueTime()).isEmpty()
            && here.view().pauseAt(id, here.arrival().at()).isPresent()
        ? Optional.of(waiting("it runs when the pause is over", due, here))
        : Optional.empty();
  }

  /** Tells whether a due time without a row is one of those that all run, however late. */
  private static boolean isCaughtUp(Due due, Situation here) {
    Wording wording = here.revision().wording();
    return wording.catchUp() == CatchUp.ALL
        && here.closure(due.dueTime()).isEmpty()
        && !wording.timetable().skipsRepeat(due.dueTime())
        && Lateness.refusal(due, Optional.empty(), here).isEmpty();
  }

  private static Decision waiting(String why, Due due, Situation here) {
    boolean remembered = here.arrival().ownership() == Ownership.ENGINE;
    return new Decision.Wait(Answer.without(Verdict.ACCEPTED, why), due, remembered);
  }

  /**
   * Two of QStash's messages never collapse into one: both were meant. One of our own hand (the
   * local engine, standby, catch-up) stands for the due time itself. If it came to nothing, it does so
   * only before the message that the engine made for that very due time: a later one was meant.
   */
  private static Decision rungBefore(Due due, Occurrence judged, Situation here) {
    RunId ran = judged.run().orElseThrow();
    boolean ownHand = here.arrival().ownership() == Ownership.OURS
        || here.view().run(ran).filter(it -> standsForItsDueTime(it, due, here)).isPresent()
            && !isSentAgainForAnother(due, judged, here);
    if (ownHand) {
      return new Decision.Duplicate(due, Optional.of(ran));
    }
    return DueTime.overtaken(due, here)
        .map(itsOwn -> at(itsOwn, here))
        .orElseGet(() -> refusal(Optional.empty(), here).orElseGet(() -> anotherTime(due, here)));
  }

  private static Decision anotherTime(Due due, Situation here) {
    return open(due, here)
        .map(open -> start(
            new Due(open.schedule(), open.revision(), open.dueTime(), due.provisional()),
            here,
            Trigger.REDELIVERY))
        .orElseGet(() -> redelivery(here));
  }

  /**
   * What was given up comes back under a message of now, whose newest due time is not its own. Where
   * we did not ask for it ourselves, it may as well be the newest due time's own message that is late:
   * unless that was seen already, or given up too.
   */
  private static boolean isSentAgainForAnother(Due due, Occurrence judged, Situation here) {
    Arrival arrival = here.arrival();
    if (arrival.created().isEmpty() || DueTime.isMadeInTime(here, due.dueTime())) {
      return false;
    }
    Optional<Instant> meant = DueTime.sentAgainFor(here);
    if (meant.isPresent()) {
      return !meant.get().equals(due.dueTime());
    }
    boolean ownIsSeen = judged.duplicates() > 0 || judged.deadLetter().isPresent();
    return ownIsSeen && open(due, here).flatMap(Occurrence::deadLetter).isPresent();
  }

  /** One that an edit has moved since is no due time of the message's wording; none takes it. */
  private static Optional<Occurrence> open(Due due, Situation here) {
    Instant from = DueTime.sentAgainFor(here).orElse(due.dueTime().minus(SENT_AGAIN));
    return here.view()
        .newestWithoutSuccess(due.schedule(), from, due.dueTime())
        .filter(it -> here.revision().names(it.dueTime()));
  }

  private static boolean standsForItsDueTime(Run run, Due due, Situation here) {
    boolean byOwnHand = run.message().map(MessageId::isOfOwnHand).orElse(true);
    boolean nothing = run.state() == RunState.FAILED || run.state() == RunState.CANCELED;
    return byOwnHand && (!nothing || DueTime.isMadeInTime(here, due.dueTime()));
  }

  private static Optional<Decision> refusal(Optional<Due> due, Situation here) {
    return closed(due, here).or(() -> overlap(due, here));
  }

  private static Optional<Decision> closed(Optional<Due> due, Situation here) {
    ScheduleId id = here.schedule().id();
    if (!here.schedule().active()) {
      return Optional.of(skip("the schedule is switched off", due, Reason.DEACTIVATED));
    }
    Optional<Pause> now = here.view().pauseAt(id, here.arrival().at());
    boolean wasPaused =
        due.map(it -> here.view().pauseAt(id, it.dueTime())).orElse(now).isPresent();
    if (wasPaused) {
      return Optional.of(skip("the schedule is paused", due, Reason.PAUSED));
    }
    Wording wording = here.revision().wording();
    Optional<Bounds.Closure> closure = due.flatMap(it -> here.closure(it.dueTime()));
    if (closure.isPresent()) {
      return Optional.of(
          skip(closure.get().words(), due, Reason.of(closure.get().why())));
    }
    return due.filter(it -> wording.timetable().skipsRepeat(it.dueTime()))
        .map(it ->
            skip("the wall clock shows this hour for the second time", due, Reason.REPEATED_HOUR))
        .or(() -> now.map(pause -> skip(beganBefore(pause), due, Reason.REFUSED)));
  }

  /** It was meant, for the pause began after it: so it is missed, and can be run after all. */
  private static String beganBefore(Pause pause) {
    String why = pause.reason().isEmpty() ? "" : ": " + pause.reason();
    return "the schedule was paused before it could run" + why;
  }

  private static Optional<Decision> overlap(Optional<Due> due, Situation here) {
    return here.line().refusal(due).map(why -> skip(why, due, Reason.OVERLAP));
  }

  private static Decision start(Due due, Situation here) {
    return start(due, here, here.arrival().trigger());
  }

  private static Decision start(Due due, Situation here, Trigger trigger) {
    return here.start(trigger, Optional.of(due));
  }

  /** A message that no due time is left for runs all the same: somebody meant it. */
  private static Decision redelivery(Situation here) {
    return here.start(Trigger.REDELIVERY, Optional.empty());
  }

  static Decision skip(String why, Optional<Due> due, Reason reason) {
    return new Decision.Skip(Answer.without(Verdict.SKIPPED, why), due, reason);
  }
}
