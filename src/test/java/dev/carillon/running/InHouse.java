package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Visit;
import dev.carillon.testing.MovingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A house, on H2 unless a test says otherwise, with a function whose behaviour a test decides. */
abstract class InHouse {
  @TempDir
  Path directory;

  final MovingClock clock = MovingClock.at("2026-03-01T12:00:30Z");
  final DyingJournals dying = new DyingJournals();
  final Told told = new Told();
  House house;

  /** A function that does, by the name in {@code with.do}, what the test said that it does. */
  final class Told implements Function {
    final Map<String, Work> works = new ConcurrentHashMap<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<String> keys = new CopyOnWriteArrayList<>();

    /** Ends the thread that walks at its next write, as the end of the process would. */
    final Work crash = called -> {
      dying.crash(called.idempotencyKey());
      return called.input();
    };

    /** What it does. */
    interface Work {
      JsonNode on(Invocation invocation) throws Exception;
    }

    @Override
    public String name() {
      return "act";
    }

    /** As many milliseconds as {@code with.limit} says. */
    @Override
    public Duration timeLimit(JsonNode arguments) {
      return arguments.has("limit")
          ? Duration.ofMillis(arguments.get("limit").longValue())
          : Function.super.timeLimit(arguments);
    }

    @Override
    public JsonNode call(Invocation invocation) throws Exception {
      String what = invocation.arguments().path("do").asText();
      // Found before it is counted: a test may change it once it sees the call.
      Work work = works.getOrDefault(what, Invocation::input);
      keys.add(invocation.idempotencyKey());
      calls.add(what);
      return work.on(invocation);
    }
  }

  /** Returns where its database is; the same one after a restart. */
  DatabaseAddress address() {
    return TestDatabases.h2(directory);
  }

  private House opened() {
    var terms = new Runs.Terms(8, Duration.ofSeconds(20));
    return new House(address(), clock, terms, dying::around, told).started();
  }

  @BeforeEach
  void open() {
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
    house = opened();
  }

  @AfterEach
  void close() {
    house.close();
  }

  void restart() {
    house.close();
    house = opened();
  }

  /** Leaves the process as a crash would: what was begun is not finished, its lease runs out. */
  void expireLeases() {
    house.moveBy(Duration.ofSeconds(31));
  }

  /** Waits for the run to end, moving the clock on while nothing is at work: leases go by it. */
  Run ended(RunId run, Duration step) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              house.moveBy(isAtWork() ? Duration.ZERO : step);
              return house.store.get(run);
            },
            it -> it.state().isEnded());
  }

  private boolean isAtWork() {
    return house.store.list(RunFilter.ALL, Optional.empty(), 1000).stream()
        .anyMatch(it -> it.state() == RunState.RUNNING || it.state() == RunState.PENDING);
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
