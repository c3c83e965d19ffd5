package dev.carillon.scheduling;

import dev.carillon.schedule.ScheduleId;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a calendar is to be removed that schedules use. */
public final class CalendarInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> schedules;

  /** Names the calendar and the schedules. */
  public CalendarInUseException(String name, List<ScheduleId> schedules) {
    super("calendar " + name + " is used by "
        + schedules.stream().map(ScheduleId::value).collect(Collectors.joining(", "))
        + "; take it off these schedules first");
    this.schedules = schedules.stream().map(ScheduleId::value).toList();
  }

  /** Returns the ids of the schedules. */
  public List<String> schedules() {
    return List.copyOf(schedules);
  }
}
