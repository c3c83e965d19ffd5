package dev.carillon.secrets;

/** Thrown when a value cannot be a secret. The message repeats none of it. */
public final class InvalidSecretException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidSecretException(String message) {
    super(message);
  }
}
