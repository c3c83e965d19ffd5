package dev.carillon.scheduling;

import dev.carillon.jdbc.TestDatabases;
import dev.carillon.schedule.Schedule;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.testing.qstash.HeldSchedule;
import dev.carillon.testing.qstash.Plan;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A belfry that QStash rings, new for each test; {@code nightly} is what tests speak of. */
abstract class BelfryOnQStash {
  static final String NAME = "carillon.nightly";

  @TempDir
  Path directory;

  final MovingClock clock = MovingClock.at("2026-03-02T12:00:00Z");
  FakeQStash qstash;
  Belfry belfry;

  @BeforeEach
  void open() {
    qstash = FakeQStash.start(clock).knows("carillon.example", "203.0.113.7");
    qstash.plan(Plan.PAY_AS_YOU_GO.withSchedules(10_000));
    belfry = setup().open();
  }

  Belfry.Setup setup() {
    return new Belfry.Setup(TestDatabases.h2(directory), clock, qstash);
  }

  @AfterEach
  void close() {
    belfry.close();
    qstash.close();
  }

  HeldSchedule held() {
    return qstash.schedule(NAME);
  }

  Schedule schedule() {
    return belfry.schedule("nightly");
  }

  void edit(String cron) {
    qstash.console().edit(NAME, it -> it.withCron(cron));
  }

  void restart(Belfry.Setup setup) {
    belfry.close();
    belfry = setup.open();
  }
}
