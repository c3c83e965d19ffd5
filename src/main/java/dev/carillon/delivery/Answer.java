package dev.carillon.delivery;

import dev.carillon.run.RunId;
import java.time.Duration;
import java.util.Optional;

/**
 * What we answer to a delivery.
 *
 * @param verdict what happened, in one word for the body
 * @param run the run that it belongs to, if there is one
 * @param detail a sentence for people; may be empty
 * @param duplicate whether an earlier delivery had made the run
 * @param retryAfter how long the sender shall wait at least, if we ask for that
 */
public record Answer(
    Verdict verdict,
    Optional<RunId> run,
    Optional<String> detail,
    boolean duplicate,
    Optional<Duration> retryAfter) {

  /** What happened; each has one HTTP status. */
  public enum Verdict {
    /** The run ended well. */
    SUCCEEDED(200),
    /** The run is parked in a wait. */
    WAITING(200),
    /** No run, and none is wanted: overlap, paused, deactivated, superseded. */
    SKIPPED(200),
    /** The run is committed and will be walked, or is being walked. */
    ACCEPTED(202),
    /** It was a nudge, and its run was looked at. */
    NUDGED(200),
    /** The run was canceled. */
    CANCELED(200),
    /** The attempt failed; the sender may try again. */
    FAILED_RETRY(500),
    /** Failed for good: the sender shall not try again. */
    FAILED(489),
    /** There is no such workflow, or the message cannot be understood. */
    REFUSED(489),
    /** The token was seen with another message. */
    REPLAYED(401),
    /** Nothing could be committed. */
    UNAVAILABLE(503);

    private final int status;

    Verdict(int status) {
      this.status = status;
    }

    /** Returns the HTTP status. */
    public int status() {
      return status;
    }
  }

  /** Returns an answer about a run. */
  public static Answer about(RunId run, Verdict verdict) {
    return new Answer(verdict, Optional.of(run), Optional.empty(), false, Optional.empty());
  }

  /** Returns an answer without a run. */
  public static Answer without(Verdict verdict, String detail) {
    return new Answer(verdict, Optional.empty(), Optional.of(detail), false, Optional.empty());
  }

  /** Returns it as the answer to a repetition. */
  public Answer repeated() {
    return new Answer(verdict, run, detail, true, retryAfter);
  }

  /** Returns the HTTP status. */
  public int status() {
    return verdict.status();
  }
}
