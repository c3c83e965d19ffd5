package dev.carillon.secrets;

import dev.carillon.workflow.SecretName;

/** Thrown when a secret is asked for that is not kept. */
public final class UnknownSecretException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names what was asked for. */
  public UnknownSecretException(SecretName name) {
    super("there is no secret " + name);
  }
}
