package dev.carillon.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.cron.ClockChanges;
import dev.carillon.cron.Cron;
import dev.carillon.cron.RepeatedHour;
import dev.carillon.cron.SkippedHour;
import dev.carillon.cron.Timetable;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quartz.impl.jdbcjobstore.SimplePropertiesTriggerProperties;

/** What of a trigger stands in its row, and comes back from it. */
class TimetableRowsTest {
  private static final TimeShift SHIFT = new TimeShift(Clock.systemUTC(), Clock.systemUTC());

  private final TimetableRows rows = new TimetableRows(SHIFT);

  private static Timetable berlin(ClockChanges changes) {
    return new Timetable(Cron.parse("30 2 * * *"), ZoneId.of("Europe/Berlin"), changes);
  }

  private Timetable read(SimplePropertiesTriggerProperties row) {
    var schedule = (TimetableSchedule) rows.getTriggerPropertyBundle(row).getScheduleBuilder();
    return ((TimetableTrigger) schedule.build()).timetable();
  }

  @Test
  void whatBecomesOfAnHourThatComesTwiceOrNotAtAllIsKept() {
    for (ClockChanges choice : List.of(
        new ClockChanges(RepeatedHour.TWICE, SkippedHour.SKIP),
        new ClockChanges(RepeatedHour.ONCE, SkippedHour.RUN_AFTER),
        new ClockChanges(RepeatedHour.TWICE, SkippedHour.RUN_AFTER))) {
      Timetable kept = berlin(choice);

      assertThat(read(rows.getTriggerProperties(new TimetableTrigger(kept, SHIFT))))
          .isEqualTo(kept);
    }
  }

  @Test
  void aRowThatSaysNothingOfItIsAsByDefault() {
    var old = new SimplePropertiesTriggerProperties();
    old.setString1("30 2 * * *");
    old.setString2("Europe/Berlin");

    assertThat(read(old)).isEqualTo(berlin(ClockChanges.DEFAULT));
  }
}
