package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.jdbc.RawSql;
import dev.carillon.run.Redrive;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitState;
import dev.carillon.running.NotRedrivableException.Why;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.Together;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run takes over that goes on, in the place of another, at the step that failed there. */
abstract class NewRunAtFailedStepContract extends TwoNodes {
  private static final String ONCE = "  metadata: {carillon: {retries: 0, overlap: skip}}\n";

  /** Too long to stand in its step. */
  private static final String LONG = "x".repeat(2000);

  private WorkflowId id;

  @BeforeEach
  void save() {
    house.started();
    id = house.save("half" + tests, "1.0.0", """
        - first: {call: before, with: {n: '${ $workflow.input.n }', long: '${ $workflow.input.long }'}, export: {as: '${ {first: .n} }'}}
        - all:
            do:
              - second: {call: before, with: {n: '${ .n + 1 }'}}
              - then: {call: fragile, with: {n: '${ $workflow.input.n }', was: '${ .n }', seen: '${ [$context.first, $steps.first.n] }'}}
        """, ONCE);
  }

  private static String input(int n) {
    return "{\"n\": " + n + ", \"long\": \"" + LONG + "\"}";
  }

  @Test
  void itTakesOverWhatWasFinishedAndStandsForTheDueTimeByTheOldVersion() {
    house.scheduling.activate(
        id, new Wishes(Map.of("cron", Optional.of("* * * * *"), "retries", Optional.of("0"))));
    clock.moveTo(NOON.plusSeconds(61));
    RunId failed =
        house.hand(Arrivals.of(house, id).message("msg_" + tests).build()).run().orElseThrow();
    house.await(failed, RunState.FAILED);
    List<Visit> finished = done(failed);
    house.save(id.value(), "1.1.0", "- other: {set: {a: 1}}\n", "");
    fragile.mend();

    Run made =
        other.runs.redriving().anewAtFailedStep(failed, Optional.empty(), wish("it is mended"));

    assertThat(house.store.get(made.id()).version()).isEqualTo("1.0.0");
    assertThat(made.trigger()).isEqualTo(Trigger.REDRIVE);
    assertThat(made.dueTime()).contains(NOON.plusSeconds(60));
    Run done = house.await(made.id(), RunState.SUCCEEDED);
    assertThat(done.attempts()).isEqualTo(1);
    assertThat(before.calls).hasValue(2);
    assertThat(fragile.calls).hasValue(2);
    assertThat(done(failed)).isEqualTo(finished);
    assertThat(house.visits(made.id()))
        .filteredOn(Visit::isTakenOver)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("attempt")
        .isEqualTo(finished);
    assertThat(house.store.redrives(made.id()))
        .containsExactly(new Redrive(
            failed,
            RunState.FAILED,
            Optional.empty(),
            Optional.empty(),
            Optional.of(made.id()),
            Redrive.From.FAILED_STEP,
            wish("it is mended")));
    assertThat(refusal(() -> again(failed)).why()).isEqualTo(Why.REDRIVEN);
    assertThat(refusal(() -> again(made.id())).why()).isEqualTo(Why.SUCCEEDED);
  }

  private List<Visit> done(RunId run) {
    return house.visits(run).stream().filter(it -> it.state().isDone()).toList();
  }

  @Test
  void anotherInputIsSeenByTheStepsThatAreStillToCome() {
    Run failed = house.ended(id, input(1));
    fragile.mend();

    Run made = again(failed.id(), input(7));

    assertThat(house.await(made.id(), RunState.SUCCEEDED).output())
        .contains(House.json("{\"n\": 7, \"was\": 2, \"seen\": [1, 1]}"));
    assertThat(made.input()).isEqualTo(House.json(input(7)));
  }

  @Test
  void whatNothingWasFinishedOfIsHandedTheOtherInputToo() {
    WorkflowId fresh = house.save("fresh" + tests, "1.0.0", """
        - all:
            input: {from: '${ {is: .n} }'}
            do:
              - then: {call: fragile, with: {n: '${ .is }'}}
        """, ONCE);
    WorkflowId between = house.save("between" + tests, "1.0.0", """
        - first: {call: before, with: {n: 0}}
        - both:
            input: {from: '${ {is: $workflow.input.n} }'}
            fork:
              branches:
                - one: {do: [{then: {input: {from: '${ .is }'}, call: fragile, with: {n: '${ . }'}}}]}
        """, ONCE);
    List<Run> failed = List.of(house.ended(fresh, input(1)), house.ended(between, input(1)));
    fragile.mend();

    Run all = again(failed.get(0).id(), input(7));
    Run both = again(failed.get(1).id(), input(7));

    assertThat(house.await(all.id(), RunState.SUCCEEDED).output())
        .contains(House.json("{\"n\": 7}"));
    assertThat(house.await(both.id(), RunState.SUCCEEDED).output())
        .contains(House.json("[{\"n\": 7}]"));
    assertThat(before.calls).hasValue(1);
  }

