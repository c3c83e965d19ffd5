package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.PlanItem.Action;
import dev.carillon.scheduling.Result.Outcome;
import dev.carillon.testing.LoudLogs;
import dev.carillon.testing.qstash.Call;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.HeldSchedule;
import dev.carillon.workflow.WorkflowId;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the sync carries a plan out against a QStash whose answers may be wrong. */
class QStashPlanTest extends BelfryOnQStash {
  /** QStash does not show how long it waits for an answer. */
  @Test
  void anotherHoldIsToldToQStash() {
    belfry.active("nightly", "0 2 * * *");
    Optional<Duration> before = held().parcel().options().timeout();

    restart(setup().holding(Duration.ofMinutes(10)));

    assertThat(belfry.line().action()).isEqualTo(Action.UPDATE);
    assertThat(belfry.line().differences()).extracting(it -> it.fact()).containsExactly("timeout");
    assertThat(belfry.sync.now().plan().items()).isEmpty();
    assertThat(held().parcel().options().timeout().orElseThrow())
        .isGreaterThan(Duration.ofMinutes(10))
        .isGreaterThan(before.orElseThrow());
  }

  @Test
  void whatThePlanNeverHadIsLoggedInOneLine() {
    belfry.active("nightly", "0 2 * * *");
    Set<String> invented = IntStream.range(0, 1_000)
        .mapToObj(number -> "never-" + number + "x".repeat(500))
        .collect(Collectors.toSet());
    try (LoudLogs logs = new LoudLogs()) {
      List<Result> results = belfry.sync.round(Optional.of(invented), false).results();

      assertThat(results).extracting(Result::outcome).hasSize(1_000).containsOnly(Outcome.STALE);
      assertThat(logs.text().lines().filter(it -> it.contains("never-")))
          .singleElement()
          .asString()
          .contains("1000")
          .hasSizeLessThan(500);
    }
  }

  @Test
  void aLookAtWhatIsPendingReadsTheSchedulesOnce() {
    belfry.active("nightly", "0 2 * * *");
    AtomicInteger reads = new AtomicInteger();
    ScheduleStore counted = (ScheduleStore) Proxy.newProxyInstance(
        ScheduleStore.class.getClassLoader(),
        new Class<?>[] {ScheduleStore.class},
        (proxy, method, given) -> {
          if (method.getName().equals("standings")) {
            reads.incrementAndGet();
          }
          return method.invoke(belfry.schedules, given);
        });
    Carrying carrying = new Carrying(counted, belfry.engines, belfry.copies::owner, clock);

    new Applying(counted, carrying).finish(clock.instant(), clock.instant());

    assertThat(reads).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Failure.class,
      names = {"SHORT_LIST", "EMPTY_LIST", "STALE_LIST", "WRONG_LIST"})
  void aListThatIsWrongLeadsToNothing(Failure failure) {
    if (failure == Failure.STALE_LIST) {
      belfry.active("a9", "0 1 * * *");
      qstash.fails(failure).always();
    }
    for (int number = 0; number < 6; number++) {
      belfry.active("a" + number, "0 2 * * *");
    }
    belfry.activate("a1", "cron", "0 3 * * *");
    belfry.scheduling.pause(new ScheduleId("a2"), Optional.empty(), "", "ada");
    belfry.scheduling.pause(new ScheduleId("a3"), Optional.empty(), "", "ada");
    belfry.scheduling.resume(new ScheduleId("a3"));
    belfry.scheduling.deactivate(new WorkflowId("a4"));
    clock.moveBy(Duration.ofMinutes(10));
    if (failure != Failure.STALE_LIST) {
      qstash.fails(failure).always();
    }
    List<HeldSchedule> before = qstash.schedules();
    int calls = qstash.calls().size();

    belfry.sync.now();

    assertThat(qstash.schedules()).isEqualTo(before);
    assertThat(qstash.calls().subList(calls, qstash.calls().size()))
        .extracting(Call::method)
        .containsOnly("GET");
    assertThat(belfry.scheduling.list())
        .filteredOn(it -> it.pause().isPresent())
        .extracting(it -> it.id().value())
        .containsExactly("a2");
    assertThat(belfry.schedules.standings()).allMatch(it -> it.missing().isEmpty());
    assertThat(belfry.sync.plan().items())
        .as("but what bears the name of nobody we know may be shown")
        .allMatch(it -> !it.automatic());
  }

