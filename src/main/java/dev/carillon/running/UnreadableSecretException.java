package dev.carillon.running;

/** Thrown when a secret is there, or could be, but cannot be read. The message says what to do. */
public final class UnreadableSecretException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Takes a message that names the secret and what to do; never its value. */
  public UnreadableSecretException(String message) {
    super(message);
  }
}
