package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.carillon.delivery.Answer;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A house to which messages are delivered, new for each test. */
abstract class Delivering {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir
  Path directory;

  final MovingClock clock = new MovingClock(NOON.plusSeconds(1));
  final Gate gate = new Gate();
  House house;

  /** A function that fails as often as it is told, or waits until it is let go. */
  static final class Gate implements Function {
    final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger calls = new AtomicInteger();
    volatile CountDownLatch closed = new CountDownLatch(0);

    @Override
    public String name() {
      return "gate";
    }

    @Override
    public JsonNode call(Invocation invocation) throws InterruptedException {
      calls.incrementAndGet();
      if (!closed.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody opened");
      }
      if (failures.getAndUpdate(it -> Math.max(0, it - 1)) > 0) {
        throw new IllegalStateException("not yet");
      }
      return IntNode.valueOf(1);
    }
  }

  @BeforeEach
  void open() {
    house = new House(address(), clock, gate).started();
  }

  /** Returns where an empty database is. */
  DatabaseAddress address() {
    return TestDatabases.h2(directory);
  }

  @AfterEach
  void close() {
    gate.closed.countDown();
    house.close();
  }

  WorkflowId scheduled(String name) {
    return scheduled(name, Map.of());
  }

  WorkflowId scheduled(String name, Map<String, String> wishes) {
    WorkflowId id = house.save(name, """
        - pass:
            call: gate
        """);
    activate(id, "* * * * *", wishes);
    return id;
  }

  /** Switches it on in the morning; then it is a second past noon. */
  void activate(WorkflowId id, String cron, Map<String, String> wishes) {
    var all = new HashMap<String, Optional<String>>();
    all.put("cron", Optional.of(cron));
    wishes.forEach((field, value) -> all.put(field, Optional.of(value)));
    clock.moveTo(NOON.minus(Duration.ofHours(4)));
    house.scheduling.activate(id, new Wishes(all));
    clock.moveTo(NOON.plusSeconds(1));
  }

  Answer taken(Arrivals arrival) throws Exception {
    return house
        .runs
        .deliveries()
        .take(arrival.build())
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  Occurrence occurrence(WorkflowId id, Instant due) {
    return house.schedules.occurrences(ScheduleId.of(id), Optional.empty(), 100).stream()
        .filter(it -> it.dueTime().equals(due))
        .findFirst()
        .orElseThrow();
  }

  List<?> runsOf(WorkflowId id) {
    return house.store.list(
        new RunFilter(Optional.of(id), Optional.empty(), Optional.empty()), Optional.empty(), 100);
  }
}
