package dev.carillon.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What may go: what was over before these instants. An empty one lets nothing go. Immutable.
 *
 * @param now when it is looked at
 * @param runs for runs, by their end
 * @param dueTimes for due times and what explains them
 * @param audit for the audit log and for refusals
 */
public record Horizon(
    Instant now, Optional<Instant> runs, Optional<Instant> dueTimes, Optional<Instant> audit) {
  /** A dead letter stays at QStash for at most three months, by its largest plan. */
  private static final Duration LISTED = Duration.ofDays(92);

  /** Returns since when what was given up may still be in QStash's own list. */
  public Instant listed() {
    return now.minus(LISTED);
  }

  /** Returns the earlier one of two, for what both hold; empty if one of them lets nothing go. */
  public Optional<Instant> runsAndDueTimes() {
    return runs.flatMap(run -> dueTimes.map(due -> run.isBefore(due) ? run : due));
  }
}
