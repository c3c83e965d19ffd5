package dev.carillon.scheduling;

import dev.carillon.schedule.Calendar;
import dev.carillon.schedule.ScheduleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keeps the calendars that schedules share. May be shared by threads and nodes; each method is one
 * transaction.
 */
public interface CalendarStore {
  /** Returns all, by their names. */
  List<KeptCalendar> list();

  /** Returns one as it stands. */
  Optional<KeptCalendar> find(String name);

  /**
   * Makes a calendar, or its next version. Where that changes its blackout, each schedule that is on
   * and uses it gets its next revision, PENDING, which says the same by the new blackout: what was due
   * until now is judged by the old one. One that says the same as before changes nothing.
   *
   * @param expected the version that somebody saw; empty for any, also for none
   * @throws CalendarChangedException if it is another version, or gone
   */
  Put put(Calendar wanted, String description, OptionalInt expected, String by, Instant at);

  /**
   * What became of it.
   *
   * @param isNew whether there was none
   * @param revised the schedules that have a new revision
   */
  record Put(boolean isNew, List<ScheduleId> revised) {}

  /**
   * Removes one that no schedule uses that is on.
   *
   * @param expected the version that somebody saw; empty for any
   * @throws UnknownCalendarException if there is none
   * @throws CalendarChangedException if it is another version
   * @throws CalendarInUseException if schedules use it that are on
   */
  void remove(String name, OptionalInt expected);
}
