package dev.carillon.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.cron.Cron;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.JdbcLedger;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.running.House;
import dev.carillon.schedule.CatchUp;
import dev.carillon.schedule.Overlap;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.scheduling.ScheduleStore.Revised;
import dev.carillon.testing.MovingClock;
import dev.carillon.watching.Bells;
import dev.carillon.watching.Ledger;
import dev.carillon.watching.Watch;
import dev.carillon.workflow.WorkflowId;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it costs to account for every due time: calls of the ledger, what the database counts of them
 * (statements on H2, transactions on PostgreSQL), and the CPU of the thread that watches.
 */
class LedgerBench {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Wording MINUTELY = wording("* * * * *");

  private final MovingClock clock = new MovingClock(NOON.plusSeconds(30));
  private final Map<String, Integer> calls = new TreeMap<>();

  @Test
  void aDayOffOfAThousandSchedulesOnTheMinuteOnH2(@TempDir Path directory) throws Exception {
    aDayOff(TestDatabases.emptyH2(directory));
  }

  @Test
  void aDayOffOfAThousandSchedulesOnTheMinuteOnPostgres() throws Exception {
    aDayOff(TestDatabases.emptyPostgres());
  }

  @Test
  void tenThousandHourlySchedulesForAnHourOnH2(@TempDir Path directory) throws Exception {
    anHour(TestDatabases.emptyH2(directory));
  }

  @Test
  void tenThousandHourlySchedulesForAnHourOnPostgres() throws Exception {
    anHour(TestDatabases.emptyPostgres());
  }

  private void aDayOff(DatabaseAddress address) throws Exception {
    try (House house = new House(address, clock)) {
      Watch watch = watch(house);
      watch.tick();
      for (int number = 0; number < 1_000; number++) {
        switchOn(house, "s" + number, MINUTELY);
      }
      watch.tick();
      clock.moveTo(NOON.plus(Duration.ofDays(1)));

      long nanos = System.nanoTime();
      watch.tick();
      nanos = System.nanoTime() - nanos;

      long rows = count(house, "select count(*) from occurrence");
      assertThat(rows).isEqualTo(1_438_000);
      System.out.printf(
          "%s: %d due times of 1000 schedules were judged in %.1f s; heap %d MB%n",
          address, rows, nanos / 1e9, usedMegabytes());
    }
  }

  /** Each due time has its row when it is looked at, as if its engine had rung it. */
  private void anHour(DatabaseAddress address) throws Exception {
    try (House house = new House(address, clock)) {
      Watch watch = watch(house);
      for (int number = 0; number < 10_000; number++) {
        switchOn(house, "s" + number, wording(number % 60 + " * * * *"));
      }
      watch.tick();
      ring(house);
      calls.clear();

      long asked = asked(house);
      long cpu = cpuNanos();
      for (int minute = 0; minute < 60; minute++) {
        clock.moveBy(Duration.ofMinutes(1));
        watch.tick();
      }
      cpu = cpuNanos() - cpu;
      asked = asked(house) - asked;

      assertThat(count(house, "select count(*) from occurrence where verdict <> 'RAN'"))
          .isZero();
      System.out.printf(
          "%s: 10000 hourly schedules, one hour: calls %s, %d %s, %.2f s of CPU%n",
          address,
          calls,
          asked,
          house.database.isPostgres() ? "transactions" : "statements",
          cpu / 1e9);
    }
  }

  private static void ring(House house) throws SQLException {
    try (var connection = house.database.dataSource().getConnection();
        var insert = connection.prepareStatement("""
            insert into occurrence (schedule_id, due_time, revision, verdict, duplicates)
            values (?, ?, 1, 'RAN', 0)""")) {
      for (int number = 0; number < 10_000; number++) {
        for (int hour = 0; hour < 3; hour++) {
          Instant due = NOON.plusSeconds(3600L * hour + 60L * (number % 60));
          insert.setString(1, "s" + number);
          insert.setObject(2, due.atOffset(ZoneOffset.UTC));
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private Watch watch(House house) {
    Ledger ledger = new JdbcLedger(house.database);
    Ledger counted = (Ledger) Proxy.newProxyInstance(
        Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, given) -> {
          calls.merge(method.getName(), 1, Integer::sum);
          return method.invoke(ledger, given);
        });
    return new Watch(counted, house.runs, Bells.LOCAL, house.changes, clock, "node");
  }

  private void switchOn(House house, String id, Wording wording) {
    house.schedules.revise(
        new Revised(new ScheduleId(id), new WorkflowId(id), true, wording, Set.of()),
        0,
        clock.instant());
  }

  private static Wording wording(String cron) {
    return new Wording(Cron.parse(cron), ZoneOffset.UTC, 3, Overlap.SKIP, CatchUp.LAST);
  }

  private static long count(House house, String sql) throws SQLException {
    try (var connection = house.database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Returns how often the database was asked since it began to count. */
  private static long asked(House house) throws Exception {
    if (!house.database.isPostgres()) {
      try (var connection = house.database.dataSource().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("set query_statistics_max_entries 10000");
        statement.execute("set query_statistics true");
      }
      return count(
          house,
          "select coalesce(sum(execution_count), 0) from information_schema.query_statistics");
    }
    // A connection that rests tells the server what it did a second later, at most.
    Thread.sleep(2_000);
    return count(house, """
        select xact_commit + xact_rollback from pg_stat_database
        where datname = current_database()""");
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long usedMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }
}