  @Test
  void anotherInputHasToFitItsSchemaAlsoWhereStepsAreFinished() {
    WorkflowId strict = house.save(
        "strict" + tests,
        "1.0.0",
        """
        - first: {call: before, with: {n: 1}}
        - then: {call: fragile, with: {n: 1}}
        """,
        ONCE + "input: {schema: {document: {type: object, required: [n]}}}\n");
    Run failed = house.ended(strict, "{\"n\": 1}");
    fragile.mend();

    Run made = again(failed.id(), "{\"m\": 1}");

    Run ended = house.await(made.id(), RunState.FAILED);
    assertThat(ended.error().get().detail().get()).startsWith("the input of the workflow");
    assertThat(fragile.calls).hasValue(1);
  }

  @Test
  void itStaysWholeWhenTheOldOneIsRemoved() {
    Run failed = house.ended(id, input(1));
    RunId made = again(failed.id()).id();
    house.await(made, RunState.FAILED);

    for (String each : List.of("step where run_id", "step_value where run_id", "run where id")) {
      RawSql.execute(house.database, "delete from " + each + " = ?", failed.id().value());
    }
    fragile.mend();
    house.runs.redriving().goOn(made, wish(""));

    assertThat(house.await(made, RunState.SUCCEEDED).output())
        .contains(House.json("{\"n\": 1, \"was\": 2, \"seen\": [1, 1]}"));
    assertThat(house.visits(made).get(0).output()).contains(House.json(input(1)));
    assertThat(before.calls).hasValue(2);
  }

  @Test
  void ofEightWhoWantItOneIsHeard() throws Exception {
    Run failed = house.ended(id, input(1));
    fragile.mend();

    List<Boolean> heard = Together.call(8, number -> () -> {
      Redriving redriving = (number < 4 ? house : other).runs.redriving();
      try {
        if (number % 2 == 0) {
          redriving.goOn(failed.id(), wish(""));
        } else {
          redriving.anewAtFailedStep(failed.id(), Optional.empty(), wish(""));
        }
        return true;
      } catch (NotRedrivableException late) {
        return false;
      }
    });

    assertThat(heard).containsOnlyOnce(true);
    Redrive one = house.store.redrives(failed.id()).get(0);
    house.await(one.made().orElse(failed.id()), RunState.SUCCEEDED);
    assertThat(house.store.redrives(failed.id())).hasSize(1);
    assertThat(fragile.calls).hasValue(2);
    assertThat(before.calls).hasValue(2);
  }

  @Test
  void aVersionThatCannotBeReadIsRefusedAndARemovedWorkflowIsNot() {
    Run failed = house.ended(id, input(1));
    Run lost = house.ended(id, input(1));
    fragile.mend();
    String gone = "gone" + tests;
    RawSql.execute(
        house.database, "insert into definition (hash, source) values (?, '- no')", gone);
    RawSql.execute(
        house.database, "update run set hash = ? where id = ?", gone, lost.id().value());
    house.scheduling.remove(id, true);

    assertThat(refusal(() -> again(lost.id()))).satisfies(it -> {
      assertThat(it.why()).isEqualTo(Why.DEFINITION_GONE);
      assertThat(it).hasMessageContaining("as a new run from the start, by the present version");
    });
    assertThat(refusal(() -> house.runs.redriving().anew(failed.id(), Optional.empty(), wish(""))))
        .hasMessageContaining("at the failed step it may go on still");
    house.await(again(failed.id()).id(), RunState.SUCCEEDED);
  }

  private WorkflowId asking(String more) {
    return house.save("asks" + tests, "1.0.0", """
        - ask: {run: {workflow: {namespace: test, name: %s, version: latest, input: {n: '${ $workflow.input.n }'}}}}
        %s""".formatted(id, more), ONCE);
  }

