package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.Answer;
import dev.carillon.delivery.DeadLetter;
import dev.carillon.jdbc.JdbcDeadLetterStore;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.run.Attempt;
import dev.carillon.run.Redrive;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.run.Visit;
import dev.carillon.running.NotRedrivableException.Why;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.Together;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens when somebody has a run done again, on two nodes over one database. */
abstract class RedriveContract extends TwoNodes {
  private WorkflowId id;

  @BeforeEach
  void save() {
    id = house.save(
        "shaky" + tests, "1.0.0", """
        - first: {call: before}
        - all:
            do:
              - then: {call: fragile, with: {n: "${ $workflow.input.n }"}}
        """, "  metadata: { carillon: { retries: 0, overlap: skip } }\n");
  }

  @Test
  void aFailedRunGoesOnAtTheStepThatFailedAndDoesNothingTwice() {
    house.started();
    Run failed = house.ended(id, "{\"n\": 7}");
    fragile.mend();
    clock.moveBy(Duration.ofDays(1));

    Run again = other.runs.redriving().goOn(failed.id(), wish("the shop is back"));

    assertThat(failed.state()).isEqualTo(RunState.FAILED);
    assertThat(again.state().isEnded()).isFalse();
    house.runs.walkers().sweep();
    Run done = house.await(failed.id(), RunState.SUCCEEDED);
    assertThat(done.output()).contains(House.json("{\"n\": 7}"));
    assertThat(done.attempts()).isEqualTo(2);
    assertThat(before.calls).hasValue(1);
    assertThat(fragile.calls).hasValue(2);
    assertThat(house.visits(done.id())).extracting(Visit::attempt).containsExactly(1, 2, 2);
    assertThat(house.store.attempts(done.id())).extracting(Attempt::number).containsExactly(1, 2);
    assertThat(house.store.redrives(done.id()))
        .containsExactly(new Redrive(
            done.id(),
            RunState.FAILED,
            Optional.empty(),
            Optional.of(2),
            Optional.empty(),
            Redrive.From.FAILED_STEP,
            wish("the shop is back")));
    assertThat(letter(done.id()).recoveredBy()).contains(done.id());
  }

  @Test
  void aRunThatFailsAgainHasOneDeadLetterStill() {
    house.started();
    Run failed = house.ended(id, "");

    house.runs.redriving().goOn(failed.id(), wish(""));

    OverlapHouses.until(
        () -> fragile.calls.get() == 2 && house.store.get(failed.id()).state() == RunState.FAILED);
    assertThat(letter(failed.id()).goesOn()).isFalse();
    fragile.mend();
    Run made = house.runs.redriving().anew(failed.id(), Optional.empty(), wish(""));
    house.await(made.id(), RunState.SUCCEEDED);
    assertThat(letter(failed.id()).recoveredBy()).contains(made.id());
  }

  @Test
  void aCanceledRunGoesOnWithWhatIsLeftOfItsBudgetAndItsWholeTime() {
    house.started();
    WorkflowId waits = house.save("waits" + tests, "1.0.0", """
        - first: {call: before}
        - rest: {wait: {minutes: 5}}
        - last: {call: before}
        """, "");
    RunId run = house.start(waits, "");
    house.await(run, RunState.WAITING);
    var why = new Run.Canceled("wrong day", Optional.of("Zoë"));
    house.runs.cancel(run, why);

    Run again = house.runs.redriving().goOn(run, wish(""));

    assertThat(again.canceled()).isEmpty();
    assertThat(again.maxAttempts()).isEqualTo(4);
    assertThat(house.store.redrives(run))
        .extracting(Redrive::canceled)
        .containsOnly(Optional.of(why));
    house.await(run, RunState.WAITING);
    house.moveBy(Duration.ofMinutes(5));
    house.await(run, RunState.SUCCEEDED);
    assertThat(before.calls).hasValue(2);
  }

