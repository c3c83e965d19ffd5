package dev.carillon.running;

/**
 * Thrown when the database could not be asked or did not commit. What was to be written may or may
 * not be there; asking again finds out.
 */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Takes what the database said; it holds no secret. */
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
