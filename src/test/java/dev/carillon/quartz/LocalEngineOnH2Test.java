package dev.carillon.quartz;

import static dev.carillon.testing.ScheduleBuilder.aSchedule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carillon.cron.ClockChanges;
import dev.carillon.cron.RepeatedHour;
import dev.carillon.cron.SkippedHour;
import dev.carillon.jdbc.Database;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.scheduling.EngineUnavailableException;
import dev.carillon.testing.RecordingBell;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local engine, alone with a database in a file. */
class LocalEngineOnH2Test extends LocalEngineSuite {
  @TempDir
  static Path directory;

  static Database database;

  @BeforeAll
  static void open() {
    database = new Database(TestDatabases.h2(directory));
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
  void whatWasBeingHandedInWhenTheProcessDiedIsHandedInAgainAsTheSameMessage() {
    engine.put(aSchedule("report").cron("1 * * * *").revision(6).build());
    var dying = new Gate();
    bell.hinder(dying::pass);
    timeIsJustBefore(NOON.plusSeconds(60));
    dying.awaitArrival();

    var bellAfterwards = new RecordingBell(clock);
    try (var next =
        new LocalEngine(database::dataSource, false, clock, Clock.systemUTC(), bellAfterwards)) {
      next.start();
      await().atMost(PATIENCE).until(() -> !bellAfterwards.rings().isEmpty());
    } finally {
      dying.open();
    }

    assertThat(bellAfterwards.rings()).singleElement().satisfies(ring -> {
      assertThat(ring.due()).isEqualTo(NOON.plusSeconds(60));
      assertThat(ring.revision()).isEqualTo(6);
    });
  }

  @Test
  void whatCouldNotEvenBePutOffSinceTheDatabaseWasAwayIsHandedInAfterTheNextStart() {
    handsInAfterTheNextStart(FlakyDataSource::goAway);
  }

  @Test
  void soItIsIfTheDatabaseComesBackJustBeforeTheEngineHasStopped() {
    handsInAfterTheNextStart(flaky -> flaky.goAwayFor("keep"));
  }

  private void handsInAfterTheNextStart(Consumer<FlakyDataSource> mishap) {
    engine.stop();
    var flaky = new FlakyDataSource(database.dataSource());
    engine = new LocalEngine(() -> flaky, false, clock, Clock.systemUTC(), bell);
    engine.start();
    engine.put(aSchedule("report").cron("1 * * * *").build());
    bell.refuse(1);
    bell.hinder(() -> mishap.accept(flaky));
    timeIsJustBefore(NOON.plusSeconds(60));
    await().atMost(PATIENCE).until(() -> flaky.refused() > 1);

    engine.stop();
    assertThat(bell.rings()).isEmpty();

    flaky.comeBack();
    bell.hinder(() -> {});
    engine.start();
    await().atMost(PATIENCE).until(() -> !bell.rings().isEmpty());
    assertThat(bell.dueTimes("report")).containsExactly(NOON.plusSeconds(60));
  }

  /** The clock of Berlin goes from 02:00 to 03:00 on 29 March, at 01:00 UTC. */
  @Test
  void whatRunsRightAfterASkippedTimeIsRungAtTheInstantAtWhichTheClockIsSet() {
    Instant set = Instant.parse("2026-03-29T01:00:00Z");
    timeIs(set.minusSeconds(60));
    engine.put(aSchedule("report")
        .cron("30 2 * * *")
        .in("Europe/Berlin")
        .changing(new ClockChanges(RepeatedHour.ONCE, SkippedHour.RUN_AFTER))
        .build());

    timeIsJustBefore(set);
    await().atMost(PATIENCE).until(() -> !bell.rings().isEmpty());

    assertThat(bell.dueTimes("report")).containsExactly(set);
    assertThat(engine.list().get(0).next()).contains(Instant.parse("2026-03-30T00:30:00Z"));
  }

  @Test
  void aStartWithoutADatabaseIsToldAndLeavesNothing() {
    engine.stop();
    var flaky = new FlakyDataSource(database.dataSource());
    flaky.goAway();
    var hopeless = new LocalEngine(() -> flaky, false, clock, Clock.systemUTC(), bell);

    assertThatThrownBy(hopeless::start).isInstanceOf(EngineUnavailableException.class);

    Awaitility.await()
        .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
            .extracting(Thread::getName)
            .noneMatch(name -> name.startsWith("carillon-")));
    flaky.comeBack();
    hopeless.start();
    assertThat(hopeless.list()).isEmpty();
    hopeless.stop();
  }
}
