package dev.carillon.running;

import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;

/**
 * Thrown when a dead letter is to be sent again while its schedule lets nothing run: the message would
 * be taken, come to nothing and be gone.
 */
public final class ScheduleSilentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean paused;

  private ScheduleSilentException(String message, boolean paused) {
    super(message);
    this.paused = paused;
  }

  static ScheduleSilentException of(Schedule schedule) {
    return schedule.active() ? paused(schedule.id()) : off(schedule.id());
  }

  private static ScheduleSilentException paused(ScheduleId id) {
    return new ScheduleSilentException(
        "schedule " + id + " is paused, so the message would come to nothing and be gone;"
            + " resume the schedule first, or run the letter's due time by hand",
        true);
  }

  private static ScheduleSilentException off(ScheduleId id) {
    return new ScheduleSilentException(
        "schedule " + id + " is switched off, so the message would come to nothing and be gone;"
            + " switch it on first, or run the workflow by hand",
        false);
  }

  /** Tells whether it is paused; it is switched off otherwise. */
  public boolean isPaused() {
    return paused;
  }
}