  @Test
  void aListThatShowsWhatWasSwitchedOffRemovesNothingThatIsOnAgain() {
    belfry.active("nightly", "0 2 * * *");
    belfry.scheduling.deactivate(new WorkflowId("nightly"));
    qstash.fails(Failure.STALE_LIST).always();
    belfry.activate("nightly");
    clock.moveBy(Duration.ofMinutes(10));

    belfry.sync.now();

    assertThat(belfry.heldThere()).containsExactly(NAME);
  }

  @Test
  void moreThanFiveRemovalsWaitForAConfirmation() {
    for (int number = 0; number < 6; number++) {
      belfry.active("a" + number, "0 2 * * *");
    }
    qstash.fails(Failure.UNAVAILABLE).forMethod("DELETE").always();
    for (int number = 0; number < 6; number++) {
      belfry.scheduling.deactivate(new WorkflowId("a" + number));
    }
    qstash.recovers();

    Sync.Round round = belfry.sync.now();

    assertThat(round.results())
        .hasSize(6)
        .allMatch(it -> it.outcome() == Outcome.NEEDS_CONFIRMATION);
    assertThat(belfry.sync.plan().state())
        .isEqualTo(dev.carillon.scheduling.Plan.State.NEEDS_CONFIRMATION);
    assertThat(qstash.schedules()).hasSize(6);
    String one = belfry.sync.plan().items().get(0).id();
    assertThat(belfry.sync.round(Optional.of(Set.of(one)), false).results())
        .extracting(Result::outcome)
        .containsExactly(Outcome.NEEDS_CONFIRMATION);

    belfry.sync.round(Optional.empty(), true);

    assertThat(qstash.schedules()).isEmpty();
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void moreThanFiveRemovalsWaitBetweenTheRoundsToo() {
    for (int number = 0; number < 6; number++) {
      belfry.active("a" + number, "0 2 * * *");
    }
    belfry.save("b", "0 2 * * *");
    qstash.fails(Failure.UNAVAILABLE).always();
    for (int number = 0; number < 6; number++) {
      belfry.scheduling.deactivate(new WorkflowId("a" + number));
    }
    belfry.activate("b");
    qstash.recovers();
    clock.moveBy(Duration.ofMinutes(1));

    belfry.sync.finish();

    assertThat(belfry.heldThere())
        .as("what is switched on is carried through, what is switched off waits")
        .hasSize(7)
        .contains("carillon.b");
  }

  @Test
  void fiveRemovalsAreFinishedBetweenTheRounds() {
    for (int number = 0; number < 5; number++) {
      belfry.active("a" + number, "0 2 * * *");
    }
    qstash.fails(Failure.UNAVAILABLE).forMethod("DELETE").always();
    for (int number = 0; number < 5; number++) {
      belfry.scheduling.deactivate(new WorkflowId("a" + number));
    }
    qstash.recovers();
    clock.moveBy(Duration.ofMinutes(1));

    belfry.sync.finish();

    assertThat(qstash.schedules()).isEmpty();
  }

  @Test
  void oneThatCannotBeToldKeepsNoneOfTheOthers() {
    belfry.save("a", "0 2 * * *");
    belfry.save("b", "0 2 * * *");
    qstash.fails(Failure.UNAVAILABLE).always();
    belfry.activate("a");
    belfry.activate("b");
    qstash.recovers();
    belfry.breaking.add(new ScheduleId("a"));
    clock.moveBy(Duration.ofMinutes(1));

    Sync.Round round = belfry.sync.now();

    assertThat(belfry.heldThere()).containsExactly("carillon.b");
    assertThat(round.results())
        .filteredOn(it -> it.outcome() == Outcome.REFUSED)
        .singleElement()
        .satisfies(it -> assertThat(it.detail().orElseThrow()).contains("on purpose"));
  }

  @Test
  void fiveRemovalsAreCarriedOutWithoutAsking() {
    for (int number = 0; number < 5; number++) {
      belfry.active("a" + number, "0 2 * * *");
    }
    qstash.fails(Failure.UNAVAILABLE).forMethod("DELETE").always();
    for (int number = 0; number < 5; number++) {
      belfry.scheduling.deactivate(new WorkflowId("a" + number));
    }
    qstash.recovers();

    belfry.sync.now();

    assertThat(qstash.schedules()).isEmpty();
  }

  @Test
  void onlyTheLinesThatWereChosenAreCarriedOutAndOldOnesAreToldAsStale() {
    belfry.active("a", "0 2 * * *");
    belfry.active("b", "0 2 * * *");
    belfry.scheduling.pause(new ScheduleId("a"), Optional.empty(), "", "ada");
    belfry.scheduling.pause(new ScheduleId("b"), Optional.empty(), "", "ada");
    qstash.console().resume("carillon.a");
    qstash.console().resume("carillon.b");
    String line = belfry.sync.plan().items().get(0).id();

    Sync.Round round = belfry.sync.round(Optional.of(Set.of(line, "pause.c.00000000")), false);

    assertThat(round.results())
        .extracting(Result::outcome)
        .containsExactlyInAnyOrder(Outcome.DONE, Outcome.STALE);
    assertThat(qstash.schedules()).extracting(HeldSchedule::paused).containsExactly(true, false);
  }

  @Test
  void anotherPublicUrlIsPutIntoEachScheduleByItself() {
    belfry.active("nightly", "0 2 * * *");
    qstash.knows("new.example", "203.0.113.8");
    restart(setup().published("https://new.example/bells"));
    belfry.copies.decide();
    clock.moveBy(Copies.PATIENCE);
    belfry.copies.decide();

    assertThat(belfry.line().action()).isEqualTo(Action.UPDATE);
    assertThat(belfry.line().effect().vanishing()).isEmpty();
    belfry.sync.now();

    assertThat(held().destination()).startsWith("https://new.example/bells/");
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void aThousandSchedulesThatAreAsTheyShouldBeCostOneCall() {
    IntStream.range(0, 1_000).forEach(this::thousandth);
    clock.moveBy(Duration.ofMinutes(5));
    int calls = qstash.calls().size();

    dev.carillon.scheduling.Plan plan = belfry.sync.now().plan();

    assertThat(plan.items()).isEmpty();
    assertThat(qstash.calls().size() - calls).isEqualTo(1);

    qstash.console().delete("carillon.a7");
    qstash.fails(Failure.EMPTY_LIST);
    assertThat(belfry.sync.now().plan().items().size()).isLessThanOrEqualTo(1);
    assertThat(qstash.calls().size() - calls).isLessThan(60);
    assertThat(qstash.schedules()).hasSize(999);
  }

  /** Without a definition of its own: a thousand of those take long. */
  private void thousandth(int number) {
    ScheduleId id = new ScheduleId("a" + number);
    var wording = new dev.carillon.schedule.Wording(
        dev.carillon.cron.Cron.parse(number % 60 + " 2 * * *"),
        java.time.ZoneOffset.UTC,
        3,
        dev.carillon.schedule.Overlap.SKIP,
        dev.carillon.schedule.CatchUp.LAST);
    Schedule made = belfry.schedules.revise(
        new ScheduleStore.Revised(id, new WorkflowId("a" + number), true, wording, Set.of()),
        0,
        clock.instant());
    ScheduleEngine engine = belfry.engines.main();
    engine.put(made);
    belfry.schedules.confirm(
        id,
        1,
        new Standing.Held(
            Optional.of(new Told("qstash", 1, engine.facts(made), clock.instant())),
            false,
            Optional.empty()));
  }
}
