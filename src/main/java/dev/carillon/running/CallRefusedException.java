package dev.carillon.running;

/**
 * Thrown when a task's HTTP call is not allowed: by the gate (then the message names the host, the
 * class of its address and the setting that decides), or because the request itself is not one that
 * a task may send. Nothing was sent to the place that was refused, and another try would not help.
 */
public final class CallRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** What was not allowed. */
  public enum Reason {
    /** The host's address may not be reached under the setting {@code CARILLON_OUTBOUND}. */
    ADDRESS,
    /** The address of the call is not one we would connect to in any mode. */
    URI,
    /** The method is none that a task may use. */
    METHOD,
    /** A header is malformed, or is ours to set. */
    HEADER,
    /** The request's body is larger than allowed. */
    BODY,
    /** The target sent us on in a way that we do not follow. */
    REDIRECT
  }

  /** Takes a message that an author of a workflow understands; it never holds a secret. */
  public CallRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Returns what was not allowed. */
  public Reason reason() {
    return reason;
  }
}
