package dev.carillon.access;

import java.time.Duration;

/** Thrown when so many sign-ins failed that the next one has to wait. */
public final class TooManySignInsException extends SignInException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * Takes the time to wait.
   *
   * @param retryAfter more than zero
   */
  public TooManySignInsException(Duration retryAfter) {
    super("too many sign-ins failed; try again in " + wholeSeconds(retryAfter) + " s");
    this.retryAfter = retryAfter;
  }

  /** Returns how long to wait before the next try. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** Returns the same in whole seconds, rounded up, as the header {@code Retry-After} wants it. */
  public long retryAfterSeconds() {
    return wholeSeconds(retryAfter);
  }

  private static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }
}
