package dev.carillon.running;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.run.MessageId;
import dev.carillon.run.Pauses;
import dev.carillon.run.Run.Ownership;
import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.InForce;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Schedule;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** For which due time a message stands. Pure. */
final class DueTime {
  private DueTime() {}

  /**
   * Returns the revision that the arrival is judged by: the one that it names, or else the one that
   * was in force when its message was made, or the present one.
   */
  static Optional<Revision> revision(Arrival arrival, Schedule schedule, AdmissionView view) {
    var history = new InForce(instant -> view.revisionAt(schedule.id(), instant));
    return named(arrival, schedule, view)
        .map(named -> arrival
            .created()
            .filter(any -> arrival.due().isEmpty())
            .map(created -> history.of(named, made(arrival, named, created)))
            .orElse(named));
  }

  private static Optional<Revision> named(Arrival arrival, Schedule schedule, AdmissionView view) {
    // One that we never had comes from a database that was restored since.
    return Optional.of(arrival.revision())
        .filter(number -> number > 0)
        .flatMap(number -> view.revision(schedule.id(), number))
        .or(() ->
            arrival.created().flatMap(created -> view.revisionAt(schedule.id(), created.at())))
        .or(() -> view.revision(schedule.id(), schedule.revision()));
  }

  /**
   * Returns the due time of what we had sent again, for that is known, or else the newest one of its
   * revision that the arrival can stand for.
   */
  static Optional<Due> of(Situation here) {
    Arrival arrival = here.arrival();
    return arrival
        .due()
        .or(() -> arrival.created().flatMap(any -> sentAgainFor(here)))
        .map(time -> due(here, time, false))
        .or(() -> arrival
            .created()
            .flatMap(created ->
                newest(here, created).map(time -> due(here, time, created.provisional()))));
  }

  /** Returns the due time that was given up and is sent again by our wish, if it is that. */
  static Optional<Instant> sentAgainFor(Situation here) {
    return here.arrival()
        .message()
        .flatMap(
            message -> here.view().sentAgainFor(message).or(() -> beingSentAgain(message, here)));
  }

  /** A message that we do not know yet, while QStash owes us the name of one, may be that one. */
  private static Optional<Instant> beingSentAgain(MessageId message, Situation here) {
    return here.arrival()
        .created()
        .filter(any -> here.arrival().ownership() == Ownership.ENGINE)
        .flatMap(created -> here.view()
            .beingSentAgain(here.schedule().id(), made(here.arrival(), here.revision(), created)))
        .filter(any -> here.view().message(message).isEmpty() && !isOfTheNewest(here));
  }

  /** The newest due time that has no run and had its message made just now is meant by it. */
  private static boolean isOfTheNewest(Situation here) {
    return here.arrival()
        .created()
        .flatMap(created -> newest(here, created))
        .filter(due -> isMadeInTime(here, due))
        .filter(due -> here.view()
            .occurrence(here.schedule().id(), due)
            .flatMap(Occurrence::run)
            .isEmpty())
        .isPresent();
  }

  private static Due due(Situation here, Instant time, boolean provisional) {
    return new Due(here.schedule().id(), here.revision().number(), time, provisional);
  }

  private static Optional<Instant> newest(Situation here, Arrival.Created created) {
    Instant made = made(here.arrival(), here.revision(), created);
    Optional<Instant> end = limit(here, made);
    return end.isPresent()
        ? here.revision().newestDue(end.get())
        : here.revision().dueFor(made);
  }

  /** Tells whether the arrival's engine made it when the due time had come, and not long after. */
  static boolean isMadeInTime(Situation here, Instant due) {
    return here.arrival()
        .created()
        .map(created -> made(here.arrival(), here.revision(), created))
        .filter(made -> Revision.isMadeInTime(due, made))
        .isPresent();
  }

  /**
   * Returns the newest due time before one that was rung of which nothing is known yet, though it is
   * not late: a message that is late by more than the interval was overtaken by the next one, and is
   * its own. One that we asked to be sent again never is.
   */
  static Optional<Due> overtaken(Due rung, Situation here) {
    if (sentAgainFor(here).isPresent()) {
      return Optional.empty();
    }
    Instant notLate = Lateness.earliest(here);
    Set<Instant> kept = here.view().kept(rung.schedule(), notLate, rung.dueTime());
    Optional<Instant> before = here.revision().previousMeant(rung.dueTime());
    while (before.filter(it -> kept.contains(it) || hasNoMessage(it, here)).isPresent()) {
      before = here.revision().previousMeant(before.get());
    }
    return before.filter(it -> !it.isBefore(notLate)).map(it -> due(here, it, rung.provisional()));
  }

  private static boolean hasNoMessage(Instant due, Situation here) {
    return here.revision().wording().timetable().insteadOf(due).isPresent();
  }

  private static Instant made(Arrival arrival, Revision revision, Arrival.Created created) {
    Pauses pauses = new Pauses(revision.wording().retryDelay(), 0);
    return created.provisional()
        ? created.at().minus(pauses.before(arrival.retried()))
        : created.at();
  }

  /**
   * What was made long after its revision ended, although the engine has the newer one, is an old
   * message that somebody sent again: no later due time was ever meant by it.
   */
  private static Optional<Instant> limit(Situation here, Instant made) {
    return here.revision()
        .until()
        .filter(end -> here.schedule().sync() == Schedule.Sync.IN_SYNC)
        .filter(end -> made.isAfter(end.plus(InForce.LOADING)));
  }
}
