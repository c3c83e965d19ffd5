package dev.carillon.scheduling;

/**
 * Thrown when an engine is to be told something, and this database is a copy: what it would tell is
 * the original's affair.
 */
public final class HeldBackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names where the original answered. */
  public HeldBackException(String original) {
    super("this database is a copy of the one behind " + original + ", so nothing is sent; stop the"
        + " original and say that this is the original now (Plan), or start this one with another"
        + " database");
  }
}
