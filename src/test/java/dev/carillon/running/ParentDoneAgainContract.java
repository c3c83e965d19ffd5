package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.carillon.delivery.Answer;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.run.Redrive;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitState;
import dev.carillon.running.NotRedrivableException.Why;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A run that is done again, and the runs that it had asked for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ParentDoneAgainContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ONCE = "  metadata: {carillon: {retries: 0}}\n";

  private final MovingClock clock = new MovingClock(NOON);
  private DatabaseAddress address;
  private Fragile fragile;
  private Fragile beside;
  private Turnstile turnstile;
  private House house;
  private WorkflowId child;
  private int tests;

  /** Returns where an empty database is; asked once. */
  abstract DatabaseAddress address();

  @BeforeAll
  void make() {
    address = address();
  }

  @BeforeEach
  void open() {
    clock.moveTo(NOON);
    fragile = new Fragile();
    beside = new Fragile() {
      @Override
      public String name() {
        return "beside";
      }
    };
    turnstile = new Turnstile();
    house = new House(address, clock, fragile, beside, turnstile).started();
    child = house.save("child" + ++tests, "1.0.0", "- work: {call: fragile}\n", ONCE);
  }

  @AfterEach
  void close() {
    fragile.letGo();
    beside.letGo();
    turnstile.open();
    house.close();
  }

  private static String ask(WorkflowId child) {
    return "{run: {workflow: {namespace: test, name: %s, version: latest}}}".formatted(child);
  }

  private Visit asking(RunId parent) {
    return house.visits(parent).stream()
        .filter(it -> it.name().equals("ask"))
        .findFirst()
        .orElseThrow();
  }

  private RunId asked(RunId parent) {
    return house.store.descendants(parent).get(0);
  }

  /** Has the child of a run that failed done again; it is at work when this returns. */
  private void childIsAtWorkAgain(RunId failed) {
    int before = fragile.calls.get();
    fragile.mend();
    fragile.hold();
    house.runs.redriving().goOn(asked(failed), wish());
    OverlapHouses.until(() -> fragile.calls.get() == before + 1);
  }

  @Test
  void aStepThatWaitsForAChildThatGoesOnIsShownAsWaiting() {
    WorkflowId parent = house.save("asks" + tests, "1.0.0", "- ask: " + ask(child), ONCE);
    RunId failed = house.ended(parent, "").id();
    childIsAtWorkAgain(failed);

    RunId made = again(failed);

    house.await(made, RunState.WAITING);
    assertThat(asking(made).state()).isEqualTo(VisitState.WAITING);
    assertThat(asking(made).error()).isEmpty();
    assertThat(asking(made).endedAt()).isEmpty();
    fragile.letGo();
    house.await(made, RunState.SUCCEEDED);
  }

  private WorkflowId besideOf(WorkflowId asked) {
    return house.save("asks" + tests, "1.0.0", """
        - both:
            fork:
              branches:
                - busy: {call: beside}
                - ask: %s
        """.formatted(ask(asked)), ONCE);
  }

  /** Returns a run that failed beside its child, which failed too. */
  private RunId failedBeside() {
    WorkflowId parent = besideOf(child);
    beside.hold();
    RunId failed = house.start(parent, "");
    OverlapHouses.until(() -> house.store.descendants(failed).stream()
        .anyMatch(it -> house.store.get(it).state() == RunState.FAILED));
    beside.letGo();
    house.await(failed, RunState.FAILED);
    return failed;
  }

  /** It ends when its parent has looked at it, and is kept from parking by what it does beside. */
  private void theEndOfItsChildIsNotMissed(UnaryOperator<RunId> redriven) {
    RunId failed = failedBeside();
    childIsAtWorkAgain(failed);
    beside.mend();
    beside.hold();
    RunId parent = redriven.apply(failed);
    OverlapHouses.until(
        () -> beside.calls.get() == 2 && asking(parent).state() == VisitState.WAITING);
    RunId child = asked(parent);

    fragile.letGo();
    house.await(child, RunState.SUCCEEDED);
    beside.letGo();

    house.await(parent, RunState.SUCCEEDED);
    assertThat(house.store.descendants(parent)).containsExactly(child);
  }

  @Test
  void aNewRunMissesNotTheEndOfAChildThatGoesOn() {
    theEndOfItsChildIsNotMissed(this::again);
  }

  @Test
  void aRunThatGoesOnItselfMissesNotTheEndOfAChildThatGoesOn() {
    theEndOfItsChildIsNotMissed(run -> house.runs.redriving().goOn(run, wish()).id());
  }

  @Test
  void aChildThatNobodyWaitsForIsBegunOnceHoweverOftenItsParentIsDoneAgain() {
    fragile.mend();
    WorkflowId parent = house.save("tells" + tests, "1.0.0", """
        - tell:
            run: {workflow: {namespace: test, name: %s, version: latest}, await: false}
            output: {as: '${ if $workflow.input.n < 3 then error("no") else 1 end }'}
        """.formatted(child), ONCE);
    Run first = house.ended(parent, "{\"n\": 1}");
    RunId second = again(first.id(), "{\"n\": 2}");
    house.await(second, RunState.FAILED);

    house.await(again(second, "{\"n\": 3}"), RunState.SUCCEEDED);

    assertThat(house.store.list(RunFilter.ALL, Optional.empty(), 100))
        .filteredOn(it -> it.workflow().equals(child))
        .hasSize(1);
  }

  @Test
  void aChildThatIsDoneIsNotAskedForAgain() {
    beside.mend();
    WorkflowId only =
        house.save("only" + tests, "1.0.0", "- do: {call: beside, with: {n: 1}}\n", ONCE);
    WorkflowId parent = house.save("asks" + tests, "1.0.0", """
        - ask: %s
        - then: {call: fragile, with: {n: '${ .n }'}}
        """.formatted(ask(only)), ONCE);
    Run failed = house.ended(parent, "{\"n\": 1}");
    fragile.mend();

    Run done = house.await(again(failed.id(), "{\"n\": 2}"), RunState.SUCCEEDED);

    assertThat(done.output()).contains(House.json("{\"n\": 1}"));
    assertThat(beside.calls).hasValue(1);
    assertThat(asking(done.id()).state()).isEqualTo(VisitState.COMPLETED);
    assertThat(house.store.descendants(done.id())).isEmpty();
  }

  @Test
  void oneThatAnotherRunWaitedForIsNotReplaced() {
    WorkflowId parent = house.save("asks" + tests, "1.0.0", "- ask: " + ask(child), ONCE);
    RunId awaited = asked(house.ended(parent, "").id());

    var refusal = catchThrowableOfType(NotRedrivableException.class, () -> again(awaited));

    assertThat(refusal.why()).isEqualTo(Why.AWAITED);
  }

  @Test
  void aRunThatFailedIsNotOverWhileAChildThatItBrokeOffIsAtWork() {
    WorkflowId busy = house.save("busy" + tests, "1.0.0", "- work: {call: turnstile}\n", ONCE);
    WorkflowId parent = besideOf(busy);
    house.scheduling.activate(
        parent,
        new Wishes(Map.of("cron", Optional.of("* * * * *"), "overlap", Optional.of("skip"))));
    beside.hold();
    clock.moveTo(NOON.plusSeconds(110));
    RunId failed = ring(parent, 1).run().orElseThrow();
    OverlapHouses.until(() -> beside.calls.get() == 1 && turnstile.entered.get() == 1);
    beside.letGo();
    house.await(failed, RunState.FAILED);

    clock.moveTo(NOON.plusSeconds(121));
    assertThat(ring(parent, 2).run()).as("the slot is held").isEmpty();
    assertThat(List.<ThrowingCallable>of(
            () -> house.runs.redriving().goOn(failed, wish()), () -> again(failed)))
        .extracting(it -> catchThrowableOfType(NotRedrivableException.class, it).why())
        .containsOnly(Why.NOT_STOPPED);

    beside.mend();
    turnstile.open();
    OverlapHouses.until(() -> house.store.toStop("node").isEmpty());
    house.await(again(failed), RunState.SUCCEEDED);
    assertThat(turnstile.most).hasValue(1);
  }

  private Answer ring(WorkflowId id, int minute) {
    return house.hand(Arrivals.of(house, id)
        .message("msg_" + tests + "_" + minute)
        .createdAt(NOON.plusSeconds(60L * minute + 1))
        .build());
  }

  private RunId again(RunId run, String input) {
    Redriving redriving = house.runs.redriving();
    return redriving
        .anewAtFailedStep(run, Optional.of(House.json(input)), wish())
        .id();
  }

  private RunId again(RunId run) {
    return house
        .runs
        .redriving()
        .anewAtFailedStep(run, Optional.empty(), wish())
        .id();
  }

  private Redrive.Wish wish() {
    return new Redrive.Wish("Zoë", "", clock.instant());
  }
}
