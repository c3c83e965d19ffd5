package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.JdbcLedger;
import dev.carillon.running.Arrivals;
import dev.carillon.running.House;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/**
 * A long life in short: many schedules over a house whose clock is moved on minute by minute. For one
 * thread.
 */
public final class Soak implements AutoCloseable {
  private static final int[] EVERY = {1, 5, 15, 60};
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:30Z");

  private final MovingClock clock = new MovingClock(BEGIN);
  private final List<WorkflowId> ids = new ArrayList<>();
  private final House house;
  private final Watch watch;
  private final int schedules;
  private final int speed;
  private int lived;

  /** What has to stay as it is: heap after collection in MiB, threads of ours, and open files. */
  public record Size(long heap, int threads, long files) {
    /** Returns what it is now. */
    public static Size now() {
      System.gc();
      var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Size(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
          (int) Thread.getAllStackTraces().keySet().stream()
              .filter(it -> it.getName().startsWith("carillon"))
              .count(),
          system.getOpenFileDescriptorCount());
    }

    /** Holds that this is about what it was before. */
    public void isAsBefore(Size before) {
      assertThat(heap).as("heap").isLessThan(before.heap + 32);
      assertThat(threads).as("threads").isLessThan(before.threads + 10);
      assertThat(files).as("files").isLessThan(before.files + 10);
    }
  }

  /**
   * Opens a house over a database and switches the schedules on.
   *
   * @param speed how many times faster than ours its clock goes at most; 0 for as fast as it can
   */
  public Soak(DatabaseAddress address, int schedules, int speed) {
    this.schedules = schedules;
    this.speed = speed;
    house = new House(address, clock).started();
    watch = new Watch(
        new JdbcLedger(house.database), house.runs, Bells.LOCAL, house.changes, clock, "node");
    switchOn();
  }

  private void switchOn() {
    for (int number = 0; number < schedules; number++) {
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

  /** Lets minutes go by: rings what is due, as an engine would, and then looks at it. */
  public void pass(int minutes) {
    for (int passed = 0; passed < minutes; passed++) {
      long begun = System.nanoTime();
      clock.moveBy(Duration.ofMinutes(1));
      Instant due = clock.instant().minusSeconds(30);
      long minute = due.getEpochSecond() / 60;
      for (int number = 0; number < schedules; number++) {
        if (minute % EVERY[number % EVERY.length] == 0) {
          house.hand(Arrivals.of(house, ids.get(number)).local(due).build());
        }
      }
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> count("select count(*) from run where ended_at is null") == 0);
      watch.tick();
      lived++;
      if (speed > 0) {
        long left = TimeUnit.SECONDS.toNanos(60) / speed - (System.nanoTime() - begun);
        LockSupport.parkNanos(Math.max(0, left));
      }
    }
  }

  /** Holds that each due time has one row and one run, and that there are no others; tells how many. */
  public long reckoned() throws SQLException {
    long expected = 0;
    for (int passed = 1; passed <= lived; passed++) {
      long minute = BEGIN.getEpochSecond() / 60 + passed;
      for (int number = 0; number < schedules; number++) {
        expected += minute % EVERY[number % EVERY.length] == 0 ? 1 : 0;
      }
    }
    String past = " where due_time <= timestamp with time zone '" + clock.instant() + "'";
    assertThat(count("select count(*) from occurrence" + past)).isEqualTo(expected);
    assertThat(count("select count(*) from occurrence" + past + " and verdict = 'RAN'"))
        .isEqualTo(expected);
    assertThat(count("select count(distinct run_id) from occurrence" + past)).isEqualTo(expected);
    assertThat(count("select count(*) from run where state = 'SUCCEEDED'")).isEqualTo(expected);
    assertThat(count("select count(*) from run")).isEqualTo(expected);
    return expected;
  }

  private long count(String sql) throws SQLException {
    try (var connection = house.database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() {
    watch.stop();
    house.close();
  }
}
