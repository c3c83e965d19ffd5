package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.Redrive;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Visit;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetServer;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Waits, restarts, further attempts and cancelations: what was done is not done again. */
class WalkAgainTest extends Walking {
  @Test
  void whateverBreaksInAFunctionIsAnErrorOfItsTask() {
    WorkflowId id = house.save("breaks", """
        - only:
            call: count
        """);
    for (String way : List.of("null", "error")) {
      RunId run = house.start(id, "{\"break\": \"" + way + "\"}");
      Run retrying = house.await(run, RunState.RETRYING);
      assertThat(retrying.error().get().detail().get()).contains("count");
      house.runs.cancel(run, "seen");
    }
  }

  @Test
  void aWaitHoldsNothingAndGoesOnWhenItsTimeHasCome() {
    WorkflowId id = house.save("patient", """
        - before:
            call: count
        - pause:
            wait: { minutes: 5 }
        - after:
            call: count
        """);
    RunId run = house.start(id, "");
    Run waiting = house.await(run, RunState.WAITING);

    assertThat(waiting.wakeAt()).contains(clock.instant().plus(Duration.ofMinutes(5)));
    house.moveBy(Duration.ofMinutes(4));
    assertThat(house.store.get(run).state()).isEqualTo(RunState.WAITING);
    house.moveBy(Duration.ofMinutes(1));

    house.await(run, RunState.SUCCEEDED);
    assertThat(counter.calls).hasValue(2);
  }

  @Test
  void aRestartInAWaitGoesOnWhereItWas() {
    WorkflowId id = house.save("restart-wait", """
        - before:
            call: count
        - pause:
            wait: PT1H
        - after:
            call: count
        """);
    RunId run = house.start(id, "");
    var wake = house.await(run, RunState.WAITING).wakeAt();

    restarted();
    assertThat(house.store.get(run).wakeAt()).isEqualTo(wake);
    house.moveBy(Duration.ofHours(1));

    house.await(run, RunState.SUCCEEDED);
    assertThat(counter.calls).hasValue(2);
    assertThat(house.store.attempts(run)).hasSize(1);
  }

  @Test
  void aRestartInALoopGoesOnInItsRound() {
    WorkflowId id = house.save("restart-loop", """
        - all:
            for:
              in: ${ [10, 20, 30] }
            do:
              - work:
                  call: count
                  output:
                    as: '${ { done: ($index + 1) } }'
              - rest:
                  if: ${ $index == 1 }
                  wait: PT1H
        """);
    RunId run = house.start(id, "");
    house.await(run, RunState.WAITING);
    assertThat(counter.calls).hasValue(2);

    restarted();
    house.moveBy(Duration.ofHours(1));

    assertThat(house.await(run, RunState.SUCCEEDED).output().get().get("done").asInt())
        .isEqualTo(3);
    assertThat(counter.calls).hasValue(3);
  }

  @Test
  void whatWasDoneIsNotDoneAgainByALaterAttempt() {
    WorkflowId id = house.save("third", """
        - one:
            set: { a: 1 }
        - two:
            call: log
            with: { message: two }
        - three:
            call: count
        """);
    counter.failures.set(2);
    RunId run = house.start(id, "");

    house.await(run, RunState.RETRYING);
    house.moveBy(Duration.ofSeconds(13));
    house.await(run, RunState.RETRYING);
    org.awaitility.Awaitility.await()
        .until(() -> house.store.get(run).attempts() == 2
            && house.store.get(run).state() == RunState.RETRYING);
    house.moveBy(Duration.ofSeconds(149));
    Run ended = house.await(run, RunState.SUCCEEDED);

    assertThat(ended.attempts()).isEqualTo(3);
    assertThat(house.store.attempts(run)).hasSize(3);
    List<Visit> visits = house.visits(run);
    assertThat(visits).extracting(Visit::name).containsExactly("one", "two", "three");
    assertThat(visits).extracting(Visit::attempt).containsExactly(1, 1, 3);
    assertThat(counter.keys).hasSize(3).containsOnly(run + "/do/2/three");
  }

  @Test
  void aRunWhoseAttemptsAreSpentHasFailedWithItsLastError() {
    WorkflowId id = house.save("hopeless", "1.0.0", """
        - only:
            call: count
        """, "");
    counter.failures.set(100);
    RunId run = house.start(id, "");
    for (int attempt = 1; attempt <= 3; attempt++) {
      int now = attempt;
      org.awaitility.Awaitility.await()
          .until(() -> house.store.get(run).attempts() == now
              && house.store.get(run).state() == RunState.RETRYING);
      house.moveBy(Duration.ofDays(1));
    }

    Run failed = house.await(run, RunState.FAILED);
    assertThat(failed.attempts()).isEqualTo(4);
    assertThat(failed.error().get().detail().get()).contains("not yet");
    assertThat(failed.error().get().instance()).contains("/do/0/only");
  }

