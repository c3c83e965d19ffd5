package dev.carillon.running;

/**
 * Thrown when an allowed HTTP call brought no whole reply. Another try may succeed; whether it could
 * do the target's work twice is told by {@link #maybeSent()}.
 */
public final class CallFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final boolean maybeSent;

  /** How a call can fail. */
  public enum Kind {
    /** The host's name was not found. */
    UNKNOWN_HOST,
    /** All connections were taken for the whole time that the call had. */
    BUSY,
    /** Nobody took the connection, or not in time. */
    CONNECT,
    /** The connection was made, but its other end could not be trusted or understood. */
    TLS,
    /** The reply was not whole when the call's time was over. */
    TIMEOUT,
    /** The reply is larger than allowed, as sent or decompressed. */
    TOO_LARGE,
    /** The connection broke, or what came was not HTTP. */
    BROKEN_OFF,
    /** The call was cancelled, its thread was interrupted, or the caller was closed. */
    CANCELLED
  }

  /**
   * Takes a message that an author of a workflow understands; it never holds a secret.
   *
   * @param maybeSent whether the target may have seen the request
   */
  public CallFailedException(Kind kind, boolean maybeSent, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.maybeSent = maybeSent;
  }

  /** Returns how it failed. */
  public Kind kind() {
    return kind;
  }

  /** Returns whether the target may have seen the request, so that it may have acted on it. */
  public boolean maybeSent() {
    return maybeSent;
  }
}
