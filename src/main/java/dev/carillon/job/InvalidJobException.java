package dev.carillon.job;

/** Thrown when a job tells something of itself that cannot be. */
public final class InvalidJobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidJobException(String told) {
    super(told);
  }
}