  @Test
  void theTimeLimitOfARunThatGoesOnBeginsAnew() {
    house.started();
    WorkflowId hurried = house.save(
        "hurried" + tests,
        "1.0.0",
        """
        - then: {call: fragile}
        """,
        "  metadata: { carillon: { retries: 0 } }\ntimeout: {after: {minutes: 1}}\n");
    Run failed = house.ended(hurried, "");
    fragile.mend();
    clock.moveBy(Duration.ofDays(1));

    house.runs.redriving().goOn(failed.id(), wish(""));

    assertThat(house.await(failed.id(), RunState.SUCCEEDED).deadline())
        .contains(clock.instant().plus(Duration.ofMinutes(1)));
  }

  @Test
  void aNewRunStandsForTheDueTimeAndTheLedgerTellsSo() {
    house.started();
    RunId failed = rung(1);
    fragile.mend();

    Run made = other
        .runs
        .redriving()
        .anew(failed, Optional.of(House.json("{\"n\": 8}")), wish("with another number"));

    house.runs.walkers().sweep();
    Run done = house.await(made.id(), RunState.SUCCEEDED);
    assertThat(done.output()).contains(House.json("{\"n\": 8}"));
    assertThat(done.trigger()).isEqualTo(Trigger.REDRIVE);
    assertThat(done.dueTime()).contains(due(1));
    assertThat(before.calls).as("from the start").hasValue(2);
    assertThat(occurrence(1).run()).contains(done.id());
    assertThat(letter(failed).recoveredBy()).contains(done.id());
    assertThat(house.store.redrives(failed)).isEqualTo(house.store.redrives(done.id()));
    assertThat(refusal(() -> house.runs.redriving().goOn(failed, wish("")))).satisfies(it -> {
      assertThat(it.why()).isEqualTo(Why.REDRIVEN);
      assertThat(it.other()).contains(done.id());
    });
    assertThat(refusal(() -> house.runs.redriving().goOn(done.id(), wish(""))).why())
        .isEqualTo(Why.SUCCEEDED);
  }

  @Test
  void ofEightWhoWantARunDoneAgainOneIsHeard() throws Exception {
    house.started();
    RunId failed = rung(1);
    fragile.mend();

    List<Boolean> heard = Together.call(8, number -> () -> {
      Redriving redriving = (number < 4 ? house : other).runs.redriving();
      try {
        if (number % 2 == 0) {
          redriving.goOn(failed, wish(""));
        } else {
          redriving.anew(failed, Optional.empty(), wish(""));
        }
        return true;
      } catch (NotRedrivableException late) {
        return false;
      }
    });

    assertThat(heard).containsOnlyOnce(true);
    house.runs.walkers().sweep();
    OverlapHouses.until(
        () -> house.store.get(occurrence(1).run().orElseThrow()).state() == RunState.SUCCEEDED);
    assertThat(fragile.calls).hasValue(2);
    assertThat(house.store.redrives(failed)).hasSize(1);
  }

  @Test
  void itsEnginesNextTryOfTheMessageDoublesNothing() {
    house.started();
    activated(2);
    Arrival first = Arrivals.of(house, id).message("msg_" + tests).build();
    RunId run = house.hand(first).run().orElseThrow();
    house.await(run, RunState.RETRYING);
    house.runs.cancel(run, "enough");
    fragile.mend();
    house.runs.redriving().goOn(run, wish(""));
    house.await(run, RunState.SUCCEEDED);

    Answer answer =
        house.hand(Arrivals.of(house, id).message("msg_" + tests).retried(1).build());

    assertThat(answer.run()).contains(run);
    assertThat(house.store.get(run).attempts()).isEqualTo(2);
    assertThat(fragile.calls).hasValue(2);
  }

