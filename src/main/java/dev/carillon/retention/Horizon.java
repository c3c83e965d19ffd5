package dev.carillon.retention;

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
  /** Returns the earlier one of two, for what both hold; empty if one of them lets nothing go. */
  public Optional<Instant> runsAndDueTimes() {
    return runs.flatMap(run -> dueTimes.map(due -> run.isBefore(due) ? run : due));
  }
}
