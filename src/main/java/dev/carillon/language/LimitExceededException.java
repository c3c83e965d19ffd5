package dev.carillon.language;

/**
 * Thrown when an evaluation takes more than its {@link Budget}. Unchecked and none of jq's own, so
 * that no {@code try} inside an expression can go on after it.
 */
final class LimitExceededException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LimitExceededException(String message) {
    super(message, null, false, false);
  }
}
