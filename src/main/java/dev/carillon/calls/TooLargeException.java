package dev.carillon.calls;

import java.io.IOException;

/** Thrown when a reply's body goes on beyond its limit, as it was sent or decompressed. */
final class TooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  TooLargeException(int limit) {
    super("more than the " + limit + " bytes that CARILLON_MAX_REPLY allows");
  }
}
