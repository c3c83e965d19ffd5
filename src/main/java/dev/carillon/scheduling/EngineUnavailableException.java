package dev.carillon.scheduling;

/**
 * Thrown when an engine could not be asked or gave no answer that can be used, so that it is not
 * known whether it did what it was asked; it may answer another time.
 */
public final class EngineUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient EngineTrouble trouble;

  /** Takes a message for people, and what caused it. */
  public EngineUnavailableException(String message, Throwable cause) {
    super(message, cause);
    this.trouble = EngineTrouble.of(EngineTrouble.Kind.ENGINE_UNAVAILABLE, message);
  }

  /** Takes a trouble whose kind is known. */
  public EngineUnavailableException(EngineTrouble trouble) {
    super(trouble.sentence());
    this.trouble = trouble;
  }

  /** Returns what kind of trouble it is, what the engine said, and what helps. */
  public EngineTrouble trouble() {
    return trouble;
  }
}
