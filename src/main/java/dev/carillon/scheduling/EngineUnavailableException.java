package dev.carillon.scheduling;

/** Thrown when an engine did not answer, so that it is not known whether it did what it was asked. */
public final class EngineUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Takes a message for people, and what caused it. */
  public EngineUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
