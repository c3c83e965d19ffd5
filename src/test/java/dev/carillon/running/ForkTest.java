package dev.carillon.running;

import static dev.carillon.running.House.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.VisitState;
import dev.carillon.testing.TargetServer;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** {@code fork}: all, compete, and what becomes of the others. */
class ForkTest extends InHouse {
  private static JsonNode fail() {
    throw new IllegalStateException("not yet");
  }

  @Test
  void branchesAreDoneAtTheSameTimeAndTheirOutputsStandInTheirOrder() {
    CyclicBarrier together = new CyclicBarrier(3);
    for (String name : new String[] {"a", "b", "c"}) {
      told.works.put(name, any -> {
        together.await(60, TimeUnit.SECONDS);
        return json("\"" + name + "\"");
      });
    }
    WorkflowId id = house.save("all", """
        - f:
            fork:
              branches:
                - a: {call: act, with: {do: a}}
                - b: {call: act, with: {do: b}}
                - c:
                    do:
                      - one: {call: act, with: {do: c}}
                      - two: {set: "${ . + \\"!\\" }"}
        """);

    Run run = house.ended(id, "");

    assertThat(run.output().get()).isEqualTo(json("[\"a\",\"b\",\"c!\"]"));
    assertThat(house.keys(run.id()))
        .containsExactlyInAnyOrder(
            "/do/0/f",
            "/do/0/f/fork/0/a",
            "/do/0/f/fork/1/b",
            "/do/0/f/fork/2/c",
            "/do/0/f/fork/2/c/do/0/one",
            "/do/0/f/fork/2/c/do/1/two");
    assertThat(visit(run.id(), "/do/0/f/fork/2/c/do/0/one").pointer())
        .isEqualTo("/do/0/f/fork/branches/2/c/do/0/one");
  }

  @Test
  void aCompetingBranchThatIsSkippedIsDoneAtOnceAndWins() {
    WorkflowId id = house.save("skipped", """
        - f:
            fork:
              compete: true
              branches:
                - sleepy: {wait: P1D}
                - skipped: {if: "${ false }", set: {won: skipped}}
        """);

    assertThat(house.ended(id, "{\"n\":7}").output().get()).isEqualTo(json("{\"n\":7}"));
  }

  @Test
  void theFirstOfCompetingBranchesWinsAndACallOfTheOthersIsBrokenOff() {
    try (TargetServer slow = TargetServer.thatHangs()) {
      WorkflowId id = house.save("compete", """
          - f:
              fork:
                compete: true
                branches:
                  - slow:
                      do:
                        - ask: {call: http, with: {method: get, endpoint: "%s"}}
                  - fast: {call: act, with: {do: fast}}
                  - sleepy: {wait: P1D}
          - after: {set: '${ {won: .} }'}
          """.formatted(slow.uri("/")));
      CompletableFuture<RunId> started = new CompletableFuture<>();
      told.works.put("fast", any -> {
        slow.awaitRequest();
        RunId itself = started.get(30, TimeUnit.SECONDS);
        Awaitility.await()
            .until(() -> isThere(itself, "/do/0/f/fork/2/sleepy", VisitState.WAITING));
        return json("\"fast\"");
      });

      RunId begun = house.start(id, "");
      started.complete(begun);
      Run run = house.await(begun, RunState.SUCCEEDED);

      assertThat(run.output().get()).isEqualTo(json("{\"won\":\"fast\"}"));
      assertThat(visit(run.id(), "/do/0/f/fork/0/slow/do/0/ask").state())
          .isEqualTo(VisitState.CANCELED);
      assertThat(visit(run.id(), "/do/0/f/fork/0/slow").state()).isEqualTo(VisitState.CANCELED);
      assertThat(visit(run.id(), "/do/0/f/fork/2/sleepy").state()).isEqualTo(VisitState.CANCELED);
    }
  }

