package dev.carillon.scheduling;

/** Thrown when an engine will not do what it was asked, and has not done it. */
public final class EngineRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient EngineTrouble trouble;

  /** Takes what the engine said and what to do, in the caller's words. */
  public EngineRefusedException(String message) {
    this(message, null);
  }

  /** Takes also what caused it. */
  public EngineRefusedException(String message, Throwable cause) {
    super(message, cause);
    this.trouble = EngineTrouble.of(EngineTrouble.Kind.ENGINE_REFUSED, message);
  }

  /** Takes a trouble whose kind is known. */
  public EngineRefusedException(EngineTrouble trouble) {
    super(trouble.sentence());
    this.trouble = trouble;
  }

  /** Returns what kind of trouble it is, what the engine said, and what helps. */
  public EngineTrouble trouble() {
    return trouble;
  }
}
