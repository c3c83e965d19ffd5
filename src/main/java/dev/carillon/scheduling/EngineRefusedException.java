package dev.carillon.scheduling;

/** Thrown when an engine will not do what it was asked, and has not done it. */
public final class EngineRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Takes what the engine said and what to do, in the caller's words. */
  public EngineRefusedException(String message) {
    super(message);
  }

  /** Takes also what caused it. */
  public EngineRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
