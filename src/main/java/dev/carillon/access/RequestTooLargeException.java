package dev.carillon.access;

import java.io.IOException;

/**
 * Thrown when a request's body turns out to be larger than we let in, while it is being read. The
 * door that reads it answers 413.
 */
public final class RequestTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long limit;

  /** Takes the limit that was passed, in bytes. */
  public RequestTooLargeException(long limit) {
    super("the body is larger than " + limit + " bytes");
    this.limit = limit;
  }

  /** Returns how many bytes a body may have. */
  public long limit() {
    return limit;
  }
}
