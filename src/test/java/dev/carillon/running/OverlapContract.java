package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.Together;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What becomes of runs of a schedule that would overlap, on every database and on as many nodes as it
 * may have. Tested by saying where it is and how many there are.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OverlapContract {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final MovingClock clock = new MovingClock(NOON.plusSeconds(1));
  private Turnstile turnstile;
  private final List<House> houses = new ArrayList<>();
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

  private void reopen() {
    for (int number = 0; number < nodes(); number++) {
      houses.add(new House(address, clock, "node" + number, turnstile));
    }
  }

  private void start() {
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

  private House house() {
    return houses.get(0);
  }

  private House last() {
    return houses.get(houses.size() - 1);
  }

  private WorkflowId scheduled(String overlap) {
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

  private Answer ring(House at, WorkflowId id, int minute) {
    return at.hand(
        Arrivals.of(at, id).local(NOON.plus(Duration.ofMinutes(minute))).build());
  }

  private RunId rung(WorkflowId id, int minute) {
    return ring(last(), id, minute).run().orElseThrow();
  }

  private RunId walkedByADeadNode(WorkflowId id) {
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

  private Occurrence occurrence(WorkflowId id, int minute) {
    Instant due = NOON.plus(Duration.ofMinutes(minute));
    return occurrences(id).stream()
        .filter(it -> it.dueTime().equals(due))
        .findFirst()
        .orElseThrow();
  }

  private List<Occurrence> occurrences(WorkflowId id) {
    return house().schedules.occurrences(ScheduleId.of(id), Optional.empty(), 100);
  }

  private static void until(BooleanSupplier holds) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(holds::getAsBoolean);
  }

  private void inside(int times) {
    until(() -> turnstile.entered.get() >= times);
  }

  /** It has not begun, and nobody could let it begin. */
  private void waits(RunId run) {
    Instant now = clock.instant();
    assertThat(house().store.claimable(now, 100)).doesNotContain(run);
    assertThat(house().store.claim(run, "other", now, now.plusSeconds(30), true))
        .isEmpty();
    assertThat(house().store.get(run).state()).isIn(RunState.PENDING, RunState.RETRYING);
  }

  @Test
  void theFirstWhoWaitsStaysAndLaterOnesAreSkipped() throws Exception {
    start();
    WorkflowId id = scheduled("queue");
    RunId first = rung(id, 0);
    inside(1);
    Arrivals second = Arrivals.of(house(), id).local(NOON.plusSeconds(60));

    Answer queued = house()
        .runs
        .deliveries()
        .take(second.build())
        .toCompletableFuture()
        .get(30, java.util.concurrent.TimeUnit.SECONDS);
    Answer third = ring(house(), id, 2);

    assertThat(queued.status()).isEqualTo(202);
    assertThat(queued.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(third.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(occurrence(id, 2).reason()).contains(Reason.OVERLAP);
    assertThat(occurrence(id, 2).detail().orElse(""))
        .contains(queued.run().get().value());
    Run waits = house().store.get(queued.run().get());
    assertThat(waits.queued()).isTrue();
    assertThat(waits.state()).isEqualTo(RunState.PENDING);
    waits(waits.id());

    clock.moveBy(Duration.ofSeconds(20));
    turnstile.letGo();
    inside(2);

    assertThat(house().store.get(first).state()).isEqualTo(RunState.SUCCEEDED);
    Run begun = house().store.get(waits.id());
    assertThat(begun.queued()).isFalse();
    assertThat(begun.turnAt()).isEqualTo(begun.startedAt());
    assertThat(occurrence(id, 1).verdict()).isEqualTo(Occurrence.Verdict.RAN);
    assertThat(occurrence(id, 1).lateness())
        .contains(Duration.between(NOON.plusSeconds(60), begun.startedAt().get()));
    assertThat(turnstile.most).hasValue(1);
  }

  @Test
  void aRunThatFailsForGoodLetsTheNextBegin() {
    start();
    WorkflowId id = scheduled("queue");
    RunId first = rung(id, 0);
    inside(1);
    RunId second = rung(id, 1);
    turnstile.fail();
    inside(2);

    // The slot is not held by one that retries: it waits as a row until the second is done.
    assertThat(house().store.get(first).state()).isEqualTo(RunState.RETRYING);
    clock.moveBy(Duration.ofSeconds(20));
    waits(first);
    turnstile.letGo();
    inside(3);
    assertThat(house().store.get(second).state()).isEqualTo(RunState.SUCCEEDED);
    RunId third = rung(id, 2);
    turnstile.fail();
    inside(4);

    assertThat(house().store.get(first).state()).isEqualTo(RunState.FAILED);
    assertThat(house().store.get(third).state()).isEqualTo(RunState.RUNNING);
    assertThat(turnstile.most).hasValue(1);
  }

  @Test
  void aRunThatIsCanceledLetsTheNextBeginOnceItHasStopped() {
    start();
    WorkflowId id = scheduled("queue");
    RunId first = rung(id, 0);
    inside(1);
    RunId second = rung(id, 1);

    house().runs.cancel(first, "enough");

    waits(second);
    clock.moveBy(Duration.ofSeconds(29));
    waits(second);
    turnstile.letGo();
    inside(2);
    assertThat(house().store.get(second).state()).isEqualTo(RunState.RUNNING);
    assertThat(turnstile.most).hasValue(1);
  }

  @Test
  void oneThatWaitsAndIsCanceledMakesRoomForTheNextToWait() {
    start();
    WorkflowId id = scheduled("queue");
    rung(id, 0);
    inside(1);
    RunId second = rung(id, 1);
    house().runs.cancel(second, "not wanted");

    RunId third = rung(id, 2);
    turnstile.letGo();
    inside(2);

    assertThat(house().store.get(third).state()).isEqualTo(RunState.RUNNING);
    assertThat(house().store.get(second).state()).isEqualTo(RunState.CANCELED);
  }

  @Test
  void oneThatWaitsSurvivesARestartAndTheDeathOfTheRunBeforeIt() {
    WorkflowId id = scheduled("queue");
    RunId first = walkedByADeadNode(id);
    RunId second = rung(id, 1);
    houses.forEach(House::close);
    houses.clear();
    reopen();
    start();

    waits(second);
    clock.moveBy(Duration.ofSeconds(31));
    house().runs.walkers().sweep();
    inside(1);
    assertThat(house().store.get(first).state()).isEqualTo(RunState.RUNNING);
    waits(second);
    turnstile.letGo();
    inside(2);

    assertThat(house().store.get(second).state()).isEqualTo(RunState.RUNNING);
    assertThat(turnstile.most).hasValue(1);
  }

  @Test
  void ofEightWhoComeAtOnceOneRunsOneWaitsAndSixAreSkipped() throws Exception {
    start();
    WorkflowId id = scheduled("queue");
    clock.moveBy(Duration.ofMinutes(8));

    Together.call(8, number -> () -> ring(houses.get(number % nodes()), id, number));

    List<Occurrence> all = occurrences(id);
    assertThat(all).hasSize(8);
    assertThat(all).filteredOn(it -> it.verdict() == Occurrence.Verdict.RAN).hasSize(2);
    assertThat(all)
        .filteredOn(it -> it.reason().equals(Optional.of(Reason.OVERLAP)))
        .hasSize(6);
    turnstile.letGo();
    turnstile.letGo();
    all.stream()
        .flatMap(it -> it.run().stream())
        .forEach(run -> house().await(run, RunState.SUCCEEDED));
    assertThat(turnstile.most).hasValue(1);
  }

  @Test
  void aNewRunCancelsThePreviousOneAndBeginsOnceThatHasStopped() {
    start();
    WorkflowId id = scheduled("cancel-previous");
    RunId first = rung(id, 0);
    inside(1);

    RunId second = ring(house(), id, 1).run().orElseThrow();

    assertThat(house().store.get(first).state()).isEqualTo(RunState.CANCELED);
    waits(second);
    turnstile.letGo();
    inside(2);
    assertThat(house().store.get(second).state()).isEqualTo(RunState.RUNNING);
    assertThat(turnstile.most).hasValue(1);
    assertThat(occurrence(id, 0).run()).contains(first);
    assertThat(occurrence(id, 1).run()).contains(second);
  }

  @Test
  void aPreviousRunThatWaitsOrRetriesIsCanceledToo() {
    start();
    WorkflowId id = scheduled("cancel-previous");
    RunId first = rung(id, 0);
    inside(1);
    turnstile.fail();
    house().await(first, RunState.RETRYING);

    RunId second = rung(id, 1);
    inside(2);
    RunId third = rung(id, 2);
    RunId fourth = rung(id, 3);
    turnstile.letGo();
    inside(3);

    assertThat(house().store.get(first).state()).isEqualTo(RunState.CANCELED);
    assertThat(house().store.get(second).state()).isEqualTo(RunState.CANCELED);
    assertThat(house().store.get(third).state()).isEqualTo(RunState.CANCELED);
    assertThat(house().store.get(third).startedAt()).isEmpty();
    assertThat(house().store.get(fourth).state()).isEqualTo(RunState.RUNNING);
    assertThat(turnstile.most).hasValue(1);
  }

  @Test
  void theDeadWalkerOfACanceledRunHoldsItsSlotOnlyForItsLease() {
    WorkflowId id = scheduled("cancel-previous");
    RunId first = walkedByADeadNode(id);
    RunId second = rung(id, 1);
    start();

    clock.moveBy(Duration.ofSeconds(29));
    waits(second);
    clock.moveBy(Duration.ofSeconds(2));
    house().runs.walkers().sweep();
    inside(1);

    assertThat(house().store.get(second).state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void ofEightWhoCancelOneAnotherTheLastDueTimeIsLeft() throws Exception {
    start();
    WorkflowId id = scheduled("cancel-previous");
    clock.moveBy(Duration.ofMinutes(8));
    RunId before = rung(id, 0);
    inside(1);

    Together.call(8, number -> () -> ring(houses.get(number % nodes()), id, number + 1));
    turnstile.open();

    RunId survivor = occurrence(id, 8).run().orElseThrow();
    house().await(survivor, RunState.SUCCEEDED);
    assertThat(house().store.get(before).state()).isEqualTo(RunState.CANCELED);
    assertThat(occurrences(id)).hasSize(9).allSatisfy(it -> {
      if (it.verdict() == Occurrence.Verdict.SKIPPED) {
        assertThat(it.reason()).contains(Reason.OVERLAP);
      } else {
        RunState expected =
            it.run().get().equals(survivor) ? RunState.SUCCEEDED : RunState.CANCELED;
        assertThat(house().store.get(it.run().get()).state()).isEqualTo(expected);
      }
    });
    assertThat(turnstile.most).hasValue(1);
  }

  @Test
  void whoWaitsUnderAnOldWordingDoesNotWaitForRunsThatMayOverlapNow() {
    start();
    WorkflowId id = scheduled("queue");
    rung(id, 0);
    inside(1);
    RunId second = rung(id, 1);
    house().scheduling.activate(id, new Wishes(Map.of("overlap", Optional.of("allow"))));
    house().runs.walkers().poke(second);

    inside(2);
  }
}
