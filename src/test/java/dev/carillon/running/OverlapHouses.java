package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.Answer;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * Houses over one database whose schedule's runs stay inside a turnstile, and what a test asks of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OverlapHouses {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  final MovingClock clock = new MovingClock(NOON.plusSeconds(1));
  static final String LIMITED = """
      document:
        dsl: '1.0.3'
        namespace: test
        name: limited
        version: '1.0.0'
        metadata:
          carillon:
            concurrency: 2
      do:
        - pass:
            call: turnstile
      """;

  Turnstile turnstile;
  final List<House> houses = new ArrayList<>();
  private DatabaseAddress address;
  private int tests;

  /** Returns where an empty database is; asked once. */
  abstract DatabaseAddress address();

  abstract int nodes();

  @BeforeAll
  void make() {
    address = address();
  }

  @BeforeEach
  void open() {
    clock.moveTo(NOON.plusSeconds(1));
    turnstile = new Turnstile();
    tests++;
    reopen();
  }

  void reopen() {
    for (int number = 0; number < nodes(); number++) {
      houses.add(new House(address, clock, "node" + number, turnstile));
    }
  }

  void start() {
    houses.forEach(House::started);
  }

  @AfterEach
  void close() {
    turnstile.open();
    house().store.list(RunFilter.ALL, Optional.empty(), 100).stream()
        .filter(run -> !run.state().isEnded())
        .forEach(run -> house().runs.cancel(run.id(), "the test is over"));
    houses.forEach(House::close);
    houses.clear();
  }

  House house() {
    return houses.get(0);
  }

  House last() {
    return houses.get(houses.size() - 1);
  }

  WorkflowId scheduled(String overlap) {
    WorkflowId id = house().save(overlap + "-" + tests, """
        - pass:
            call: turnstile
        """);
    house()
        .scheduling
        .activate(
            id,
            new Wishes(Map.of(
                "cron", Optional.of("* * * * *"),
                "retries", Optional.of("1"),
                "catchUp", Optional.of("all"),
                "overlap", Optional.of(overlap))));
    return id;
  }

  Answer ring(House at, WorkflowId id, int minute) {
    return at.hand(
        Arrivals.of(at, id).local(NOON.plus(Duration.ofMinutes(minute))).build());
  }

  RunId rung(WorkflowId id, int minute) {
    return ring(last(), id, minute).run().orElseThrow();
  }

  RunId walkedByADeadNode(WorkflowId id) {
    Instant now = clock.instant();
    Arrival arrival = Arrivals.of(house(), id).local(NOON).build();
    Due due = new Due(ScheduleId.of(id), 1, NOON);
    house()
        .store
        .admit(
            arrival,
            view -> new Decision.Start(
                view.workflow(id).orElseThrow(), Trigger.CRON, 2, Optional.of(due)));
    house()
        .store
        .claim(arrival.candidate(), "dead", now, now.plusSeconds(30), false)
        .orElseThrow();
    return arrival.candidate();
  }

  Occurrence occurrence(WorkflowId id, int minute) {
    Instant due = NOON.plus(Duration.ofMinutes(minute));
    return occurrences(id).stream()
        .filter(it -> it.dueTime().equals(due))
        .findFirst()
        .orElseThrow();
  }

  List<Occurrence> occurrences(WorkflowId id) {
    return house().schedules.occurrences(ScheduleId.of(id), Optional.empty(), 100);
  }

  static void until(BooleanSupplier holds) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(holds::getAsBoolean);
  }

  void inside(int times) {
    until(() -> turnstile.entered.get() >= times);
  }

  /** It has not begun, and nobody could let it begin. */
  void waits(RunId run) {
    Instant now = clock.instant();
    assertThat(house().store.claimable(now, 100)).doesNotContain(run);
    assertThat(house().store.claim(run, "other", now, now.plusSeconds(30), true))
        .isEmpty();
    assertThat(house().store.get(run).state()).isIn(RunState.PENDING, RunState.RETRYING);
  }
}
