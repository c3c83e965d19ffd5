package dev.carillon.running;

import static dev.carillon.running.House.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.carillon.run.Redrive;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.run.VisitState;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** {@code run: workflow}. */
class ChildRunTest extends InHouse {
  private static final RunFilter CHILDREN =
      new RunFilter(Optional.empty(), Optional.empty(), Optional.of(Trigger.CHILD));

  private List<Run> children() {
    return house.store.list(CHILDREN, Optional.empty(), 100);
  }

  private static String asking(String name, String more) {
    return """
        - ask:
            run:
              workflow: {namespace: test, name: %s, version: latest, input: {n: "${ .n }"}}
        %s""".formatted(name, more.indent(6));
  }

  @Test
  void theChildIsARunOfItsOwnAndItsOutputIsTheTasks() {
    house.save("child", """
        - add: {set: '${ {sum: (.n + 1), by: $runtime.metadata.schedule.trigger} }'}
        """);
    WorkflowId id = house.save("parent", asking("child", ""));

    Run run = house.ended(id, "{\"n\":1}");

    assertThat(run.output().get()).isEqualTo(json("{\"sum\":2,\"by\":\"child\"}"));
    assertThat(children()).hasSize(1);
    Run child = children().get(0);
    assertThat(child.parent()).contains(run.id());
    assertThat(child.trigger()).isEqualTo(Trigger.CHILD);
    assertThat(child.input()).isEqualTo(json("{\"n\":1}"));
  }

  @Test
  void ofAChildOfWhichNothingIsWantedTheTaskYieldsNull() {
    house.save("child", "- add: {set: {sum: 1}}\n");
    WorkflowId id = house.save("parent", asking("child", "return: none\n"));

    assertThat(house.ended(id, "{\"n\":1}").output()).contains(NullNode.getInstance());
    assertThat(children()).hasSize(1).allMatch(it -> it.state() == RunState.SUCCEEDED);
  }

  @Test
  void theParentHoldsNothingWhileItsChildIsAtWork() {
    house.save("sleeper", "- rest: {wait: PT1H}\n");
    WorkflowId id = house.save("parent", asking("sleeper", ""));
    RunId run = house.start(id, "{\"n\":1}");
    Run parked = house.await(run, RunState.WAITING);
    assertThat(parked.wakeAt()).isEmpty();
    Awaitility.await().until(() -> children().get(0).state() == RunState.WAITING);

    restart();
    house.moveBy(Duration.ofHours(1));

    house.await(run, RunState.SUCCEEDED);
    assertThat(children()).hasSize(1);
  }

  @Test
  void anErrorOfTheChildIsTheTasksAndCanBeToldByItsStatus() {
    house.save("failing", """
        - fail: {raise: {error: {type: https://example.com/x, status: 403}}}
        """);
    house.save("failing", "2.0.0", """
        - fail:
            raise:
              error: {type: https://serverlessworkflow.io/spec/1.0.0/errors/authorization, status: 403}
        """, "");
    WorkflowId id = house.save("parent", """
        - t:
            try:
              - ask: {run: {workflow: {namespace: test, name: failing, version: latest}}}
            catch:
              errors: {with: {status: 403}}
              do:
                - tell: {set: "${ [$error.instance, $error.detail] }"}
        """);

    Run run = house.ended(id, "");

    assertThat(run.output().get().get(0).textValue()).isEqualTo("/do/0/t/try/0/ask");
    assertThat(run.output().get().get(1).textValue()).contains("of failing failed");
    assertThat(children().get(0).version()).isEqualTo("2.0.0");
  }

  @Test
  void anOlderVersionCanBeAskedFor() {
    house.save("versions", "- say: {set: {version: one}}\n");
    house.save("versions", "2.0.0", "- say: {set: {version: two}}\n", "");
    WorkflowId id = house.save("parent", """
        - ask: {run: {workflow: {namespace: test, name: versions, version: "1.0.0"}}}
        """);

    assertThat(house.ended(id, "").output().get()).isEqualTo(json("{\"version\":\"one\"}"));
  }

  @Test
  void whatIsNotThereIsAnErrorThatIsNotTriedAgain() {
    house.save("there", "- say: {set: {a: 1}}\n");
    for (String other : List.of(
        "namespace: test, name: missing, version: latest",
        "namespace: other, name: there, version: latest",
        "namespace: test, name: there, version: 9.9.9")) {
      WorkflowId id = house.save(
          "parent-" + Math.abs(other.hashCode()), "- ask: {run: {workflow: {" + other + "}}}\n");
      Run run = house.ended(id, "");
      assertThat(run.state()).isEqualTo(RunState.FAILED);
      assertThat(run.error().get().detail().get()).contains("there is no workflow");
    }
  }