  @Test
  void aChildThatFailedIsAskedForAnewAndOneThatWentOnMeanwhileIsTaken() {
    Run failed = house.ended(asking(""), "{\"n\": 1}");
    Run anew = house.ended(asking(""), "{\"n\": 1}");
    RunId child = house.store.descendants(failed.id()).get(0);
    fragile.mend();
    fragile.hold();
    house.runs.redriving().goOn(child, wish(""));
    OverlapHouses.until(() -> fragile.calls.get() == 3);

    Run waits = again(failed.id(), "{\"n\": 2}");
    house.await(waits.id(), RunState.WAITING);
    fragile.letGo();
    Run asked = again(anew.id(), "{\"n\": 2}");

    assertThat(
            house.await(waits.id(), RunState.SUCCEEDED).output().get().path("n").asInt())
        .as("of the child that went on")
        .isEqualTo(1);
    assertThat(house.store.descendants(waits.id())).containsExactly(child);
    assertThat(
            house.await(asked.id(), RunState.SUCCEEDED).output().get().path("n").asInt())
        .isEqualTo(2);
    assertThat(house.store.descendants(asked.id())).hasSize(1);
    assertThat(fragile.calls).hasValue(4);
    assertThat(refusal(() -> again(child)).why()).isEqualTo(Why.SUCCEEDED);
  }

  @Test
  void ofOneThatFailedAgainTheNextTakesAllOver() {
    Run failed = house.ended(id, input(1));
    RunId second = again(failed.id()).id();
    house.await(second, RunState.FAILED);
    fragile.mend();
    clock.moveBy(Duration.ofDays(1));

    Run third = house.await(again(second).id(), RunState.SUCCEEDED);

    assertThat(house.visits(third.id()))
        .filteredOn(Visit::isTakenOver)
        .extracting(Visit::name)
        .containsExactly("first", "second");
    assertThat(before.calls).hasValue(2);
    assertThat(house.journal.outputs(third.id(), Set.of("first")).get("first"))
        .isEqualTo(House.json(input(1)));
  }

  @Test
  void aJournalThatIsTooLongToBeCopiedOrToGoOnIsNotTakenOver() {
    RunId failed = house.ended(id, input(1)).id();
    fragile.mend();

    holds(failed, 20_001, 1_000);
    assertThat(refusal(() -> again(failed))).satisfies(it -> {
      assertThat(it.why()).isEqualTo(Why.TOO_LONG);
      assertThat(it).hasMessageContaining("20001 steps").hasMessageContaining("as the same run");
    });
    holds(failed, 100, 50_000_001);
    assertThat(refusal(() -> again(failed))).hasMessageContaining("50000001 characters");
    holds(failed, 1_000_000, 1_000);
    assertThat(refusal(() -> again(failed)))
        .hasMessageContaining("CARILLON_MAX_STEPS")
        .hasMessageNotContaining("as the same run");
    holds(failed, 100, 256_000_000);
    assertThat(refusal(() -> again(failed))).hasMessageContaining("CARILLON_MAX_JOURNAL");
    assertThat(house.store.redrives(failed)).isEmpty();

    holds(failed, 20_000, 50_000_000);
    house.await(again(failed).id(), RunState.SUCCEEDED);
  }

  private void holds(RunId run, long steps, long volume) {
    RawSql.execute(
        house.database,
        "update run set steps = ?, volume = ? where id = ?",
        steps,
        volume,
        run.value());
  }

  @Test
  void aStepThatWasSkippedStaysSoWhateverTheOtherInput() {
    WorkflowId skips = house.save("skips" + tests, "1.0.0", """
        - first: {if: '${ $workflow.input.n == 7 }', call: before, with: {n: 0}}
        - then: {call: fragile, with: {n: '${ $workflow.input.n }'}}
        """, ONCE);
    Run failed = house.ended(skips, input(1));
    fragile.mend();

    Run done = house.await(again(failed.id(), input(7)).id(), RunState.SUCCEEDED);

    assertThat(done.output()).contains(House.json("{\"n\": 7}"));
    assertThat(before.calls).hasValue(0);
    assertThat(house.visits(done.id()).get(0).state()).isEqualTo(VisitState.SKIPPED);
  }

  private Run again(RunId run) {
    return house.runs.redriving().anewAtFailedStep(run, Optional.empty(), wish(""));
  }

  private Run again(RunId run, String input) {
    return house.runs.redriving().anewAtFailedStep(run, Optional.of(House.json(input)), wish(""));
  }
}
