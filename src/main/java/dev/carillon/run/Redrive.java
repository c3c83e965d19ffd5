package dev.carillon.run;

import java.time.Instant;
import java.util.Optional;

/**
 * A run that had ended without success and that somebody had done again: as a further attempt of its
 * own, or as another run in its place. Immutable.
 *
 * @param run the run that had ended
 * @param endedAs {@code FAILED} or {@code CANCELED}
 * @param canceled why and by whom it had been canceled, if it was
 * @param attempt the number of the further attempt; empty if another run was made
 * @param made the run that was made; empty if the same one went on
 * @param from where that begins; the same run always goes on at its failed step
 * @param wish who wanted it
 */
public record Redrive(
    RunId run,
    RunState endedAs,
    Optional<Run.Canceled> canceled,
    Optional<Integer> attempt,
    Optional<RunId> made,
    From from,
    Wish wish) {
  /** Where what is done again begins. */
  public enum From {
    /** Nothing of what was done is kept. */
    START,
    /** What was finished stays; what failed or was broken off is done again. */
    FAILED_STEP
  }

  /**
   * Who wants a run to be done again.
   *
   * @param by who
   * @param reason for people; may be empty
   * @param at when
   */
  public record Wish(String by, String reason, Instant at) {}
}
