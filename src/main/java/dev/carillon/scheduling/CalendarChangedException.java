package dev.carillon.scheduling;

/** Thrown when a calendar is not the version any more that somebody saw who wants to change it. */
public final class CalendarChangedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the calendar. */
  public CalendarChangedException(String name) {
    super("calendar " + name + " was changed by somebody else meanwhile; look at it and try again");
  }
}
