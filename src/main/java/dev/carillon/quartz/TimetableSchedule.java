package dev.carillon.quartz;

import dev.carillon.cron.Timetable;
import java.time.Instant;
import org.quartz.ScheduleBuilder;
import org.quartz.spi.MutableTrigger;

/** What Quartz makes a {@link TimetableTrigger} of when it reads one from its tables. */
final class TimetableSchedule extends ScheduleBuilder<TimetableTrigger> {
  private final Timetable timetable;
  private final TimeShift shift;
  private final Instant due;
  private final Instant lastDue;

  /** Takes the due times as they are; null for none. */
  TimetableSchedule(Timetable timetable, TimeShift shift, Instant due, Instant lastDue) {
    this.timetable = timetable;
    this.shift = shift;
    this.due = due;
    this.lastDue = lastDue;
  }

  @Override
  protected MutableTrigger build() {
    return new TimetableTrigger(timetable, shift).restore(due, lastDue);
  }
}
