package dev.carillon.scheduling;

/** Thrown when a calendar is asked for that is not kept. */
public final class UnknownCalendarException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names what was asked for. */
  public UnknownCalendarException(String name) {
    super("there is no calendar " + name + "; make it with PUT /api/calendars/" + name);
  }
}
