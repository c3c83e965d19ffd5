package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.Together;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What becomes of runs of a schedule that would overlap, on every database and on as many nodes as it
 * may have. Tested by saying where it is and how many there are.
 */
abstract class OverlapContract extends OverlapHouses {
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
  void ofEightThatComeAtOnceOneRunsAndTheOthersAreSkipped() throws Exception {
    start();
    WorkflowId id = scheduled("skip");
    clock.moveBy(Duration.ofMinutes(8));

    Together.call(8, number -> () -> ring(houses.get(number % nodes()), id, number));

    inside(1);
    List<Occurrence> all = occurrences(id);
    assertThat(all).hasSize(8);
    RunId only = all.stream()
        .filter(it -> it.verdict() == Occurrence.Verdict.RAN)
        .flatMap(it -> it.run().stream())
        .reduce((one, two) -> fail("%s and %s", one, two))
        .orElseThrow();
    assertThat(all)
        .filteredOn(it -> it.reason().equals(Optional.of(Reason.OVERLAP)))
        .hasSize(7)
        .allSatisfy(it -> assertThat(it.detail().orElse("")).contains(only.value()));
    turnstile.letGo();
    house().await(only, RunState.SUCCEEDED);
    assertThat(turnstile.entered).hasValue(1);
  }

  @Test
  void ofEightThatComeAtOnceAllRunBesideOneAnotherIfTheyMay() throws Exception {
    start();
    WorkflowId id = scheduled("allow");
    clock.moveBy(Duration.ofMinutes(8));

    Together.call(8, number -> () -> ring(houses.get(number % nodes()), id, number));

    inside(8);
    assertThat(turnstile.most).hasValue(8);
    List<Occurrence> all = occurrences(id);
    assertThat(all).hasSize(8).allMatch(it -> it.verdict() == Occurrence.Verdict.RAN);
    assertThat(all.stream().map(it -> it.run().orElseThrow()).distinct()).hasSize(8);
    turnstile.open();
    all.forEach(it -> house().await(it.run().orElseThrow(), RunState.SUCCEEDED));
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
  void ofEightRunsOfALimitedWorkflowTwoAreUnderWayAtATime() throws Exception {
    start();
    WorkflowId id = new WorkflowId("limited");
    house().authoring.save(id, LIMITED, "test");

    List<RunId> all =
        Together.call(8, number -> () -> houses.get(number % nodes()).start(id, ""));
    for (int number = 0; number < 8; number++) {
      inside(Math.min(8, number + 2));
      turnstile.letGo();
    }

    all.forEach(run -> house().await(run, RunState.SUCCEEDED));
    assertThat(turnstile.most).hasValue(2);
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
