package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.testing.MovingClock;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A house that walks runs, new for each test, with a function that counts its calls. */
abstract class Walking {
  @TempDir
  Path directory;

  final MovingClock clock = MovingClock.at("2026-03-01T12:00:30Z");
  final Counter counter = new Counter();
  House house;

  /** A function that counts its calls, and fails as often as it is told. */
  static final class Counter implements Function {
    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger failures = new AtomicInteger();
    final List<String> keys = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
      return "count";
    }

    @Override
    public JsonNode call(Invocation invocation) {
      keys.add(invocation.idempotencyKey());
      String way = invocation.input().path("break").asText("");
      if (way.equals("error")) {
        throw new NoClassDefFoundError("somewhere/Else");
      }
      if (way.equals("null")) {
        return null;
      }
      if (failures.getAndUpdate(it -> Math.max(0, it - 1)) > 0) {
        throw new IllegalStateException("not yet");
      }
      return IntNode.valueOf(calls.incrementAndGet());
    }
  }

  @BeforeEach
  void open() {
    house = new House(TestDatabases.h2(directory), clock, counter).started();
  }

  @AfterEach
  void close() {
    house.close();
  }

  House restarted() {
    house.close();
    house = new House(TestDatabases.h2(directory), clock, counter).started();
    return house;
  }
}
