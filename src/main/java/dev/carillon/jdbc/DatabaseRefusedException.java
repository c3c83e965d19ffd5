package dev.carillon.jdbc;

/** Thrown when a database cannot be opened. The message says why and what to do; no secret in it. */
public final class DatabaseRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean away;

  DatabaseRefusedException(String message, Throwable cause) {
    super(message, cause);
    away = Refusal.isAway(cause);
  }

  DatabaseRefusedException(String message) {
    super(message);
    away = false;
  }

  /** Tells whether it could not be reached, or takes nobody just now: it may do so later. */
  public boolean isAway() {
    return away;
  }
}
