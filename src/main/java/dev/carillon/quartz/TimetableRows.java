package dev.carillon.quartz;

import dev.carillon.cron.ClockChanges;
import dev.carillon.cron.Cron;
import dev.carillon.cron.RepeatedHour;
import dev.carillon.cron.SkippedHour;
import dev.carillon.cron.Timetable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.quartz.impl.jdbcjobstore.SimplePropertiesTriggerPersistenceDelegateSupport;
import org.quartz.impl.jdbcjobstore.SimplePropertiesTriggerProperties;
import org.quartz.spi.OperableTrigger;

/** Keeps a {@link TimetableTrigger} in Quartz's own table for triggers of simple properties. */
final class TimetableRows extends SimplePropertiesTriggerPersistenceDelegateSupport {
  /** Its column takes eight characters. */
  private static final String TYPE = "CARILLON";

  private static final int MOST_CHARACTERS = 512;

  private static final long NEVER = Long.MIN_VALUE;

  private final TimeShift shift;

  TimetableRows(TimeShift shift) {
    this.shift = shift;
  }

  @Override
  public boolean canHandleTriggerType(OperableTrigger trigger) {
    return trigger instanceof TimetableTrigger;
  }

  @Override
  public String getHandledTriggerTypeDiscriminator() {
    return TYPE;
  }

  @Override
  protected SimplePropertiesTriggerProperties getTriggerProperties(OperableTrigger any) {
    var trigger = (TimetableTrigger) any;
    var row = new SimplePropertiesTriggerProperties();
    row.setString1(text(trigger.timetable().cron()));
    row.setString2(trigger.timetable().zone().getId());
    row.setBoolean2(trigger.timetable().changes().skippedHour() == SkippedHour.RUN_AFTER);
    row.setBoolean1(trigger.timetable().changes().repeatedHour() == RepeatedHour.TWICE);
    row.setLong1(second(trigger.due()));
    row.setLong2(second(trigger.lastDue()));
    return row;
  }

  @Override
  protected TriggerPropertyBundle getTriggerPropertyBundle(SimplePropertiesTriggerProperties row) {
    var changes = new ClockChanges(
        row.isBoolean1() ? RepeatedHour.TWICE : RepeatedHour.ONCE,
        row.isBoolean2() ? SkippedHour.RUN_AFTER : SkippedHour.SKIP);
    var timetable =
        new Timetable(Cron.parse(row.getString1()), ZoneId.of(row.getString2()), changes);
    return new TriggerPropertyBundle(
        new TimetableSchedule(timetable, shift, instant(row.getLong1()), instant(row.getLong2())),
        null,
        null);
  }

  /** What was written with many repetitions is kept in its short spelling. */
  private static String text(Cron cron) {
    return cron.text().length() > MOST_CHARACTERS ? cron.canonical() : cron.text();
  }

  private static long second(Optional<Instant> due) {
    return due.map(Instant::getEpochSecond).orElse(NEVER);
  }

  private static Instant instant(long second) {
    return second == NEVER ? null : Instant.ofEpochSecond(second);
  }
}
