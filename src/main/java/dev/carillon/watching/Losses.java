package dev.carillon.watching;

import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.running.DeadLetterStore;
import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.InForce;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.ScheduleStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes down what QStash gave up before it ever made a run here. What else became of the due time
 * (standby rang it, it was caught up, it was paused) stays; told twice, it is written once. May be
 * shared by threads.
 */
public final class Losses {
  private final Ledger ledger;
  private final Watch watch;
  private final ScheduleStore schedules;
  private final DeadLetterStore letters;

  /**
   * Takes where to write, and who judges first.
   *
   * @param letters know what we had sent again
   */
  public Losses(Ledger ledger, Watch watch, ScheduleStore schedules, DeadLetterStore letters) {
    this.ledger = ledger;
    this.watch = watch;
    this.schedules = schedules;
    this.letters = letters;
  }

  /**
   * Takes a message of one of our schedules that made no run. Told before its due time is judged, it
   * is what the judgement says, should it come to MISSED.
   *
   * @param letter is kept among the dead letters already
   * @param revision as the message says; 0 if it does not
   * @return what became of its due time; empty if none can be told, or it is still to be judged
   */
  public Optional<Occurrence> givenUp(GivenUp letter, int revision) {
    return letter
        .madeAt()
        .flatMap(made -> letter
            .schedule()
            .flatMap(schedule -> revision(schedule, revision, made))
            .flatMap(of -> due(letter, of, made).flatMap(due -> writeDown(letter, of, due))));
  }

  /** One that we had sent again is made late, and stands for the due time that it stood for before. */
  private Optional<Instant> due(GivenUp letter, Revision revision, Instant made) {
    return letter
        .message()
        .flatMap(letters::sentAgainFor)
        .or(() -> letters
            .beingSentAgain(revision.schedule(), made)
            .filter(any -> !isOfTheNewest(revision, made)))
        .or(() -> revision.dueFor(made));
  }

  /** The newest due time that has no run and had its message made just then is meant by it. */
  private boolean isOfTheNewest(Revision revision, Instant made) {
    return revision
        .dueFor(made)
        .filter(due -> Revision.isMadeInTime(due, made))
        .filter(due ->
            ledger.find(revision.schedule(), due).flatMap(Occurrence::run).isEmpty())
        .isPresent();
  }

  private Optional<Revision> revision(ScheduleId schedule, int number, Instant made) {
    List<Revision> all = schedules.revisions(schedule);
    var history = new InForce(instant -> at(all, instant));
    return all.stream()
        .filter(it -> it.number() == number)
        .findFirst()
        .or(() -> at(all, made))
        .or(() -> all.stream().findFirst())
        .map(named -> history.of(named, made));
  }

  private static Optional<Revision> at(List<Revision> all, Instant instant) {
    return all.stream().filter(it -> it.covers(instant)).findFirst();
  }

  private Optional<Occurrence> writeDown(GivenUp letter, Revision revision, Instant due) {
    watch.settle(revision.schedule(), revision.number());
    Loss loss = new Loss(letter);
    return ledger.givenUp(
        new Due(revision.schedule(), revision.number(), due),
        loss.reason(
            ledger.aliveTimes(due, due).cover(due) ? Reason.NOT_DELIVERED : Reason.WE_WERE_DOWN),
        loss.words(),
        letter);
  }
}
