package dev.carillon.jdbc;

/** Thrown when a database cannot be opened. The message says why and what to do; no secret in it. */
public final class DatabaseRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseRefusedException(String message, Throwable cause) {
    super(message, cause);
  }

  DatabaseRefusedException(String message) {
    super(message);
  }
}
