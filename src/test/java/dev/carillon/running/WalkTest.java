package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitState;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetServer;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalkTest {
  @TempDir
  Path directory;

  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:30Z");
  private final Counter counter = new Counter();
  private House house;

  /** A function that counts its calls, and fails as often as it is told. */
  static final class Counter implements Function {
    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger failures = new AtomicInteger();
    final List<String> keys = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
      return "count";
    }

    @Override
    public JsonNode call(Invocation invocation) {
      keys.add(invocation.idempotencyKey());
      String way = invocation.input().path("break").asText("");
      if (way.equals("error")) {
        throw new NoClassDefFoundError("somewhere/Else");
      }
      if (way.equals("null")) {
        return null;
      }
      if (failures.getAndUpdate(it -> Math.max(0, it - 1)) > 0) {
        throw new IllegalStateException("not yet");
      }
      return IntNode.valueOf(calls.incrementAndGet());
    }
  }

  @BeforeEach
  void open() {
    house = new House(TestDatabases.h2(directory), clock, counter).started();
  }

  @AfterEach
  void close() {
    house.close();
  }

  private House restarted() {
    house.close();
    house = new House(TestDatabases.h2(directory), clock, counter).started();
    return house;
  }

  @Test
  void aRunIsWhatItsTasksMakeOfItsInput() {
    WorkflowId id = house.save("sum", """
        - add:
            set:
              total: ${ .a + .b }
        - double:
            set: '${ { total: (.total * 2), run: $workflow.id } }'
            output:
              as: '${ .total }'
        """);

    Run run = house.ended(id, "{\"a\": 1, \"b\": 2}");

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.output()).contains(IntNode.valueOf(6));
    assertThat(house.keys(run.id())).containsExactly("/do/0/add", "/do/1/double");
    assertThat(house.visits(run.id())).allMatch(it -> it.state() == VisitState.COMPLETED);
  }

  @Test
  void aSwitchChoosesTheWayAndAnEndEnds() {
    WorkflowId id = house.save("ways", """
        - choose:
            switch:
              - large:
                  when: ${ .n > 10 }
                  then: big
              - otherwise:
                  then: small
        - big:
            set: { size: big }
            then: end
        - small:
            set: { size: small }
        """);

    assertThat(house.ended(id, "{\"n\": 11}").output().get().get("size").asText())
        .isEqualTo("big");
    assertThat(house.ended(id, "{\"n\": 1}").output().get().get("size").asText())
        .isEqualTo("small");
  }

  @Test
  void aBackwardThenVisitsATaskAgainUnderAKeyOfItsOwn() {
    WorkflowId id = house.save("loop", """
        - up:
            set: '${ { n: (.n + 1) } }'
        - again:
            switch:
              - more:
                  when: ${ .n < 3 }
                  then: up
        """);

    Run run = house.ended(id, "{\"n\": 0}");

    assertThat(run.output().get().get("n").asInt()).isEqualTo(3);
    assertThat(house.keys(run.id()))
        .containsExactly(
            "/do/0/up",
            "/do/1/again",
            "/do/0/up#2",
            "/do/1/again#2",
            "/do/0/up#3",
            "/do/1/again#3");
  }

  @Test
  void aLoopHandsEachRoundWhatTheRoundBeforeGave() {
    WorkflowId id = house.save("each", """
        - all:
            for:
              each: word
              in: ${ .words }
              at: place
            do:
              - join:
                  set: '${ { text: ((.text // "") + $word + ($place | tostring)) } }'
        """);

    Run run = house.ended(id, "{\"words\": [\"a\", \"b\", \"c\"]}");

    assertThat(run.output().get().get("text").asText()).isEqualTo("a0b1c2");
    assertThat(house.keys(run.id()))
        .containsExactly(
            "/do/0/all",
            "/do/0/all/for[0]/0/join",
            "/do/0/all/for[1]/0/join",
            "/do/0/all/for[2]/0/join");
  }

  @Test
  void aLoopEndsWhenItsWhileDoesNotHold() {
    WorkflowId id = house.save("while", """
        - all:
            for:
              each: n
              in: ${ [range(10)] }
            while: ${ (.sum // 0) < 3 }
            do:
              - add:
                  set: '${ { sum: ((.sum // 0) + $n) } }'
        """);

    assertThat(house.ended(id, "").output().get().get("sum").asInt()).isEqualTo(3);
  }

  @Test
  void whatATaskExportsIsTheContextOfTheNext() {
    WorkflowId id = house.save("context", """
        - first:
            set: { a: 1 }
            export:
              as: '${ { kept: .a } }'
        - second:
            set: { b: 2 }
        - third:
            set: '${ { kept: $context.kept, earlier: $steps.first.a, now: .b } }'
        """);

    assertThat(house.ended(id, "").output().get().toString())
        .isEqualTo("{\"kept\":1,\"earlier\":1,\"now\":2}");
  }

  @Test
  void aConditionSeesTheContextThatAnEarlierTaskExported() {
    WorkflowId id = house.save("condition", """
        - first:
            set: { a: 1 }
            export:
              as: '${ { go: true } }'
        - second:
            if: ${ $context.go }
            call: count
        - rounds:
            for: { in: '${ [1, 2] }' }
            while: ${ $context.go }
            do:
              - each:
                  call: count
        """);

    house.ended(id, "");

    assertThat(counter.calls).hasValue(3);
  }

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
  void aTaskWhoseConditionDoesNotHoldIsSkipped() {
    WorkflowId id = house.save("maybe", """
        - never:
            if: ${ .go == true }
            call: count
        - after:
            set: { done: true }
        """);

    Run run = house.ended(id, "{\"go\": false}");

    assertThat(counter.calls).hasValue(0);
    assertThat(house.visits(run.id()).get(0).state()).isEqualTo(VisitState.SKIPPED);
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
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

  @Test
  void aRunKeepsTheDefinitionThatItBeganWith() {
    WorkflowId id = house.save("pinned", """
        - pause:
            wait: PT1H
        - say:
            set: { version: one }
        """);
    RunId run = house.start(id, "");
    house.await(run, RunState.WAITING);
    house.save("pinned", "2.0.0", """
        - say:
            set: { version: two }
        """, "");
    house.scheduling.remove(id, true);

    restarted();
    house.moveBy(Duration.ofHours(1));

    assertThat(
            house.await(run, RunState.SUCCEEDED).output().get().get("version").asText())
        .isEqualTo("one");
  }
}