  @Test
  void cancelGoesDownAndTheEndOfAChildByHandIsAnErrorOfItsParent() {
    CountDownLatch release = new CountDownLatch(1);
    told.works.put("busy", any -> {
      release.await(60, TimeUnit.SECONDS);
      return any.input();
    });
    house.save(
        "grandchild",
        "- work: {call: act, with: {do: busy}}\n- never: {call: act, with: {do: never}}\n");
    house.save("child", asking("grandchild", ""));
    WorkflowId id = house.save("parent", asking("child", ""));
    RunId run = house.start(id, "{\"n\":1}");
    Awaitility.await().until(() -> called("busy") == 1);

    house.runs.cancel(run, "enough");

    assertThat(house.store.get(run).state()).isEqualTo(RunState.CANCELED);
    assertThat(children()).hasSize(2).allMatch(it -> it.state() == RunState.CANCELED);
    release.countDown();

    CountDownLatch later = new CountDownLatch(1);
    told.works.put("busy", any -> {
      later.await(60, TimeUnit.SECONDS);
      return any.input();
    });
    RunId other = house.start(id, "{\"n\":1}");
    Awaitility.await().until(() -> called("busy") == 2);
    Run grandchild = children().stream()
        .filter(it -> it.workflow().value().equals("grandchild"))
        .filter(it -> !it.state().isEnded())
        .findFirst()
        .orElseThrow();
    house.runs.cancel(grandchild.id(), "enough");
    assertThat(house.await(other, RunState.WAITING).state()).isEqualTo(RunState.WAITING);
    Awaitility.await()
        .until(() -> children().stream()
            .anyMatch(it -> it.state() == RunState.RETRYING
                && it.error().get().detail().get().contains("was canceled")));
    later.countDown();
    house.runs.stop();
    assertThat(called("never")).isZero();
  }

  @Test
  void aChildThatIsNotAwaitedGoesItsOwnWay() {
    house.save("sleeper", "- rest: {wait: PT1H}\n");
    WorkflowId id = house.save("parent", """
        - ask:
            run:
              workflow: {namespace: test, name: sleeper, version: latest}
              await: false
        """);

    Run run = house.ended(id, "{\"n\":1}");

    assertThat(run.output().get()).isEqualTo(json("{\"n\":1}"));
    assertThat(children()).hasSize(1).allMatch(it -> it.parent().equals(Optional.of(run.id())));
    Awaitility.await().until(() -> children().get(0).state() == RunState.WAITING);
    house.runs.cancel(run.id(), "late");
    assertThat(children().get(0).state()).isEqualTo(RunState.WAITING);
  }

  @Test
  void aChildThatIsNotAwaitedFailsOnItsOwn() {
    house.save("fails", "- no: {raise: {error: {type: https://example.com/no, status: 400}}}\n");
    WorkflowId id = house.save("parent", """
        - ask:
            run:
              workflow: {namespace: test, name: fails, version: latest}
              await: false
        - rest: {wait: PT1M}
        """);
    RunId run = house.start(id, "{\"n\":1}");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> children().size() == 1 && children().get(0).error().isPresent());
    house.await(run, RunState.WAITING);
    house.moveBy(Duration.ofMinutes(1));

    Run ended = house.await(run, RunState.SUCCEEDED);

