package dev.carillon.function;

/**
 * Thrown by a function or a job when no later attempt could succeed. Its run fails at once and is not
 * tried again; QStash is answered 489.
 */
public class HopelessException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Takes why, for people; it is kept with the run. */
  public HopelessException(String message) {
    super(message);
  }

  /** Takes also what caused it. */
  public HopelessException(String message, Throwable cause) {
    super(message, cause);
  }
}
