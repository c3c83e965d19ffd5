package dev.carillon.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.JdbcLedger;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.running.Arrivals;
import dev.carillon.running.House;
import dev.carillon.testing.MovingClock;
import dev.carillon.watching.Bells;
import dev.carillon.watching.Watch;
import dev.carillon.workflow.WorkflowId;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A long life in short: many schedules, each minute of theirs in two seconds of ours. At its end each
 * due time has exactly one row and one run, and nothing has grown that has to stay as it was.
 *
 * <p>System properties: {@code soak.minutes} of the clock (1800 are an hour of ours), {@code
 * soak.schedules}, and {@code soak.speed}, 0 for as fast as it goes.
 */
class SoakBench {
  private static final int MINUTES = Integer.getInteger("soak.minutes", 1_800);
  private static final int SCHEDULES = Integer.getInteger("soak.schedules", 200);
  private static final int SPEED = Integer.getInteger("soak.speed", 30);
  private static final int[] EVERY = {1, 5, 15, 60};
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:30Z");

  private final MovingClock clock = new MovingClock(BEGIN);
  private final List<WorkflowId> ids = new ArrayList<>();

  /** What has to stay as it is. */
  private record Size(long heap, int threads, long files) {
    static Size now() {
      System.gc();
      var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Size(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
          ManagementFactory.getThreadMXBean().getThreadCount(),
          system.getOpenFileDescriptorCount());
    }
  }

  @Test
  void onH2(@TempDir Path directory) throws Exception {
    soak(TestDatabases.h2(directory));
  }

  @Test
  void onPostgres() throws Exception {
    soak(TestDatabases.postgres());
  }

  private void soak(DatabaseAddress address) throws Exception {
    try (House house = new House(address, clock).started()) {
      Watch watch = new Watch(
          new JdbcLedger(house.database), house.runs, Bells.LOCAL, house.changes, clock, "node");
      switchOn(house);
      pass(house, watch, MINUTES / 2);
      Size half = Size.now();
      pass(house, watch, MINUTES - MINUTES / 2);
      Size end = Size.now();

      long due = reckoned(house);
      System.out.printf(
          "%s: %d minutes of %d schedules, %d due times, each with one row and one run; %s at half"
              + " time, %s at the end%n",
          address, MINUTES, SCHEDULES, due, half, end);
      assertThat(end.heap()).isLessThan(half.heap() + 32);
      assertThat(end.threads()).isLessThan(half.threads() + 10);
      assertThat(end.files()).isLessThan(half.files() + 10);
      watch.stop();
    }
  }

  private void switchOn(House house) {
    for (int number = 0; number < SCHEDULES; number++) {
      WorkflowId id = house.save("soak-" + number, """
          - one: { set: { a: 1 } }
          - two: { call: log, with: { message: two } }
          - three: { set: { a: 3 } }
          """);
      int every = EVERY[number % EVERY.length];
      house.activate(id, every == 60 ? "0 * * * *" : "*/" + every + " * * * *");
      ids.add(id);
    }
  }

  /** Rings what is due, as an engine would, and then looks at it. */
  private void pass(House house, Watch watch, int minutes) {
    for (int passed = 0; passed < minutes; passed++) {
      long begun = System.nanoTime();
      clock.moveBy(Duration.ofMinutes(1));
      Instant due = clock.instant().minusSeconds(30);
      long minute = due.getEpochSecond() / 60;
      for (int number = 0; number < SCHEDULES; number++) {
        if (minute % EVERY[number % EVERY.length] == 0) {
          house.hand(Arrivals.of(house, ids.get(number)).local(due).build());
        }
      }
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> count(house, "select count(*) from run where ended_at is null") == 0);
      watch.tick();
      if (SPEED > 0) {
        long left = TimeUnit.SECONDS.toNanos(60) / SPEED - (System.nanoTime() - begun);
        LockSupport.parkNanos(Math.max(0, left));
      }
    }
  }

  private long reckoned(House house) throws SQLException {
    long expected = 0;
    for (int passed = 1; passed <= MINUTES; passed++) {
      long minute = BEGIN.getEpochSecond() / 60 + passed;
      for (int number = 0; number < SCHEDULES; number++) {
        expected += minute % EVERY[number % EVERY.length] == 0 ? 1 : 0;
      }
    }
    String past = " where due_time <= timestamp with time zone '" + clock.instant() + "'";
    assertThat(count(house, "select count(*) from occurrence" + past)).isEqualTo(expected);
    assertThat(count(house, "select count(*) from occurrence" + past + " and verdict = 'RAN'"))
        .isEqualTo(expected);
    assertThat(count(house, "select count(distinct run_id) from occurrence" + past))
        .isEqualTo(expected);
    assertThat(count(house, "select count(*) from run where state = 'SUCCEEDED'"))
        .isEqualTo(expected);
    assertThat(count(house, "select count(*) from run")).isEqualTo(expected);
    return expected;
  }

  private static long count(House house, String sql) throws SQLException {
    try (var connection = house.database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
