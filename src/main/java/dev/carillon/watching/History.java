package dev.carillon.watching;

import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.schedule.ScheduleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What schedules have behind them. May be shared by threads; each method is one transaction. */
public interface History {
  /**
   * A due time with its verdict and its run.
   *
   * @param dueTime when it was due
   * @param verdict what became of it
   * @param reason why it did not run; empty for one that ran or is expected
   * @param lateness from the due time to the run's making, if it ran
   * @param run its run, if it ran and the run is still kept
   */
  record Past(
      Instant dueTime,
      Verdict verdict,
      Optional<Reason> reason,
      Optional<Duration> lateness,
      Optional<Ran> run) {
    /** Tells whether it says how the schedule does: not if it was skipped or waits for its turn. */
    public boolean tells() {
      return verdict == Verdict.RAN || verdict == Verdict.MISSED;
    }
  }

  /**
   * The run of a due time.
   *
   * @param id names it
   * @param state where it stands
   * @param startedAt when its first attempt began; empty before
   * @param endedAt when it ended; empty before
   */
  record Ran(RunId id, RunState state, Optional<Instant> startedAt, Optional<Instant> endedAt) {
    /** Returns how long it took; empty before it ended, and for one that never began. */
    public Optional<Duration> took() {
      return startedAt.flatMap(start -> endedAt.map(end -> Duration.between(start, end)));
    }
  }

  /**
   * Returns the newest due times of some schedules, the newest first; no entry for a schedule without.
   *
   * @param each how many of each at the most
   */
  Map<ScheduleId, List<Past>> newest(Collection<ScheduleId> some, int each);

  /** As {@link #newest}, but only of those that say how the schedule does, however old they are. */
  Map<ScheduleId, List<Past>> telling(Collection<ScheduleId> some, int each);

  /** Returns how many runs are in a state. */
  long inState(RunState state);

  /** Returns how many runs ended so at or after an instant. */
  long endedSince(RunState state, Instant since);

  /** Returns of how many due times this became, from one instant to another. */
  long judged(Verdict verdict, Instant from, Instant until);
}
