package dev.carillon.quartz;

import static dev.carillon.testing.ScheduleBuilder.aSchedule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.carillon.jdbc.Database;
import dev.carillon.run.MessageId;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.ScheduleEngine;
import dev.carillon.scheduling.ScheduleEngine.OneOff;
import dev.carillon.scheduling.ScheduleEngineContract;
import dev.carillon.testing.RecordingBell;
import dev.carillon.testing.SetClock;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.impl.SchedulerRepository;

/** What the local engine promises beyond the contract, on either database. */
abstract class LocalEngineSuite implements ScheduleEngineContract {
  /** What is passed over is passed over before the next due time, on a busy machine too. */
  private static final Duration AMPLE = Duration.ofSeconds(30);

  final SetClock clock = new SetClock(NOON);
  final RecordingBell bell = new RecordingBell(clock);
  LocalEngine engine;

  /** Returns the database of all tests of the class. */
  abstract Database database();

  @BeforeEach
  void start() {
    clock.set(NOON);
    engine = newEngine();
    engine.start();
  }

  @AfterEach
  void stop() {
    engine.stop();
    Rows.clear(database().dataSource());
  }

  LocalEngine newEngine() {
    return new LocalEngine(
        database()::dataSource, database().isPostgres(), clock, Clock.systemUTC(), bell);
  }

  @Override
  public ScheduleEngine engine() {
    return engine;
  }

  @Override
  public RecordingBell bell() {
    return bell;
  }

  @Override
  public void timeIs(Instant now) {
    clock.set(now);
    engine.watch();
  }

  private void awaitRings(int count) {
    await().atMost(PATIENCE).until(() -> bell.rings().size() >= count);
  }

