package dev.carillon.running;

import static dev.carillon.running.House.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.VisitState;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long, large and deep a run may be, and what becomes of one that is more. */
class LimitsTest extends InHouse {
  private static final Limits SMALL = new Limits(1000, 500_000, 50_000, 3);

  private void openWith(Limits limits) {
    house.close();
    house = new House(
            TestDatabases.h2(directory),
            clock,
            new Runs.Terms(8, Duration.ofSeconds(20), limits),
            told)
        .started();
  }

  private Run endedAfterLong(RunId run) {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(300))
        .until(() -> house.store.get(run), it -> it.state().isEnded());
  }

  @Test
  void aForOfAHundredThousandRoundsComesToItsEnd() {
    WorkflowId id = house.save("rounds", """
        - all:
            for: {in: "${ [range(100000)] }"}
            do:
              - one: {set: "${ $index }"}
        """);

    Run run = endedAfterLong(house.start(id, ""));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.output().get().intValue()).isEqualTo(99_999);
    assertThat(house.journal.extent(run.id()).steps()).isEqualTo(100_001);
  }

  @Test
  void aBackwardThenOfAHundredThousandRoundsComesToItsEnd() {
    WorkflowId id = house.save("jumps", """
        - up: {set: "${ . + 1 }"}
        - more:
            switch:
              - again: {when: "${ . < 100000 }", then: up}
        """);

    Run run = endedAfterLong(house.start(id, "0"));

    assertThat(run.output().get().intValue()).isEqualTo(100_000);
    assertThat(house.journal.extent(run.id()).steps()).isEqualTo(200_000);
  }

  @Test
  void aWalkThatTheMemoryDoesNotDoForIsAFailedAttemptAndNotWalkedForEver() {
    told.works.put("eat", called -> {
      dying.crash(called.idempotencyKey(), () -> new OutOfMemoryError("of a test"));
      return called.input();
    });
    WorkflowId id = house.save("hungry", "- only: {call: act, with: {do: eat}}\n");
    RunId run = house.start(id, "");

    Run retrying = house.await(run, RunState.RETRYING);
    assertThat(retrying.error().get().detail()).contains("the walk broke (OutOfMemoryError)");
    told.works.remove("eat");
    house.moveBy(Duration.ofSeconds(13));
    assertThat(house.await(run, RunState.SUCCEEDED).attempts()).isEqualTo(2);
  }

  @Test
  void aLoopThatNeverEndsIsEndedByTheLimitOfSteps() {
    openWith(SMALL);
    WorkflowId id = house.save("endless", """
        - t:
            try:
              - up: {set: {a: 1}}
              - again: {set: {a: 1}, then: up}
            catch:
              do:
                - wrong: {set: {wrong: true}}
        """);

    Run run = house.ended(id, "");

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.attempts()).isEqualTo(1);
    assertThat(run.error().get().detail().get()).contains("1000 steps", "CARILLON_MAX_STEPS");
    assertThat(house.journal.extent(run.id()).steps()).isBetween(1001L, 1300L);
    assertThat(house.visits(run.id()).get(0).state()).isEqualTo(VisitState.CANCELED);
  }

  @Test
  void aLargeInputIsKeptOnceHoweverManyStepsHandItOn() {
    WorkflowId id = house.save("large", """
        - again:
            for: {in: "${ [range(50)] }"}
            do:
              - note: {call: log, with: {message: "${ $index }"}}
              - same: {set: "${ . }"}
        """);
    JsonNode input =
        JsonNodeFactory.instance.objectNode().put("text", "x".repeat(2_000_000 - 1000));

    Run run = endedAfterLong(house.start(id, input.toString()));

    assertThat(run.output()).contains(input);
    assertThat(house.journal.extent(run.id()).volume()).isBetween(1_999_000L, 2_100_000L);
  }

  @Test
  void aJournalThatGrowsTooLargeEndsItsRun() {
    openWith(SMALL);
    WorkflowId id = house.save("grows", """
        - again:
            for: {in: "${ [range(100)] }"}
            do:
              - more: {set: '${ "\\($index)" * 10000 }'}
        """);

    Run run = house.ended(id, "");

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.error().get().detail().get()).contains("CARILLON_MAX_JOURNAL");
  }

  @Test
  void whatATaskGivesIsBoundedInSizeAndDepth() {
    openWith(SMALL);
    ArrayNode deep = JsonNodeFactory.instance.arrayNode();
    for (int level = 0; level < 100_000; level++) {
      deep = JsonNodeFactory.instance.arrayNode().add(deep);
    }
    ArrayNode deepest = deep;
    told.works.put("large", any -> TextNode.valueOf("x".repeat(50_001)));
    told.works.put("deep", any -> deepest);
    for (String way : new String[] {"large", "deep"}) {
      WorkflowId id = house.save(way, "- act: {call: act, with: {do: " + way + "}}\n");
      Run run = house.ended(id, "");
      assertThat(run.state()).isEqualTo(RunState.FAILED);
      assertThat(run.error().get().detail().get())
          .contains(
              way.equals("large") ? "CARILLON_MAX_VALUE" : "nested deeper than the 200 levels");
    }
  }

  @ParameterizedTest
  @CsvSource({"200, SUCCEEDED", "201, FAILED"})
  void anEmptyListIsALevelToo(int levels, RunState state) {
    ArrayNode deep = JsonNodeFactory.instance.arrayNode();
    for (int level = 1; level < levels; level++) {
      deep = JsonNodeFactory.instance.arrayNode().add(deep);
    }
    ArrayNode given = deep;
    told.works.put("deep", any -> given);

    Run run = house.ended(house.save("deep", "- act: {call: act, with: {do: deep}}\n"), "");

    assertThat(run.state()).isEqualTo(state);
  }

  @Test
  void aTaskThatWouldHaveTooLongAKeyEndsItsRunWithAClearError() {
    StringBuilder tasks = new StringBuilder();
    String indent = "";
    for (int depth = 0; depth < 9; depth++) {
      tasks.append(indent).append("- ").append("#".repeat(60)).append(":\n");
      tasks.append(indent).append("    do:\n");
      indent += "      ";
    }
    tasks.append(indent).append("- f: {call: inner}\n");
    WorkflowId id = house.save(
        "keys",
        "1.0.0",
        tasks.toString().replace("- ####", "- \"####").replace("##:\n", "##\":\n"),
        """
        use:
          functions:
            inner:
              do:
        """ + nested(9));

    Run run = house.ended(id, "");

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.error().get().detail().get()).contains("too deep");
  }

  private static String nested(int levels) {
    StringBuilder tasks = new StringBuilder();
    String indent = "        ";
    for (int depth = 0; depth < levels; depth++) {
      tasks.append(indent).append("- \"").append("#".repeat(60)).append("\":\n");
      tasks.append(indent).append("    do:\n");
      indent += "      ";
    }
    return tasks.append(indent).append("- last: {set: {a: 1}}\n").toString();
  }

  @Test
  void aRunAfterOneThatWasTooMuchIsAsGoodAsEver() {
    openWith(SMALL);
    told.works.put("large", any -> TextNode.valueOf("x".repeat(50_001)));
    WorkflowId large = house.save("large", "- act: {call: act, with: {do: large}}\n");
    WorkflowId endless = house.save("endless", "- a: {set: {n: 1}}\n- b: {set: {n: 2}, then: a}\n");
    assertThat(house.ended(large, "").state()).isEqualTo(RunState.FAILED);
    assertThat(house.ended(endless, "").state()).isEqualTo(RunState.FAILED);
    WorkflowId id = house.save("fine", "- say: {set: {a: 1}}\n");

    assertThat(house.ended(id, "").output().get()).isEqualTo(json("{\"a\":1}"));
  }
}
