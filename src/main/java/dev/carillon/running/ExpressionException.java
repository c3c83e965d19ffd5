package dev.carillon.running;

/** Thrown when an expression cannot be evaluated; the message says which, and why. */
public final class ExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Takes a message for the workflow's author. */
  public ExpressionException(String message) {
    super(message);
  }
}
