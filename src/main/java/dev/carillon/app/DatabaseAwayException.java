package dev.carillon.app;

/**
 * Thrown when the start comes no further because the database cannot be reached. Nothing works yet,
 * and the start may be tried again.
 */
final class DatabaseAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Takes what to tell: no secret in it. */
  DatabaseAwayException(RuntimeException away) {
    super(away.getMessage(), away);
  }
}
