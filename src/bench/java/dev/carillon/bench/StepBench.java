package dev.carillon.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.running.House;
import dev.carillon.running.Runs;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What steps cost, each committed, against what the same database can commit at all in the same run:
 * two figures that a faster machine moves alike.
 *
 * <p>The system property {@code step.runs} says how many runs are walked.
 */
class StepBench {
  private static final int RUNS = Integer.getInteger("step.runs", 500);
  private static final int ROUNDS = 10_000;
  private static final int PART = 1_000;

  private static final String THREE = """
      - one: { call: nothing }
      - two: { call: nothing }
      - three: { call: nothing }
      """;

  private static final String LONG = """
      - rounds:
          for: { each: one, in: '${ [range(%d)] }' }
          do:
            - step: { call: nothing }
      """.formatted(ROUNDS);

  private static final String WAITING = """
      - rounds:
          for: { each: one, in: '${ [range(%d)] }' }
          do:
            - step: { set: { a: 1 } }
      - rest: { wait: PT1H }
      - last: { call: nothing }
      """;

  @TempDir
  Path directory;

  private final Nothing nothing = new Nothing();

  /** A function that does nothing, and takes the time at each thousandth call. */
  private static final class Nothing implements Function {
    private final List<Long> times = new ArrayList<>();
    private int calls;

    @Override
    public String name() {
      return "nothing";
    }

    @Override
    public synchronized JsonNode call(Invocation invocation) {
      if (calls++ % PART == 0) {
        times.add(System.nanoTime());
      }
      return invocation.input();
    }
  }

  @Test
  void threeTrivialStepsOnH2() throws Exception {
    threeTrivialSteps(TestDatabases.emptyH2(directory));
  }

  @Test
  void threeTrivialStepsOnPostgres() throws Exception {
    threeTrivialSteps(TestDatabases.emptyPostgres());
  }

  @Test
  void aStepAfterManyOnH2() {
    aStepAfterMany(TestDatabases.emptyH2(directory));
  }

  @Test
  void aStepAfterManyOnPostgres() {
    aStepAfterMany(TestDatabases.emptyPostgres());
  }

  private void threeTrivialSteps(DatabaseAddress address) throws Exception {
    try (House house = house(address)) {
      WorkflowId id = house.save("three", THREE);
      walked(house, id, RUNS / 5);
      double before = commitsPerSecond(house);
      double runs = walked(house, id, RUNS);
      double commits = (before + commitsPerSecond(house)) / 2;
      System.out.printf(
          "%s: %.0f runs of three steps per second; %.0f commits of one row per second on one"
              + " connection; a run takes the time of %.1f commits%n",
          address, runs, commits, commits / runs);
    }
  }

  /** They are asked for one after the other, and walked eight at a time. */
  private static double walked(House house, WorkflowId id, int many) {
    long begun = System.nanoTime();
    List<RunId> asked = new ArrayList<>();
    for (int number = 0; number < many; number++) {
      asked.add(house.start(id, ""));
    }
    // One wait for all: each has a pause of its own before it looks.
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> house.store.claimable(house.clock.instant(), 1).isEmpty()
            && house.store.get(asked.get(many - 1)).state().isEnded());
    double took = (System.nanoTime() - begun) / 1e9;
    asked.forEach(run -> house.await(run, RunState.SUCCEEDED));
    return many / took;
  }

  /** One connection, one row inserted in each transaction. */
  private static double commitsPerSecond(House house) throws SQLException {
    try (Connection connection = house.database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create table if not exists raw (id varchar(40), at bigint)");
      connection.setAutoCommit(false);
      try (var insert = connection.prepareStatement("insert into raw values (?, ?)")) {
        long begun = System.nanoTime();
        for (int number = 0; number < 4 * RUNS; number++) {
          insert.setString(1, "run_" + number);
          insert.setLong(2, number);
          insert.executeUpdate();
          connection.commit();
        }
        return 4 * RUNS / ((System.nanoTime() - begun) / 1e9);
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private void aStepAfterMany(DatabaseAddress address) {
    try (House house = house(address)) {
      RunId run = house.start(house.save("long", LONG), "");
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofMinutes(20))
          .until(() -> house.store.get(run).state().isEnded());
      house.await(run, RunState.SUCCEEDED);
      StringBuilder told = new StringBuilder();
      long first = nothing.times.get(2) - nothing.times.get(1);
      for (int part = 1; part < nothing.times.size(); part++) {
        long took = nothing.times.get(part) - nothing.times.get(part - 1);
        told.append(String.format(" %.2f", (double) took / first));
      }
      System.out.printf(
          "%s: each thousand of %d steps, against the second thousand:%s%n", address, ROUNDS, told);
    }
  }

  @Test
  void goingOnAfterManyOnH2() {
    goingOnAfterMany(TestDatabases.emptyH2(directory));
  }

  @Test
  void goingOnAfterManyOnPostgres() {
    goingOnAfterMany(TestDatabases.emptyPostgres());
  }

  /** The median of several runs of each kind, one after the other. */
  private void goingOnAfterMany(DatabaseAddress address) {
    try (House house = house(address)) {
      goneOn(house, 100);
      List<Double> ratios = new ArrayList<>();
      for (int time = 0; time < 3; time++) {
        ratios.add((double) goneOn(house, ROUNDS) / goneOn(house, 100));
      }
      ratios.sort(null);
      System.out.printf(
          "%s: to go on after %d visits takes %.2f times as long as after 100%n",
          address, ROUNDS, ratios.get(1));
    }
  }

  /** Walks to a wait behind so many visits, and tells how long it takes from its end to the run's. */
  private static long goneOn(House house, int rounds) {
    String name = "rounds-" + rounds + "-" + System.nanoTime();
    RunId run = house.start(house.save(name, WAITING.formatted(rounds)), "");
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofMinutes(20))
        .until(() -> house.store.get(run).state() == RunState.WAITING);
    long begun = System.nanoTime();
    house.moveBy(Duration.ofHours(1));
    org.awaitility.Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofMinutes(5))
        .until(() -> house.store.get(run).state() == RunState.SUCCEEDED);
    return System.nanoTime() - begun;
  }

  private House house(DatabaseAddress address) {
    MovingClock clock = MovingClock.at("2026-03-01T12:00:00Z");
    return new House(address, clock, new Runs.Terms(8, Duration.ofSeconds(20)), nothing).started();
  }
}
