package dev.carillon.running;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.Trigger;
import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.CatchUp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What an arrival after its due time's grace comes to: the catch-up policy decides, on both engines. */
final class Lateness {
  /** How long our own hand may take to ring after the grace. */
  private static final Duration STANDBY = Duration.ofSeconds(60);

  private Lateness() {}

  /**
   * Returns the refusal of what comes too late. Where nobody has judged yet a little more than the
   * grace is let pass, for then our own hand is just about to ring; what is expected to be caught up
   * was let pass already.
   */
  static Optional<Decision> refusal(Due due, Optional<Occurrence> judged, Situation here) {
    boolean late = isLate(due, here) || is(Verdict.MISSED, judged);
    if (!late || isExpected(judged) || here.isByOwnHand() || isSentAgain(due, judged, here)) {
      return Optional.empty();
    }
    CatchUp policy = here.revision().wording().catchUp();
    Instant now = here.arrival().at();
    Duration grace = here.revision().wording().grace();
    if (policy.admits(due.dueTime(), grace, now, here.hasLaterDueTimeThan(due))) {
      return Optional.empty();
    }
    return Optional.of(
        policy == CatchUp.LAST
            ? Admission.skip(
                "it came too late: a later due time has passed",
                Optional.of(due),
                Reason.SUPERSEDED)
            : Admission.skip(
                "it came too late to be caught up", Optional.of(due), Reason.NOT_DELIVERED));
  }

  /**
   * Tells whether somebody sent the due time's message again out of the dead letters: the policy is
   * about what comes late by itself, and this is wanted now. No engine makes a second message of
   * itself, and none makes one so late for a due time whose message it gave up.
   */
  private static boolean isSentAgain(Due due, Optional<Occurrence> judged, Situation here) {
    return judged
            .filter(it -> it.verdict() == Verdict.MISSED)
            .flatMap(Occurrence::deadLetter)
            .isPresent()
        && here.arrival().created().isPresent()
        && !DueTime.isMadeInTime(here, due.dueTime());
  }

  /** Returns why the run is made. */
  static Trigger trigger(Due due, Optional<Occurrence> judged, Situation here) {
    if (isSentAgain(due, judged, here)) {
      return Trigger.REDELIVERY;
    }
    Trigger why = here.arrival().trigger();
    return why == Trigger.CRON && isLate(due, here) ? Trigger.CATCH_UP : why;
  }

  static boolean isExpected(Optional<Occurrence> judged) {
    return is(Verdict.EXPECTED, judged);
  }

  private static boolean is(Verdict verdict, Optional<Occurrence> judged) {
    return judged.filter(it -> it.verdict() == verdict).isPresent();
  }

  private static boolean isLate(Due due, Situation here) {
    return due.dueTime().isBefore(earliest(here));
  }

  /** Returns when what comes now and is not late was due at the earliest. */
  static Instant earliest(Situation here) {
    return here.arrival().at().minus(here.revision().wording().grace()).minus(STANDBY);
  }
}
