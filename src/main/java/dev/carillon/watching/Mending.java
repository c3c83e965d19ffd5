package dev.carillon.watching;

import dev.carillon.delivery.Answer;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.Run;
import dev.carillon.running.RunStore;
import dev.carillon.running.Runs;
import dev.carillon.schedule.ScheduleId;
import java.time.Clock;
import java.time.Instant;

/** Runs due times that did not run, because somebody wishes it. May be shared by threads. */
public final class Mending {
  private final Ledger ledger;
  private final RunStore runs;
  private final OwnHand hand;

  /** Takes what it works with. */
  public Mending(Ledger ledger, RunStore runs, Runs running, Clock clock) {
    this.ledger = ledger;
    this.runs = runs;
    this.hand = new OwnHand(running, clock);
  }

  /**
   * Runs a due time, though it is late, and whatever pause is in force. The run answers for that due
   * time, so whoever asks twice gets one run.
   *
   * @param alsoSkipped whether it may be one that was not to run; else only one that was missed, or
   *     waits to be caught up
   * @return the run
   * @throws UnknownDueTimeException if it has no row
   * @throws DueTimeRanException if it ran
   * @throws DueTimeSkippedException if it was skipped and {@code alsoSkipped} is not set
   * @throws DueTimeNotRunException if it cannot run now
   */
  public Run run(ScheduleId schedule, Instant due, boolean alsoSkipped) {
    Occurrence occurrence =
        ledger.find(schedule, due).orElseThrow(() -> new UnknownDueTimeException(schedule, due));
    if (occurrence.verdict() == Verdict.RAN) {
      throw new DueTimeRanException(due, occurrence.run().orElseThrow());
    }
    if (occurrence.verdict() == Verdict.SKIPPED && !alsoSkipped) {
      throw new DueTimeSkippedException(occurrence);
    }
    Answer answer = hand.run(schedule, occurrence.revision(), due);
    if (answer.run().isEmpty()) {
      throw new DueTimeNotRunException(due, answer.detail().orElse("it was turned away"));
    }
    if (answer.duplicate()) {
      throw new DueTimeRanException(due, answer.run().get());
    }
    return runs.get(answer.run().get());
  }
}
