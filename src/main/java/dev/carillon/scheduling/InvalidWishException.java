package dev.carillon.scheduling;

/** Thrown when a schedule is asked for that could not be. */
public final class InvalidWishException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;

  /** Names the field and says what to do. */
  public InvalidWishException(String field, String message) {
    super(message);
    this.field = field;
  }

  /** Returns the field that is wrong. */
  public String field() {
    return field;
  }
}
