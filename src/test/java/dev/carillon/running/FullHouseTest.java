package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.Together;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More is due than there are walkers: rows in the order of due times, and nothing else is kept. */
class FullHouseTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LONG = Duration.ofSeconds(60);

  /** More than what is held for the walkers and the clockwork, less than what comes in. */
  private static final int FEW = 20;

  @TempDir
  Path directory;

  private final HeldClock clock = new HeldClock();
  private final Doorway doorway = new Doorway();
  private final Later later = new Later();
  private House house;

  /** Holds the thread that sweeps, as a machine with much to do may. */
  private static final class HeldClock extends MovingClock {
    private volatile CountDownLatch held = new CountDownLatch(0);

    HeldClock() {
      super(NOON.minus(Duration.ofHours(4)));
    }

    @Override
    public Instant instant() {
      if (Thread.currentThread().getName().startsWith("carillon-timer")) {
        try {
          held.await();
        } catch (InterruptedException closing) {
          Thread.currentThread().interrupt();
        }
      }
      return super.instant();
    }
  }

  /** A function whose callers are told apart, and are let out one by one. */
  private static final class Doorway implements Function {
    private final List<String> entered = new CopyOnWriteArrayList<>();
    private final Semaphore ways = new Semaphore(0);

    @Override
    public String name() {
      return "doorway";
    }

    @Override
    public JsonNode call(Invocation invocation) throws InterruptedException {
      entered.add(invocation.arguments().path("as").asText());
      ways.acquire();
      return invocation.input();
    }
  }

  /** A function that takes longer than a share. */
  private final class Later implements Function {
    private final CountDownLatch may = new CountDownLatch(1);

    @Override
    public String name() {
      return "later";
    }

    @Override
    public JsonNode call(Invocation invocation) throws InterruptedException {
      may.await();
      clock.moveBy(Share.LENGTH);
      return invocation.input();
    }
  }

  @BeforeEach
  void open() {
    house = opened(1);
  }

  private House opened(int walkers) {
    return opened(walkers, Duration.ofMinutes(10));
  }

  private House opened(int walkers, Duration hold) {
    return new House(TestDatabases.h2(directory), clock, terms(walkers, hold), doorway, later)
        .started();
  }

  /** Whoever stands in the doorway when its house closes would stand there for long. */
  private static Runs.Terms terms(int walkers, Duration hold) {
    return new Runs.Terms(walkers, hold, Limits.USUAL, false, Duration.ofMillis(100));
  }

  @AfterEach
  void close() {
    clock.held.countDown();
    doorway.ways.release(1_000);
    later.may.countDown();
    house.close();
  }

  @Test
  void whatWaitsForRoomIsTakenInTheOrderOfItsDueTimes() {
    WorkflowId first = saved("first");
    WorkflowId byHand = saved("by-hand");
    WorkflowId atNoon = everyMinute("at-noon");
    WorkflowId before = everyMinute("before");
    clock.moveTo(NOON.plusSeconds(1));
    RunId walked = house.start(first, "");
    entered("first");

    house.start(byHand, "");
    house.hand(Arrivals.of(house, atNoon).local(NOON).build());
    house.hand(Arrivals.of(house, before).local(NOON.minusSeconds(60)).build());
    doorway.ways.release(1_000);

    house.await(walked, RunState.SUCCEEDED);
    entered("first", "before", "at-noon", "by-hand");
  }

  @Test
  void whoComesWhenAWalkerHasJustBecomeFreeDoesNotOvertakeWhoWaits() {
    RunId walked = house.start(saved("first"), "");
    entered("first");
    started("second");
    clock.held = new CountDownLatch(1);
    doorway.ways.release();
    house.await(walked, RunState.SUCCEEDED);
    await().atMost(LONG).until(() -> house.runs.walkers().busy() == 0);

    RunId third = started("third");

    assertThat(house.runs.walkers().poke(third)).isFalse();
    clock.held.countDown();
    doorway.ways.release(1_000);
    house.await(third, RunState.SUCCEEDED);
    entered("first", "second", "third");
  }

  /** The sweep that found it due had no room for it, and the next one is long away. */
  @Test
  void whatBecameDueInAFullHouseIsNotOvertakenByWhoIsNew() {
    RunId slept = house.start(
        house.save("slept", "- rest: {wait: PT20S}\n- act: {call: doorway, with: {as: slept}}"),
        "");
    house.await(slept, RunState.WAITING);
    RunId walked = house.start(saved("first"), "");
    entered("first");
    house.moveBy(Duration.ofSeconds(20));
    clock.held = new CountDownLatch(1);
    doorway.ways.release();
    house.await(walked, RunState.SUCCEEDED);
    await().atMost(LONG).until(() -> house.runs.walkers().busy() == 0);

    RunId third = started("third");

    clock.held.countDown();
    doorway.ways.release(1_000);
    house.await(third, RunState.SUCCEEDED);
    entered("first", "slept", "third");
  }

  @Test
  void whoGoesOnAndOnLetsThoseWhoWaitHaveTheirShare() {
    RunId loop = house.start(house.save("loop", """
            - rounds:
                for: { in: "${ [1, 2, 3] }" }
                do:
                  - act: { call: doorway, with: { as: loop } }
            """), "");
    entered("loop");
    started("second");
    clock.moveBy(Share.LENGTH);

    doorway.ways.release();

    entered("loop", "second");
    doorway.ways.release(1_000);
    house.await(loop, RunState.SUCCEEDED);
    entered("loop", "second", "loop", "loop");
  }

  /** It would stand still until the longest call beside it ends, and the walker would not be free. */
  @Test
  void aBranchDoesNotStandBackWhileAnotherIsAtWork() {
    RunId fork = house.start(house.save("fork", """
        - both:
            fork:
              branches:
                - long: { call: doorway, with: { as: long } }
                - steps:
                    do:
                      - one: { call: later }
                      - two: { call: doorway, with: { as: two } }
        """), "");
    entered("long");
    started("second");

    later.may.countDown();

    entered("long", "two");
    doorway.ways.release(1_000);
    house.await(fork, RunState.SUCCEEDED);
    entered("long", "two", "second");
  }

  /** As the end of a child may, after the machine was asleep. */
  @Test
  void whoIsPokedIsNotTakenFromTheNodeThatWalksItThoughItsLeaseIsOver() {
    house.close();
    house = opened(2);
    RunId walked = house.start(saved("first"), "");
    entered("first");
    clock.moveBy(Walkers.LEASE.plusSeconds(1));

    house.runs.walkers().poke(walked);

    await().atMost(LONG).until(() -> house.runs.walkers().busy() == 1);
    doorway.ways.release(1_000);
    house.await(walked, RunState.SUCCEEDED);
    entered("first");
  }

  @Test
  void noWantOfMemoryEndsTheTimer() {
    assertThatCode(() -> Walkers.guarded(() -> {
          throw new OutOfMemoryError("just now");
        }))
        .doesNotThrowAnyException();
  }

  @Test
  void whatAnEarlierProcessLeftComesBeforeWhoIsNew() {
    house.start(saved("first"), "");
    entered("first");
    started("left");
    house.close();
    doorway.entered.clear();
    // On a busy machine it may not have given back its lease.
    clock.moveBy(Walkers.LEASE.plusSeconds(1));
    house = new House(
        TestDatabases.h2(directory), clock, terms(1, Duration.ofMinutes(10)), doorway, later);
    RunId fresh = started("new");

    house.started();
    doorway.ways.release(1_000);

    house.await(fresh, RunState.SUCCEEDED);
    entered("first", "left", "new");
  }

  @Test
  void aNudgeThatFindsNoRoomIsAnsweredAtOnce() {
    house.start(saved("first"), "");
    entered("first");
    WorkflowId id = saved("second");
    RunId waits = house.start(id, "");

    CompletableFuture<Answer> answer = house
        .runs
        .deliveries()
        .take(Arrivals.of(house, id).message("msg_nudge").waking(waits).build())
        .toCompletableFuture();

    assertThat(answer)
        .isCompletedWithValueMatching(it -> it.verdict() == Verdict.NUDGED && it.status() == 200);
  }

  /** As it does while the database does not answer. */
  @Test
  void whoWaitsForAnAnswerGetsItInTimeThoughTheTimerHangs() {
    house.close();
    house = opened(1, Duration.ofMillis(1_500));
    WorkflowId id = saved("long");
    clock.held = new CountDownLatch(1);

    CompletableFuture<Answer> answer = house
        .runs
        .deliveries()
        .take(Arrivals.of(house, id).external().message("msg_long").build())
        .toCompletableFuture();

    assertThat(answer)
        .succeedsWithin(LONG)
        .matches(it -> it.verdict() == Verdict.ACCEPTED && it.status() == 202);
    assertThat(doorway.ways.availablePermits()).isZero();
  }

  @Test
  void aFloodIsRowsAndIsAnsweredAtOnceAndNothingOfItIsKeptInMind() throws Exception {
    house.close();
    house = opened(2);
    WorkflowId id = saved("drop");
    house.start(id, "");
    house.start(id, "");
    entered("drop", "drop");

    List<List<Integer>> answered = Together.call(4, caller -> () -> {
      List<Integer> statuses = new CopyOnWriteArrayList<>();
      for (int number = 0; number < 25; number++) {
        var message = Arrivals.of(house, id).external().message("msg_" + caller + "_" + number);
        statuses.add(house
            .runs
            .deliveries()
            .take(message.build())
            .toCompletableFuture()
            .getNow(Answer.without(Verdict.REFUSED, "it is held"))
            .status());
        assertThat(house.runs.held()).isLessThan(FEW);
      }
      return statuses;
    });

    assertThat(answered.stream().flatMap(List::stream)).hasSize(100).containsOnly(202);
    assertThat(doorway.entered).hasSize(2);
    doorway.ways.release(1_000);
    await().atMost(LONG).until(() -> doorway.entered.size() == 102);
    await().atMost(LONG).until(() -> house.runs.walkers().busy() == 0);
  }

  private WorkflowId saved(String name) {
    return house.save(name, "- act: { call: doorway, with: { as: " + name + " } }");
  }

  /** Runs it by hand a second later than what was before. */
  private RunId started(String name) {
    WorkflowId id = saved(name);
    clock.moveBy(Duration.ofSeconds(1));
    return house.start(id, "");
  }

  private WorkflowId everyMinute(String name) {
    WorkflowId id = saved(name);
    house.activate(id, "* * * * *");
    return id;
  }

  private void entered(String... names) {
    await().atMost(LONG).untilAsserted(() -> assertThat(doorway.entered).containsExactly(names));
  }
}