  @Test
  void aCompetitorThatFailsHasLostAndOnlyWhenAllDidTheForkFails() {
    told.works.put("bad", any -> fail());
    WorkflowId id = house.save("losers", """
        - f:
            fork:
              compete: true
              branches:
                - bad: {call: act, with: {do: bad}}
                - late:
                    do:
                      - rest: {wait: PT1M}
                      - say: {set: {won: late}}
        """);
    RunId run = house.start(id, "");
    house.await(run, RunState.WAITING);
    house.moveBy(Duration.ofMinutes(1));
    assertThat(house.await(run, RunState.SUCCEEDED).output().get())
        .isEqualTo(json("{\"won\":\"late\"}"));
    assertThat(called("bad")).isEqualTo(1);

    WorkflowId all = house.save("all-lose", """
        - f:
            fork:
              compete: true
              branches:
                - bad: {call: act, with: {do: bad}}
                - worse: {call: act, with: {do: bad}}
        """);
    RunId lost = house.start(all, "");
    assertThat(house.await(lost, RunState.RETRYING).error().get().instance().get())
        .startsWith("/do/0/f/fork/branches/");
  }

  @Test
  void whenOneOfAllFailsTheOthersAreBrokenOffAndTheErrorCanBeCaught() {
    try (TargetServer slow = TargetServer.thatHangs()) {
      told.works.put("bad", any -> {
        slow.awaitRequest();
        return fail();
      });
      WorkflowId id = house.save("fails", """
          - t:
              try:
                - f:
                    fork:
                      branches:
                        - bad: {call: act, with: {do: bad}}
                        - slow: {call: http, with: {method: get, endpoint: "%s"}}
              catch:
                do:
                  - tell: {set: "${ $error.instance }"}
          """.formatted(slow.uri("/")));

      Run run = house.ended(id, "");

      assertThat(run.output().get().textValue()).isEqualTo("/do/0/t/try/0/f/fork/branches/0/bad");
      assertThat(visit(run.id(), "/do/0/t/try[1]/0/f/fork/1/slow").state())
          .isEqualTo(VisitState.CANCELED);
      assertThat(visit(run.id(), "/do/0/t/try[1]/0/f").state()).isEqualTo(VisitState.FAULTED);
    }
  }

  @Test
  void branchesThatWaitHoldNothingAndEachGoesOnAtItsTime() {
    WorkflowId id = house.save("waits", """
        - f:
            fork:
              branches:
                - short:
                    do:
                      - rest: {wait: PT1M}
                      - work: {call: act, with: {do: short}}
                - long:
                    do:
                      - rest: {wait: PT1H}
                      - work: {call: act, with: {do: long}}
        """);
    RunId run = house.start(id, "");
    assertThat(house.await(run, RunState.WAITING).wakeAt())
        .contains(clock.instant().plus(Duration.ofMinutes(1)));
    house.moveBy(Duration.ofMinutes(1));
    Awaitility.await().until(() -> called("short") == 1);
    house.await(run, RunState.WAITING);
    restart();
    house.moveBy(Duration.ofMinutes(59));

    house.await(run, RunState.SUCCEEDED);
    assertThat(told.calls).containsExactly("short", "long");
  }

  @Test
  void aBranchWhoseTimeHasComeGoesOnWhileAnotherIsAtWork() {
    CountDownLatch release = new CountDownLatch(1);
    told.works.put("busy", any -> {
      release.await(30, TimeUnit.SECONDS);
      return any.input();
    });
    WorkflowId id = house.save("busy", """
        - f:
            fork:
              branches:
                - busy: {call: act, with: {do: busy}}
                - rest:
                    do:
                      - pause: {wait: PT20S}
                      - work: {call: act, with: {do: work}}
        """);
    RunId run = house.start(id, "");
    Awaitility.await()
        .until(() -> house.visits(run).stream().anyMatch(it -> it.state() == VisitState.WAITING));
    Awaitility.await().until(() -> called("busy") == 1);

    clock.moveBy(Duration.ofSeconds(20));
    Awaitility.await().until(() -> called("work") == 1);
    release.countDown();

    house.await(run, RunState.SUCCEEDED);
  }

