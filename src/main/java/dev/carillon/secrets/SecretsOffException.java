package dev.carillon.secrets;

/** Thrown when a secret is to be kept where there is no key to encrypt it with. */
public final class SecretsOffException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SecretsOffException() {
    super(Safe.OFF);
  }
}