  /** Waits until so many tries were refused and the next one is written down. */
  private void awaitRefusal(int count) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            bell.refused() >= count && Rows.of(database().dataSource(), """
                select trigger_name from qrtz_triggers
                 where trigger_group = 'message' and trigger_state in ('WAITING', 'ACQUIRED')""").size() == 1);
  }

  @Test
  void namesTheMessageAfterTheDueTime() {
    engine.put(aSchedule("report").build());

    timeIsJustBefore(NOON.plusSeconds(60));
    awaitRings(1);

    assertThat(bell.rings().get(0).message())
        .isEqualTo(MessageId.local(new ScheduleId("report"), NOON.plusSeconds(60)));
  }

  @Test
  void whatItHoldsSurvivesARestart() {
    engine.put(aSchedule("report").revision(3).build());
    engine.put(aSchedule("paused").paused().build());
    var held = engine.list();
    engine.stop();

    engine = newEngine();
    engine.start();
    assertThat(engine.list()).isEqualTo(held);
    timeIsJustBefore(NOON.plusSeconds(60));
    awaitRings(1);

    assertThat(bell.dueTimes("report")).containsExactly(NOON.plusSeconds(60));
  }

  @Test
  void aMessageSurvivesARestartHoweverLateThatIs() {
    MessageId id = engine.send(
        new OneOff(new WorkflowId("report"), "redrive", Optional.empty()), NOON.plusSeconds(60));
    engine.stop();

    clock.set(NOON.plus(Duration.ofDays(3)));
    engine = newEngine();
    engine.start();
    await().atMost(PATIENCE).until(() -> !bell.messages().isEmpty());

    assertThat(bell.messages().get(0).message()).isEqualTo(id);
  }

  @Test
  void whatAShortStopHeldUpIsRungAtTheStart() {
    engine.put(aSchedule("report").cron("1 * * * *").build());
    engine.stop();

    clock.set(NOON.plusSeconds(60 + 20));
    engine = newEngine();
    engine.start();
    awaitRings(1);

    assertThat(bell.dueTimes("report")).containsExactly(NOON.plusSeconds(60));
  }

  @Test
  void whatWasMissedIsPassedOverAndTheNextDueTimeIsRung() {
    engine.put(aSchedule("report").build());
    engine.stop();

    Instant next = NOON.plus(Duration.ofHours(5)).plusSeconds(60);
    clock.set(next.minus(AMPLE));
    engine = newEngine();
    engine.start();
    timeIsJustBefore(next);
    awaitRings(1);

    assertThat(bell.dueTimes("report")).containsExactly(next);
  }

  @Test
  void whatWasMissedWhileItRanIsPassedOverToo() {
    engine.put(aSchedule("report").build());

    Instant next = NOON.plus(Duration.ofHours(5));
    timeIs(next.minus(AMPLE));
    timeIsJustBefore(next);
    awaitRings(1);

    assertThat(bell.dueTimes("report")).containsExactly(next);
  }

  @Test
  void anHourThatAClockShowsTwiceIsRungTwiceAndOneThatItSkipsNotAtAll() {
    Instant first = Instant.parse("2030-10-27T00:30:00Z");
    timeIs(first.minusSeconds(1_800));
    engine.put(aSchedule("night").cron("30 2 * * *").in("Europe/Berlin").build());
    timeIsJustBefore(first);
    awaitRings(1);
    timeIsJustBefore(first.plusSeconds(3_600));
    awaitRings(2);

    assertThat(bell.dueTimes("night")).containsExactly(first, first.plusSeconds(3_600));

    timeIs(Instant.parse("2031-03-30T00:45:00Z"));
    assertThat(engine.list().get(0).next()).contains(Instant.parse("2031-03-31T00:30:00Z"));
  }

  @Test
  void whatTheBellRefusedIsHandedInAgainAsTheSameMessage() {
    engine.put(aSchedule("report").cron("1 * * * *").revision(5).build());
    bell.refuse(2);

    timeIsJustBefore(NOON.plusSeconds(60));
    awaitRefusal(1);
    timeIsJustBefore(clock.instant().plusSeconds(1));
    awaitRefusal(2);
    timeIsJustBefore(clock.instant().plusSeconds(2));
    awaitRings(1);

    assertThat(bell.rings()).singleElement().satisfies(ring -> {
      assertThat(ring.due()).isEqualTo(NOON.plusSeconds(60));
      assertThat(ring.revision()).isEqualTo(5);
      assertThat(ring.at()).isAfterOrEqualTo(NOON.plusSeconds(60 + 1 + 2));
    });
    assertThat(engine.cancel(bell.rings().get(0).message())).isFalse();
  }

  @Test
  void aMessageThatTheBellRefusedIsHandedInAgainEvenAfterARestart() {
    bell.refuse(3);
    MessageId id =
        engine.send(new OneOff(new WorkflowId("report"), "manual", Optional.of("1")), NOON);
    awaitRefusal(1);
    timeIsJustBefore(clock.instant().plusSeconds(1));
    awaitRefusal(2);
    engine.stop();
    engine = newEngine();
    engine.start();
    timeIsJustBefore(clock.instant().plusSeconds(2));
    awaitRefusal(3);
    timeIsJustBefore(clock.instant().plusSeconds(4));
    await().atMost(PATIENCE).until(() -> !bell.messages().isEmpty());

    assertThat(bell.messages()).extracting(RecordingBell.Message::message).containsExactly(id);
    assertThat(bell.messages().get(0).input()).contains("1");
  }

  @Test
  void manySchedulesOfOneMinuteAllRingWithinSeconds() {
    int many = 500;
    IntStream.range(0, many)
        .forEach(i -> engine.put(aSchedule("s" + i).cron("30 * * * *").build()));

    timeIsJustBefore(NOON.plusSeconds(1_800));
    await().atMost(Duration.ofSeconds(60)).until(() -> bell.rings().size() >= many);

    assertThat(bell.rings()).extracting(RecordingBell.Ring::schedule).doesNotHaveDuplicates();
    assertThat(bell.rings()).hasSize(many);
  }

  @Test
  void stoppingWaitsForWhatIsBeingHandedInAndLeavesNoThreadAndNoGlobalState() {
    engine.put(aSchedule("report").build());
    var patient = new Gate();
    bell.hinder(patient::pass);
    timeIsJustBefore(NOON.plusSeconds(60));
    patient.awaitArrival();

    Thread stopping = new Thread(engine::stop);
    stopping.start();
    await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(stopping::isAlive);
    assertThat(bell.rings()).isEmpty();
    patient.open();
    await().atMost(PATIENCE).until(() -> !stopping.isAlive());

    assertThat(bell.rings()).hasSize(1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
            .extracting(Thread::getName)
            .noneMatch(name -> name.startsWith("carillon-") || name.startsWith("QuartzScheduler")));
    assertThat(SchedulerRepository.getInstance().lookupAll()).isEmpty();
    var pool = (HikariDataSource) database().dataSource();
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  @Test
  void stoppingMayComeTwiceAndBeforeAStart() {
    engine.stop();
    engine.stop();
    newEngine().stop();

    assertThatThrownBy(() -> engine.list()).isInstanceOf(EngineRefusedException.class);
  }

  @Test
  void whatStoppingTookBackIsThereForAnotherAtOnce() {
    engine.put(aSchedule("report").cron("1 * * * *").build());
    timeIs(NOON.plusSeconds(45));
    await().atMost(PATIENCE).until(() -> states().contains("ACQUIRED"));

    engine.stop();

    assertThat(states()).containsExactly("WAITING");
  }

  @Test
  void givenTheSameAgainItStillRingsWhatHasJustBecomeDue() {
    engine.put(aSchedule("report").cron("1 * * * *").build());
    timeIsJustBefore(NOON.plusSeconds(60));
    awaitRings(1);
    clock.set(NOON.plusSeconds(3_600 + 60 + 10));
    engine.put(aSchedule("report").cron("1 * * * *").build());
    engine.watch();
    awaitRings(2);

    assertThat(bell.dueTimes("report"))
        .containsExactly(NOON.plusSeconds(60), NOON.plusSeconds(3_600 + 60));
  }

  @Test
  void triggersThatQuartzLeftInErrorOrTakenByNobodyAreFreed() {
    engine.put(aSchedule("acquired").build());
    engine.put(aSchedule("error").build());
    execute("update qrtz_triggers set trigger_state = 'ERROR' where trigger_name = 'error'");
    execute("update qrtz_triggers set trigger_state = 'ACQUIRED', next_fire_time = next_fire_time"
        + " - 240000 where trigger_name = 'acquired'");

    engine.watch();

    assertThat(states()).doesNotContain("ERROR");
    timeIsJustBefore(NOON.plusSeconds(60));
    awaitRings(2);
    assertThat(bell.dueTimes("error")).containsExactly(NOON.plusSeconds(60));
    assertThat(bell.dueTimes("acquired")).containsExactly(NOON.plusSeconds(60));
  }

  List<String> states() {
    return Rows.of(
        database().dataSource(), "select trigger_state from qrtz_triggers order by trigger_name");
  }

  void execute(String sql) {
    Rows.change(database().dataSource(), sql);
  }
}