  @Test
  void aFurtherAttemptGoesOnWithWhatIsNotDone() {
    CompletableFuture<RunId> started = new CompletableFuture<>();
    told.works.put("bad", any -> {
      if (called("bad") > 1) {
        return any.input();
      }
      RunId itself = started.get(30, TimeUnit.SECONDS);
      Awaitility.await()
          .until(() -> isThere(itself, "/do/0/f/fork/0/good/do/1/more", VisitState.COMPLETED));
      return fail();
    });
    WorkflowId id = house.save("again", """
        - f:
            fork:
              branches:
                - good:
                    do:
                      - work: {call: act, with: {do: good}}
                      - more: {call: act, with: {do: more}}
                - bad: {call: act, with: {do: bad}}
        """);
    RunId run = house.start(id, "");
    started.complete(run);
    house.await(run, RunState.RETRYING);
    Run ended = ended(run, Duration.ofSeconds(13));

    assertThat(ended.attempts()).isEqualTo(2);
    assertThat(called("good")).isEqualTo(1);
    assertThat(called("more")).isEqualTo(1);
    assertThat(called("bad")).isEqualTo(2);
    assertThat(house.visits(run)).allMatch(it -> it.state() == VisitState.COMPLETED);
  }

  private boolean isThere(RunId run, String key, VisitState state) {
    return house.visits(run).stream()
        .anyMatch(it -> it.key().value().equals(key) && it.state() == state);
  }

  @Test
  void endInABranchEndsTheRunAndForksWithinForksWork() {
    WorkflowId id = house.save("end", """
        - f:
            fork:
              branches:
                - inner:
                    fork:
                      branches:
                        - a: {set: {n: 1}}
                        - b: {wait: P1D}
                - leave:
                    set: {ended: early}
                    then: end
        - never: {call: act, with: {do: never}}
        """);

    Run run = house.ended(id, "");

    assertThat(run.output().get()).isEqualTo(json("{\"ended\":\"early\"}"));
    assertThat(called("never")).isZero();
  }

  @Test
  void aCanceledRunStopsAllItsBranches() throws Exception {
    try (TargetServer slow = TargetServer.thatHangs()) {
      WorkflowId id = house.save("cancel", """
          - f:
              fork:
                branches:
                  - a: {call: http, with: {method: get, endpoint: "%s"}}
                  - b:
                      do:
                        - c: {call: http, with: {method: get, endpoint: "%s"}}
                        - never: {call: act, with: {do: never}}
          """.formatted(slow.uri("/"), slow.uri("/")));
      RunId run = house.start(id, "");
      slow.awaitRequest();

      house.runs.cancel(run, "enough");

      assertThat(house.store.get(run).state()).isEqualTo(RunState.CANCELED);
      house.runs.stop();
      assertThat(called("never")).isZero();
    }
  }

  @Test
  void afterACrashOnlyWhatWasInFlightIsDoneAgain() {
    told.works.put("last", told.crash);
    WorkflowId id = house.save("crash", """
        - f:
            fork:
              compete: true
              branches:
                - one:
                    do:
                      - done: {call: act, with: {do: done}}
                      - last: {call: act, with: {do: last}}
                - two: {wait: PT1H}
        """);
    RunId run = house.start(id, "");
    Awaitility.await().until(() -> called("last") == 1);
    told.works.remove("last");
    restart();
    expireLeases();

    house.await(run, RunState.SUCCEEDED);
    assertThat(called("done")).isEqualTo(1);
    assertThat(called("last")).isEqualTo(2);
  }

  @Test
  void whatBranchesExportIsSeenAfterwardsTheLastOneCounts() {
    WorkflowId id = house.save("exports", """
        - f:
            fork:
              branches:
                - a:
                    set: {n: 1}
                    export: {as: '${ ($context // {}) + {a: .n} }'}
                - b:
                    do:
                      - rest: {wait: PT1M}
                      - say:
                          set: {n: 2}
                          export: {as: '${ ($context // {}) + {b: .n} }'}
        - tell: {set: "${ $context }"}
        """);
    RunId run = house.start(id, "");
    house.await(run, RunState.WAITING);
    house.moveBy(Duration.ofMinutes(1));

    assertThat(house.await(run, RunState.SUCCEEDED).output().get())
        .isEqualTo(json("{\"a\":1,\"b\":2}"));
  }
}