    assertThat(ended.output()).contains(json("{\"n\":1}"));
    assertThat(children().get(0).error().get().type()).isEqualTo("https://example.com/no");
  }

  @Test
  void aChildThatIsNotAwaitedIsMadeOnceThoughItsTaskIsDoneAgain() {
    house.save("fails", "1.0.0", """
        - no: {raise: {error: {type: https://example.com/no, status: 400}}}
        """, "  metadata: {carillon: {retries: 0}}\n");
    WorkflowId id = house.save("parent", """
        - ask:
            run:
              workflow: {namespace: test, name: fails, version: latest}
              await: false
            output: {as: '${ error("not yet") }'}
        """);
    Run failed = house.ended(id, "{\"n\":1}");
    house.await(children().get(0).id(), RunState.FAILED);

    house.runs.redriving().goOn(failed.id(), new Redrive.Wish("Zoë", "", clock.instant()));

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> house.store.get(failed.id()).attempts() == 2
            && house.store.get(failed.id()).state().isEnded());
    assertThat(children()).hasSize(1);
  }

  @Test
  void aLoserOfAForkAndATimeLimitEndTheChildToo() {
    house.save("sleeper", "- rest: {wait: PT1H}\n");
    WorkflowId id = house.save("parent", """
        - f:
            fork:
              compete: true
              branches:
                - ask: {run: {workflow: {namespace: test, name: sleeper, version: latest}}}
                - rest: {wait: PT1M}
        - t:
            try:
              - ask:
                  run: {workflow: {namespace: test, name: sleeper, version: latest}}
                  timeout: {after: PT1M}
            catch:
              do:
                - tell: {set: "${ $error.status }"}
        """);
    RunId run = house.start(id, "");
    house.await(run, RunState.WAITING);
    house.moveBy(Duration.ofMinutes(1));
    Awaitility.await().until(() -> children().size() == 2);
    house.await(run, RunState.WAITING);
    house.moveBy(Duration.ofMinutes(1));

    assertThat(house.await(run, RunState.SUCCEEDED).output().get().intValue()).isEqualTo(408);
    assertThat(children()).hasSize(2).allMatch(it -> it.state() == RunState.CANCELED);
    assertThat(visit(run, "/do/0/f/fork/0/ask").state()).isEqualTo(VisitState.CANCELED);
  }

  @Test
  void aBranchThatWaitsForAChildGoesOnWhenThatEndedWhileAnotherBranchIsAtWork() {
    CountDownLatch release = new CountDownLatch(1);
    told.works.put("busy", any -> {
      release.await(60, TimeUnit.SECONDS);
      return any.input();
    });
    house.save("sleeper", "- rest: {wait: PT20S}\n");
    WorkflowId id = house.save("parent", """
        - f:
            fork:
              branches:
                - busy: {call: act, with: {do: busy}}
                - asks:
                    do:
                      - ask:
                          run: {workflow: {namespace: test, name: sleeper, version: latest}}
                          timeout: {after: PT1H}
                      - work: {call: act, with: {do: work}}
        """);
    RunId run = house.start(id, "");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> called("busy") == 1
            && children().size() == 1
            && children().get(0).state() == RunState.WAITING);

    house.moveBy(Duration.ofSeconds(20));
    house.await(children().get(0).id(), RunState.SUCCEEDED);
    clock.moveBy(Duration.ofSeconds(1));
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> called("work") == 1);
    release.countDown();

    house.await(run, RunState.SUCCEEDED);
    assertThat(children()).hasSize(1);
    assertThat(called("busy")).isEqualTo(1);
  }

  @Test
  void afterACrashBehindTheAskingThereIsOneChild() {
    told.works.put("crash", told.crash);
    house.save("child", "- say: {set: {a: 1}}\n");
    WorkflowId id = house.save("parent", """
        - f:
            fork:
              branches:
                - ask: {run: {workflow: {namespace: test, name: child, version: latest}}}
                - crash:
                    do:
                      - rest: {wait: PT10S}
                      - crash: {call: act, with: {do: crash}}
        """);
    RunId run = house.start(id, "");
    Awaitility.await()
        .until(() -> !children().isEmpty() && children().get(0).state().isEnded());
    house.await(run, RunState.WAITING);
    house.moveBy(Duration.ofSeconds(10));
    Awaitility.await().until(() -> called("crash") == 1);
    told.works.remove("crash");
    restart();
    expireLeases();

    house.await(run, RunState.SUCCEEDED);
    assertThat(children()).hasSize(1);
  }

  @Test
  void aFurtherAttemptAsksAnewForAChildThatFailed() {
    told.works.put("work", any -> {
      if (children().stream().noneMatch(it -> it.state() == RunState.FAILED)) {
        throw new IllegalStateException("not yet");
      }
      return json("5");
    });
    house.save("flaky", "- work: {call: act, with: {do: work}}\n");
    WorkflowId id = house.save("parent", asking("flaky", ""));
    RunId run = house.start(id, "{\"n\":1}");

    Run ended = ended(run, Duration.ofMinutes(10));

    assertThat(ended.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(ended.attempts()).isEqualTo(2);
    assertThat(children()).hasSize(2);
  }

  @Test
  void aWorkflowThatAsksForItselfComesToAnEnd() {
    WorkflowId id = house.save("endless", """
        - ask: {run: {workflow: {namespace: test, name: endless, version: latest}}}
        """);

    Run run = house.ended(id, "");

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.error().get().detail().get()).contains("CARILLON_MAX_DEPTH");
    assertThat(children()).hasSize(Limits.USUAL.depth());
  }
}