  @Test
  void aReplacedRunsMessageMakesNoAttemptEither() {
    house.started();
    activated(2);
    Arrival first = Arrivals.of(house, id).message("msg_" + tests).build();
    RunId run = house.hand(first).run().orElseThrow();
    house.await(run, RunState.RETRYING);
    house.runs.cancel(run, "enough");
    fragile.mend();
    Run made = house.runs.redriving().anew(run, Optional.empty(), wish(""));
    house.await(made.id(), RunState.SUCCEEDED);

    house.hand(Arrivals.of(house, id).message("msg_" + tests).retried(1).build());

    assertThat(house.store.get(run).state()).isEqualTo(RunState.CANCELED);
    assertThat(fragile.calls).hasValue(2);
  }

  @Test
  void whatHasNotStoppedDoesNotGoOn() {
    RunId run = RunId.of(clock.millis(), tests, 1);
    house.store.admit(
        Arrival.wish(
            run, "api", id, Trigger.MANUAL, Optional.empty(), House.json(""), clock.instant()),
        view -> new Decision.Start(
            view.workflow(id).orElseThrow(), Trigger.MANUAL, 1, Optional.empty()));
    house.store.claim(run, "dead", clock.instant(), clock.instant().plusSeconds(30), false);
    house.started().runs.cancel(run, "enough");
    fragile.mend();

    assertThat(refusal(() -> house.runs.redriving().goOn(run, wish(""))).why())
        .isEqualTo(Why.NOT_STOPPED);
    clock.moveBy(Duration.ofSeconds(31));
    house.runs.redriving().goOn(run, wish(""));
    house.await(run, RunState.SUCCEEDED);
  }

  @Test
  void aDueTimeThatAnotherRunTookMeanwhileIsLeftToIt() {
    house.started();
    RunId failed = rung(1);
    Answer later = house.hand(Arrivals.of(house, id)
        .message("again_" + tests)
        .createdAt(due(1).plusSeconds(1))
        .build());
    RunId taker = later.run().orElseThrow();
    house.await(taker, RunState.FAILED);

    assertThat(refusal(() -> house.runs.redriving().goOn(failed, wish("")))).satisfies(it -> {
      assertThat(it.why()).isEqualTo(Why.DUE_TIME_TAKEN);
      assertThat(it.other()).contains(taker);
    });
    assertThat(refusal(() -> house.runs.redriving().anew(failed, Optional.empty(), wish("")))
            .why())
        .isEqualTo(Why.DUE_TIME_TAKEN);
  }

  @Test
  void whatIsDoneAgainWaitsUntilItsScheduleHasRoom() {
    house.started();
    RunId failed = rung(1);
    fragile.mend();
    house.save(id.value(), "1.1.0", "- pass: {call: turnstile}\n", "");
    RunId holder = ring(2);
    OverlapHouses.until(() -> turnstile.entered.get() == 1);

    Run made = house.runs.redriving().anew(failed, Optional.empty(), wish(""));

    assertThat(refusal(() -> house.runs.redriving().goOn(holder, wish(""))).why())
        .isEqualTo(Why.GOES_ON);
    assertThat(letter(failed).goesOn()).as("so nobody sends its message again").isTrue();
    assertThat(made.queued()).isTrue();
    assertThat(made.version()).isEqualTo("1.1.0");
    turnstile.letGo();
    house.await(holder, RunState.SUCCEEDED);
    turnstile.open();
    house.await(made.id(), RunState.SUCCEEDED);
    assertThat(turnstile.most).hasValue(1);
  }

  @Test
  void aWishAndAMessageForTheSameDueTimeNeverBothHaveIt() throws Exception {
    house.started();
    for (int round = 1; round <= 5; round++) {
      int minute = round;
      RunId failed = rung(minute);
      // Whoever came first must not have failed already when the other comes: the time would be
      // free.
      fragile.hold();
      List<Optional<RunId>> each = Together.call(
          2,
          number -> number == 0
              ? () -> Optional.of(failed).filter(this::heard)
              : () -> other
                  .hand(Arrivals.of(other, id)
                      .message("again_" + tests + "_" + minute)
                      .createdAt(due(minute).plusSeconds(1))
                      .build())
                  .run());
      fragile.letGo();

      boolean wentOn = each.get(0).isPresent();
      Optional<RunId> came = each.get(1);
      OverlapHouses.until(() -> house.store.get(failed).state() == RunState.FAILED
          && came.filter(it -> house.store.get(it).state() != RunState.FAILED).isEmpty());
      assertThat(occurrence(minute).run()).isEqualTo(wentOn ? Optional.of(failed) : came);
      assertThat(came.flatMap(it -> house.store.get(it).dueTime()).filter(due(minute)::equals))
          .as("the message has that time only if it came first")
          .isEqualTo(wentOn ? Optional.empty() : Optional.of(due(minute)));
    }
  }

