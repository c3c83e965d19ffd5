package dev.carillon.watching;

/** A backfill is asked for of more due times than one may be about. */
public final class TooManyDueTimesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says how many it may be. */
  public TooManyDueTimesException() {
    super("a backfill is about " + Backfill.MOST + " due times at most; choose a shorter time");
  }
}
