package dev.carillon.running;

import static dev.carillon.running.House.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.run.VisitState;
import dev.carillon.workflow.WorkflowId;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whole walks over what the language has, with restarts and crashes in between: the same on every
 * database. A database is tested by extending this.
 */
@Timeout(180)
abstract class WholeWalks extends InHouse {
  private List<Run> childrenOf(RunId run) {
    var children = new RunFilter(Optional.empty(), Optional.empty(), Optional.of(Trigger.CHILD));
    return house.store.list(children, Optional.empty(), 100).stream()
        .filter(it -> it.parent().equals(Optional.of(run)))
        .toList();
  }

  private Run awaitWait(RunId run, int visits) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> house.store.get(run),
            it -> it.state() == RunState.WAITING && house.keys(run).size() == visits);
  }

  @Test
  void branchesRetriesAndWaitsGoOnBehindARestartAndNothingIsDoneTwice() {
    AtomicInteger tries = new AtomicInteger();
    told.works.put("flaky", any -> {
      if (tries.incrementAndGet() == 1) {
        throw new IllegalStateException("not yet");
      }
      return json("{\"tries\":2}");
    });
    WorkflowId id = house.save("branches", """
        - f:
            fork:
              branches:
                - once: {call: act, with: {do: once}}
                - again:
                    try:
                      - flaky: {call: act, with: {do: flaky}}
                    catch:
                      retry: {delay: PT1M, limit: {attempt: {count: 2}}}
                - rest:
                    do:
                      - sleep: {wait: PT2M}
                      - say: {set: {rested: true}}
        - all:
            for: {in: "${ . }", each: part}
            do:
              - keep:
                  set: "${ $part }"
                  export: {as: "${ ($context // []) + [.] }"}
        - tell: {set: "${ $context }"}
        """);
    RunId run = house.start(id, "{\"n\":1}");
    awaitWait(run, 6);
    restart();
    house.moveBy(Duration.ofMinutes(1));
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> called("flaky") == 2);
    awaitWait(run, 7);
    restart();
    house.moveBy(Duration.ofMinutes(1));

    Run ended = house.await(run, RunState.SUCCEEDED);

    assertThat(ended.output().get()).isEqualTo(json("[{\"n\":1},{\"tries\":2},{\"rested\":true}]"));
    assertThat(called("once")).isEqualTo(1);
    assertThat(visit(run, "/do/0/f/fork/1/again/try[1]/0/flaky").state())
        .isEqualTo(VisitState.FAULTED);
    assertThat(house.visits(run).stream().filter(it -> it.state() == VisitState.RUNNING))
        .isEmpty();
  }

  @Test
  void whatLosesOrComesTooLateIsBrokenOffWithTheRunsThatItAskedFor() {
    house.save("sleeper", "- rest: {wait: P1D}\n");
    WorkflowId id = house.save("limits", """
        - f:
            fork:
              compete: true
              branches:
                - ask: {run: {workflow: {namespace: test, name: sleeper, version: latest}}}
                - rest: {wait: PT1M}
        - t:
            try:
              - block:
                  timeout: {after: PT10M}
                  do:
                    - ask: {run: {workflow: {namespace: test, name: sleeper, version: latest}}}
            catch:
              do:
                - tell: {set: "${ [$error.status, $error.instance] }"}
        """);
    RunId run = house.start(id, "");
    awaitWait(run, 3);
    house.moveBy(Duration.ofMinutes(1));
    awaitWait(run, 6);
    restart();
    house.moveBy(Duration.ofMinutes(10));

    assertThat(house.await(run, RunState.SUCCEEDED).output().get())
        .isEqualTo(json("[408,\"/do/1/t/try/0/block\"]"));
    assertThat(childrenOf(run)).hasSize(2).allMatch(it -> it.state() == RunState.CANCELED);
    assertThat(visit(run, "/do/0/f/fork/0/ask").state()).isEqualTo(VisitState.CANCELED);
    assertThat(visit(run, "/do/1/t/try[1]/0/block/do/0/ask").state())
        .isEqualTo(VisitState.CANCELED);
  }

  @Test
  void aRunAsksForAnotherAndIsEndedWithIt() {
    house.save(
        "adds", "- rest: {wait: PT1M}\n- add: {set: '${ {sum: ($workflow.input.n + 1)} }'}\n");
    WorkflowId id = house.save("asks", """
        - ask:
            run:
              workflow: {namespace: test, name: adds, version: latest, input: {n: "${ .n }"}}
        """);
    RunId run = house.start(id, "{\"n\":1}");
    RunId ended = house.start(id, "{\"n\":2}");
    for (RunId parent : List.of(run, ended)) {
      house.await(parent, RunState.WAITING);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> childrenOf(parent).size() == 1
              && childrenOf(parent).get(0).state() == RunState.WAITING);
    }

    house.runs.cancel(ended, "enough");
    restart();
    house.moveBy(Duration.ofMinutes(1));

    assertThat(house.await(run, RunState.SUCCEEDED).output()).contains(json("{\"sum\":2}"));
    assertThat(childrenOf(ended).get(0).state()).isEqualTo(RunState.CANCELED);
  }

  @Test
  void theTimeOfTheWorkflowEndsTheRunForGood() {
    WorkflowId id = house.save("whole", "1.0.0", """
        - t:
            try:
              - f:
                  fork:
                    branches:
                      - a: {wait: P1D}
                      - b: {call: act, with: {do: b}}
            catch:
              do:
                - wrong: {set: {wrong: true}}
        """, "timeout: {after: PT1H}\n");
    RunId run = house.start(id, "");
    awaitWait(run, 4);
    restart();
    house.moveBy(Duration.ofHours(1));

    Run failed = house.await(run, RunState.FAILED);
    assertThat(failed.error().get().status()).isEqualTo(408);
    assertThat(visit(run, "/do/0/t/try[1]/0/f/fork/0/a").state()).isEqualTo(VisitState.CANCELED);
  }

  @Test
  void behindACrashOnlyWhatWasInFlightIsDoneAgain() {
    told.works.put("last", told.crash);
    WorkflowId id = house.save("crash", """
        - t:
            try:
              - f:
                  fork:
                    branches:
                      - one: {call: act, with: {do: one}}
                      - two: {set: {two: true}}
              - last: {call: act, with: {do: last}}
            catch:
              do:
                - wrong: {set: {wrong: true}}
        """);
    RunId run = house.start(id, "\"in\"");
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> called("last") == 1);
    told.works.remove("last");
    restart();
    expireLeases();

    assertThat(house.await(run, RunState.SUCCEEDED).output())
        .contains(json("[\"in\",{\"two\":true}]"));
    assertThat(called("one")).isEqualTo(1);
    assertThat(called("last")).isEqualTo(2);
    assertThat(told.keys.stream().filter(it -> it.endsWith("/last")).distinct()).hasSize(1);
  }

  @Test
  void aValueComesOutOfTheDatabaseAsItWentIn() {
    ArrayNode odd = JsonNodeFactory.instance.arrayNode();
    odd.add("").add("Zoë 🔔 مرحبا").add("a\u0000b").add("line\r\n\t\u2028end").add("'\"\\%_;--");
    odd.add(BigInteger.TWO.pow(3000)).add(Long.MIN_VALUE).add(new java.math.BigDecimal("0.25"));
    odd.addNull().add(false).addObject().put("", 1).put("\u0000", "🔔".repeat(3000));
    told.works.put("odd", any -> odd);
    WorkflowId id = house.save("odd", """
        - odd: {call: act, with: {do: odd}}
        - rest: {wait: PT1M}
        """);
    RunId run = house.start(id, odd.toString());
    house.await(run, RunState.WAITING);
    restart();
    JsonNode input = house.store.get(run).input();
    house.moveBy(Duration.ofMinutes(1));

    Run ended = house.await(run, RunState.SUCCEEDED);

    assertThat(input.toString()).isEqualTo(odd.toString());
    assertThat(ended.output().get().toString()).isEqualTo(odd.toString());
  }
}
