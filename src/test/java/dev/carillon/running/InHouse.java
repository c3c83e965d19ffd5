package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.Visit;
import dev.carillon.testing.MovingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A house on H2 with a function whose behaviour a test decides. */
abstract class InHouse {
  @TempDir
  Path directory;

  final MovingClock clock = MovingClock.at("2026-03-01T12:00:30Z");
  final Told told = new Told();
  House house;

  /** No code of the house takes care of this one. */
  static final class CrashedError extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** A function that does, by the name in {@code with.do}, what the test said that it does. */
  static final class Told implements Function {
    final Map<String, Work> works = new ConcurrentHashMap<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<String> keys = new CopyOnWriteArrayList<>();

    /** Ends the thread that walks at once, as the end of the process would. */
    static final Work CRASH = any -> {
      throw new CrashedError();
    };

    /** What it does. */
    interface Work {
      JsonNode on(Invocation invocation) throws Exception;
    }

    @Override
    public String name() {
      return "act";
    }

    @Override
    public JsonNode call(Invocation invocation) throws Exception {
      String what = invocation.arguments().path("do").asText();
      calls.add(what);
      keys.add(invocation.idempotencyKey());
      return works.getOrDefault(what, Invocation::input).on(invocation);
    }
  }

  @BeforeEach
  void open() {
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
    house = new House(TestDatabases.h2(directory), clock, told).started();
  }

  @AfterEach
  void close() {
    house.close();
  }

  void restart() {
    house.close();
    house = new House(TestDatabases.h2(directory), clock, told).started();
  }

  /** Leaves the process as a crash would: what was begun is not finished, its lease runs out. */
  void expireLeases() {
    house.moveBy(Duration.ofSeconds(31));
  }

  /** Waits for the run to end, moving the clock on. */
  Run ended(RunId run, Duration step) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              house.moveBy(step);
              return house.store.get(run);
            },
            it -> it.state().isEnded());
  }

  Visit visit(RunId run, String key) {
    return house.visits(run).stream()
        .filter(it -> it.key().value().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError(key + " is not in " + house.keys(run)));
  }

  long called(String what) {
    return told.calls.stream().filter(what::equals).count();
  }
}
