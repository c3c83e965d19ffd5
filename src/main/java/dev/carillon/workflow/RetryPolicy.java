package dev.carillon.workflow;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether and when what failed is tried again (Open Workflow Specification DSL 1.0.3, "Retry"). All
 * durations are templates as in {@link Task.WaitTask}.
 *
 * @param when an expression that must hold
 * @param exceptWhen an expression that must not hold
 * @param delay the pause before the first retry; none where it is missing
 * @param backoff how the pauses grow
 * @param jitter what is added to each pause by chance
 * @param count how many retries there may be after the first attempt
 * @param attemptDuration how long one attempt may take
 * @param duration how long after the beginning of the first attempt a retry may still begin
 */
public record RetryPolicy(
    Optional<Template> when,
    Optional<Template> exceptWhen,
    Optional<Template> delay,
    Backoff backoff,
    Optional<Jitter> jitter,
    OptionalInt count,
    Optional<Template> attemptDuration,
    Optional<Template> duration) {
  /**
   * A range that something is taken from by chance.
   *
   * @param from the least
   * @param to the most
   */
  public record Jitter(Template from, Template to) {}

  /** How the pauses between attempts grow. */
  public enum Backoff {
    /** All are the same. */
    CONSTANT,
    /** The second is twice the first, the third three times. */
    LINEAR,
    /** Each is twice the one before. */
    EXPONENTIAL;

    /**
     * Returns the pause before a retry, at most {@link Durations#LONGEST}.
     *
     * @param retry from 1
     */
    public Duration pause(Duration delay, int retry) {
      double factor = switch (this) {
        case CONSTANT -> 1;
        case LINEAR -> retry;
        case EXPONENTIAL -> Math.pow(2, retry - 1.0);
      };
      double nanos = Math.min(delay.toNanos() * factor, Durations.LONGEST.toNanos());
      return factor == 1 ? delay : Duration.ofNanos(Math.round(nanos));
    }
  }
}