  private boolean heard(RunId run) {
    try {
      house.runs.redriving().goOn(run, wish(""));
      return true;
    } catch (NotRedrivableException late) {
      return false;
    }
  }

  @Test
  void aParentThatGoesOnTakesWhatItsChildCameToAndNobodyTakesThatChildsPlace() {
    house.started();
    WorkflowId parent = house.save(
        "parent" + tests, "1.0.0", """
        - ask: {run: {workflow: {namespace: test, name: %s, version: latest, input: {n: 9}}}}
        """.formatted(id), "  metadata: { carillon: { retries: 0 } }\n");
    Run asked = house.ended(parent, "");
    RunId child = house.store.descendants(asked.id()).get(0);
    fragile.mend();

    assertThat(refusal(() -> house.runs.redriving().anew(child, Optional.empty(), wish(""))))
        .satisfies(it -> {
          assertThat(it.why()).isEqualTo(Why.AWAITED);
          assertThat(it.other()).contains(asked.id());
        });
    house.runs.redriving().goOn(child, wish(""));
    house.await(child, RunState.SUCCEEDED);
    house.runs.redriving().goOn(asked.id(), wish(""));

    Run done = house.await(asked.id(), RunState.SUCCEEDED);
    assertThat(done.output()).contains(House.json("{\"n\": 9}"));
    assertThat(house.store.descendants(done.id())).containsExactly(child);
    assertThat(fragile.calls).hasValue(2);
  }

  @Test
  void aParentThatGoesOnAsksAnewWhereItsChildFailed() {
    house.started();
    WorkflowId parent = house.save(
        "parent" + tests, "1.0.0", """
        - ask: {run: {workflow: {namespace: test, name: %s, version: latest, input: {n: 9}}}}
        """.formatted(id), "  metadata: { carillon: { retries: 0 } }\n");
    Run asked = house.ended(parent, "");
    fragile.mend();

    house.runs.redriving().goOn(asked.id(), wish(""));

    house.await(asked.id(), RunState.SUCCEEDED);
    assertThat(house.store.descendants(asked.id())).hasSize(2);
  }

  private void activated(int retries) {
    house.scheduling.activate(
        id,
        new Wishes(Map.of(
            "cron", Optional.of("* * * * *"), "retries", Optional.of(String.valueOf(retries)))));
  }

  private RunId ring(int minute) {
    clock.moveTo(due(minute).plusSeconds(1));
    return house
        .hand(Arrivals.of(house, id).message("msg_" + tests + "_" + minute).build())
        .run()
        .orElseThrow();
  }

  /** Rings a due time whose run fails for good. */
  private RunId rung(int minute) {
    activated(0);
    RunId run = ring(minute);
    house.await(run, RunState.FAILED);
    return run;
  }

  private Instant due(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }

  private Occurrence occurrence(int minute) {
    return house.schedules.occurrences(ScheduleId.of(id), Optional.empty(), 100).stream()
        .filter(it -> it.dueTime().equals(due(minute)))
        .findFirst()
        .orElseThrow();
  }

  private DeadLetter letter(RunId run) {
    List<DeadLetter> all = new JdbcDeadLetterStore(house.database)
        .list(Optional.empty(), Optional.empty(), 100).stream()
            .filter(it -> it.given().run().filter(run::equals).isPresent())
            .toList();
    assertThat(all).hasSize(1);
    return all.get(0);
  }
}
