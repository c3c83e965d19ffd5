package dev.carillon.quartz;

import static dev.carillon.testing.ScheduleBuilder.aSchedule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.carillon.jdbc.Database;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.schedule.Schedule;
import dev.carillon.testing.RecordingBell;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.simpl.SimpleClassLoadHelper;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.SchedulerSignaler;
import org.quartz.spi.TriggerFiredResult;

/** The local engine on PostgreSQL, where several nodes share the work. */
class LocalEngineOnPostgresTest extends LocalEngineSuite {
  private static final Schedule HOURLY = aSchedule("report").cron("0 * * * *").build();

  /** Two clocks are never read at the same moment, least of all on a busy machine. */
  private static final long SLOW = Duration.ofMinutes(2).toMillis();

  static Database database;

  @BeforeAll
  static void open() {
    database = new Database(TestDatabases.postgres());
    database.open();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Override
  Database database() {
    return database;
  }

  @Test
  void twoNodesRingEachDueTimeOnce() {
    try (LocalEngine other = newEngine()) {
      other.start();
      IntStream.range(0, 60).forEach(i -> engine.put(aSchedule("s" + i).build()));

      Instant last = NOON;
      for (int minute = 1; minute <= 3; minute++) {
        last = NOON.plus(Duration.ofMinutes(minute));
        timeIsJustBefore(last);
        other.watch();
        int rung = minute * 60;
        await().atMost(PATIENCE).until(() -> bell.rings().size() >= rung);
      }
    }
    engine.stop();

    assertThat(bell.rings()).hasSize(180);
    assertThat(bell.rings()).extracting(RecordingBell.Ring::message).doesNotHaveDuplicates();
  }

  @Test
  void anEditOnOneNodeIsNotUndoneByAnotherThatHadTakenTheOldWording() throws Exception {
    engine.stop();
    clock.set(NOON.plusSeconds(45));
    TriggerStore slow = store();
    slow.storeJob(HandIn.detail(), true);
    slow.put(trigger(1), false);
    List<OperableTrigger> takenBefore = take(slow);
    TriggerStore quick = store();
    quick.put(trigger(2), false);
    List<OperableTrigger> takenAfter = take(quick);
    clock.set(NOON.plusSeconds(60));

    List<TriggerFiredResult> fired = slow.triggersFired(takenBefore);

    assertThat(takenBefore).hasSize(1);
    assertThat(takenAfter).hasSize(1);
    assertThat(fired.get(0).getTriggerFiredBundle()).isNull();
    assertThat(quick.schedules().get(0).trigger().revision()).isEqualTo(2);
    assertThat(quick.triggersFired(takenAfter).get(0).getTriggerFiredBundle()).isNotNull();
  }

  @Test
  void whatANodeWithAnotherClockSaysIsDueIsNotRungEarly() throws Exception {
    engine.stop();
    TriggerStore node = store();
    node.storeJob(HandIn.detail(), true);
    var hourly = new TimetableTrigger(HOURLY.wording().timetable(), shift());
    hourly.of("report", 1).passOver();
    node.put(hourly, false);
    long right = fireTime();
    Rows.change(
        database.dataSource(),
        "update qrtz_triggers set next_fire_time = " + System.currentTimeMillis());
    List<OperableTrigger> taken = take(node);

    List<TriggerFiredResult> fired = node.triggersFired(taken);

    assertThat(taken).hasSize(1);
    assertThat(fired.get(0).getTriggerFiredBundle()).isNull();
    assertThat(fireTime()).isCloseTo(right, within(SLOW));
    assertThat(node.isAskew()).isFalse();
  }

  @Test
  void whatANodeWithAnotherClockPutOffIsSetRight() {
    engine.put(HOURLY);
    long right = fireTime();
    Rows.change(
        database.dataSource(), "update qrtz_triggers set next_fire_time = next_fire_time + 600000");

    engine.watch();

    assertThat(fireTime()).isCloseTo(right, within(SLOW));
  }

  private static long fireTime() {
    return Rows.of(database.dataSource(), "select next_fire_time from qrtz_triggers").stream()
        .mapToLong(Long::parseLong)
        .sum();
  }

  private static List<OperableTrigger> take(TriggerStore store) throws Exception {
    return store.acquireNextTriggers(System.currentTimeMillis() + 30_000, 5, 0);
  }

  private TimetableTrigger trigger(int revision) {
    var trigger = new TimetableTrigger(aSchedule("report").build().wording().timetable(), shift());
    trigger.of("report", revision).passOver();
    return trigger;
  }

  private TriggerStore store() throws Exception {
    var store =
        new TriggerStore(database.dataSource(), true, UUID.randomUUID().toString(), shift());
    store.initialize(new SimpleClassLoadHelper(), new NobodyToWake());
    return store;
  }

  private TimeShift shift() {
    return new TimeShift(clock, Clock.systemUTC());
  }

  /** Stands for the threads of a scheduler that does not run. */
  private static final class NobodyToWake implements SchedulerSignaler {
    @Override
    public void notifyTriggerListenersMisfired(Trigger trigger) {}

    @Override
    public void notifySchedulerListenersFinalized(Trigger trigger) {}

    @Override
    public void notifySchedulerListenersJobDeleted(JobKey job) {}

    @Override
    public void signalSchedulingChange(long next) {}

    @Override
    public void notifySchedulerListenersError(String message, SchedulerException e) {}
  }
}
