package dev.carillon.occurrence;

import dev.carillon.run.RunId;
import dev.carillon.schedule.Bounds;
import dev.carillon.schedule.ScheduleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One due time of one schedule, with its verdict. Schedule and due time name it.
 *
 * @param schedule whose
 * @param dueTime when it was due
 * @param revision the schedule's revision that made it due
 * @param verdict what became of it
 * @param reason why it did not run; empty for one that ran or is expected
 * @param detail more about the reason, for people; may be empty
 * @param run the run, if it ran
 * @param lateness from the due time to the run's making
 * @param duplicates deliveries of QStash that came for it again and were no attempt at it
 * @param deadLetter names the entry in QStash's dead letter queue, if QStash gave its message up
 */
public record Occurrence(
    ScheduleId schedule,
    Instant dueTime,
    int revision,
    Verdict verdict,
    Optional<Reason> reason,
    Optional<String> detail,
    Optional<RunId> run,
    Optional<Duration> lateness,
    int duplicates,
    Optional<String> deadLetter) {
  /** Tells whether it was passed over in a pause, so that whoever rang it rang in vain. */
  public boolean wasPaused() {
    return reason.filter(Reason.PAUSED::equals).isPresent();
  }

  /** What became of a due time. */
  public enum Verdict {
    /** It lies ahead, its grace has not passed, or it waits for its turn to be caught up. */
    EXPECTED,
    /** A run was made; with a spread it may still be SKIPPED for an overlap when that is to begin. */
    RAN,
    /** It was not to run. */
    SKIPPED,
    /** It should have run and did not. A delivery that the policy still admits makes it RAN, once. */
    MISSED
  }

  /** Why a due time did not run. Each belongs to one verdict. */
  public enum Reason {
    /** The schedule was paused. */
    PAUSED(Verdict.SKIPPED),
    /** An earlier run held the slot. */
    OVERLAP(Verdict.SKIPPED),
    /** The schedule was switched off. */
    DEACTIVATED(Verdict.SKIPPED),
    /** It lies before the start of the schedule or after its end. */
    OUTSIDE_START_END(Verdict.SKIPPED),
    /** It lies in a blackout. */
    BLACKOUT(Verdict.SKIPPED),
    /** The wall clock showed this hour for the second time. */
    REPEATED_HOUR(Verdict.SKIPPED),
    /** QStash did not deliver it. */
    NOT_DELIVERED(Verdict.MISSED),
    /** The local engine did not ring it. */
    ENGINE_DOWN(Verdict.MISSED),
    /** It was delivered, or rung by us, and turned away; the detail tells why. */
    REFUSED(Verdict.MISSED),
    /** No node was up. */
    WE_WERE_DOWN(Verdict.MISSED),
    /** A later due time passed before it could run. */
    SUPERSEDED(Verdict.MISSED);

    private final Verdict verdict;

    Reason(Verdict verdict) {
      this.verdict = verdict;
    }

    /** Returns the reason that stands for what keeps a due time from running. */
    public static Reason of(Bounds.Closed why) {
      return switch (why) {
        case OUTSIDE_START_END -> OUTSIDE_START_END;
        case BLACKOUT -> BLACKOUT;
      };
    }

    /** Returns the verdict that it is a reason for. */
    public Verdict verdict() {
      return verdict;
    }
  }
}