  @Test
  void anErrorInAnExpressionIsNotWorthAnotherAttempt() {
    WorkflowId id = house.save("broken", """
        - bad:
            set: '${ .a | keys }'
        """);

    Run run = house.ended(id, "{\"a\": 1}");

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.attempts()).isEqualTo(1);
    assertThat(run.error().get().type()).endsWith("/expression");
  }

  @Test
  void anInputThatDidNotFitFitsNoBetterWhenItsRunGoesOn() {
    WorkflowId id = house.save("strict", """
        - pay:
            input:
              schema: {document: {type: object, required: [amount]}}
              from: ${ .amount }
            call: count
        """);
    Run failed = house.ended(id, "{\"amuont\": 1}");
    assertThat(failed.error().get().detail().get()).startsWith("the input does not fit");

    house.runs.redriving().goOn(failed.id(), new Redrive.Wish("Zoë", "", clock.instant()));

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> house.store.get(failed.id()).attempts() == 2
            && house.store.get(failed.id()).state().isEnded());
    Run again = house.store.get(failed.id());
    assertThat(again.state()).isEqualTo(RunState.FAILED);
    assertThat(again.error()).isEqualTo(failed.error());
    assertThat(counter.calls).hasValue(0);
  }

  @Test
  void whatShouldBeATextAndIsNoneIsAnErrorOfItsExpression() {
    for (String task : List.of(
        "raise: {error: {type: \"${ .nothing }\", status: 400}}",
        "call: http\n    with: {method: \"${ .nothing }\", endpoint: \"http://127.0.0.1/\"}",
        "call: http\n    with: {method: get, endpoint: \"${ .nothing }\"}")) {
      WorkflowId id =
          house.save("texts-" + Math.abs(task.hashCode()), "- bad:\n    " + task + "\n");

      Run failed = house.ended(id, "");

      assertThat(failed.error().get().type()).endsWith("/expression");
      assertThat(failed.error().get().instance()).contains("/do/0/bad");
    }
  }

  @Test
  void anHttpTaskSendsItsRequestWithAKeyByWhichARepetitionIsKnown() {
    try (TargetServer target = TargetServer.thatAnswers(
        request -> TargetAnswer.of(200, "{\"ok\": true, \"got\": \"" + request.target() + "\"}")
            .with("Content-Type", "application/json"))) {
      WorkflowId id = house.save("http", """
          - ask:
              call: http
              with:
                method: POST
                endpoint: %s/{name}
                query: { q: "${ .name }" }
                headers: { X-One: "1" }
                body: { name: "${ .name }" }
          """.formatted(target.uri("/things")));

      Run run = house.ended(id, "{\"name\": \"a b\"}");

      assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
      assertThat(run.output().get().get("got").asText()).isEqualTo("/things/a%20b?q=a%20b");
      var request = target.requests().get(0);
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.text()).isEqualTo("{\"name\":\"a b\"}");
      assertThat(request.header("Idempotency-Key")).isEqualTo(run.id() + "/do/0/ask");
    }
  }

  @Test
  void anAnswerOfFiveHundredIsAnErrorThatIsTriedAgain() {
    try (TargetServer target = TargetServer.thatAnswers(503, "later")) {
      WorkflowId id = house.save("down", """
          - ask:
              call: http
              with: { method: get, endpoint: "%s" }
          """.formatted(target.uri("/")));
      RunId run = house.start(id, "");

      Run retrying = house.await(run, RunState.RETRYING);
      assertThat(retrying.error().get().status()).isEqualTo(503);
      assertThat(retrying.wakeAt().get())
          .isBetween(clock.instant().plusSeconds(12), clock.instant().plusSeconds(13));
    }
  }

  @Test
  void aRunThatIsCanceledWhileItWaitsNeverGoesOn() {
    WorkflowId id = house.save("cancel", """
        - pause:
            wait: PT1H
        - after:
            call: count
        """);
    RunId run = house.start(id, "");
    house.await(run, RunState.WAITING);

    assertThat(house.runs.cancel(run, "enough").state()).isEqualTo(RunState.CANCELED);
    house.moveBy(Duration.ofHours(2));

    assertThat(house.store.get(run).state()).isEqualTo(RunState.CANCELED);
    assertThat(counter.calls).hasValue(0);
  }
}
