package dev.carillon.running;

import static dev.carillon.running.House.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.VisitState;
import dev.carillon.testing.TargetServer;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Time limits of tasks and of the whole workflow. */
class TimeoutTest extends InHouse {
  private static final String TIMEOUT = "https://serverlessworkflow.io/spec/1.0.0/errors/timeout";

  @Test
  void aWaitIsCutOffByTheLimitOfTheTaskAroundItAlsoOverARestart() {
    WorkflowId id = house.save("around", """
        - t:
            try:
              - block:
                  timeout: {after: PT10M}
                  do:
                    - rest: {wait: PT1H}
                    - never: {call: act, with: {do: never}}
            catch:
              do:
                - tell: {set: "${ $error }"}
        """);
    RunId run = house.start(id, "");
    Instant limit = clock.instant().plus(Duration.ofMinutes(10));
    assertThat(house.await(run, RunState.WAITING).wakeAt()).contains(limit);
    assertThat(visit(run, "/do/0/t/try[1]/0/block").deadline()).contains(limit);

    restart();
    house.moveBy(Duration.ofMinutes(9));
    assertThat(house.store.get(run).state()).isEqualTo(RunState.WAITING);
    house.moveBy(Duration.ofMinutes(1));

    Run ended = house.await(run, RunState.SUCCEEDED);
    assertThat(ended.output().get().get("type").textValue()).isEqualTo(TIMEOUT);
    assertThat(ended.output().get().get("status").intValue()).isEqualTo(408);
    assertThat(ended.output().get().get("instance").textValue()).isEqualTo("/do/0/t/try/0/block");
    assertThat(visit(run, "/do/0/t/try[1]/0/block").state()).isEqualTo(VisitState.FAULTED);
    assertThat(visit(run, "/do/0/t/try[1]/0/block/do/0/rest").state())
        .isEqualTo(VisitState.CANCELED);
    assertThat(called("never")).isZero();
  }

  @Test
  void theLimitOfATaskIsNotCaughtInsideTheTask() {
    WorkflowId id = house.save("inside", """
        - outer:
            timeout: {after: PT1M}
            try:
              - rest: {wait: PT1H}
            catch:
              do:
                - wrong: {set: {wrong: true}}
        """);
    RunId run = house.start(id, "");
    house.await(run, RunState.WAITING);
    house.moveBy(Duration.ofMinutes(1));

    Run retrying = house.await(run, RunState.RETRYING);
    assertThat(retrying.error().get().type()).isEqualTo(TIMEOUT);
    assertThat(retrying.error().get().instance()).contains("/do/0/outer");
  }

  @Test
  void aWaitHasALimitOfItsOwnAndOneThatEndsInTimeEndsWellHoweverLateWeCome() {
    WorkflowId id = house.save("own", """
        - t:
            try:
              - rest:
                  wait: PT1H
                  timeout: {after: PT1M}
            catch:
              do:
                - tell: {set: "${ $error.instance }"}
        - short:
            wait: PT1M
            timeout: {after: PT2M}
        """);
    RunId run = house.start(id, "");
    house.await(run, RunState.WAITING);
    house.moveBy(Duration.ofMinutes(1));
    org.awaitility.Awaitility.await()
        .until(() -> house.keys(run).contains("/do/1/short")
            && house.store.get(run).state() == RunState.WAITING);
    house.moveBy(Duration.ofHours(5));

    assertThat(house.await(run, RunState.SUCCEEDED).output().get().textValue())
        .isEqualTo("/do/0/t/try/0/rest");
  }

  @Test
  void aCallThatHangsIsCutOffAtTheLimitOfItsTask() {
    try (TargetServer hanging = TargetServer.thatHangs()) {
      WorkflowId id = house.save("call", """
          - t:
              try:
                - ask:
                    call: http
                    with: {method: get, endpoint: "%s"}
                    timeout: {after: {milliseconds: 300}}
              catch:
                errors: {with: {type: %s}}
                do:
                  - tell: {set: "${ $error.instance }"}
          """.formatted(hanging.uri("/"), TIMEOUT));

      assertThat(house.ended(id, "").output().get().textValue()).isEqualTo("/do/0/t/try/0/ask");
    }
  }

  @Test
  void whatTookTooLongHasFailedThoughItWasDone() {
    told.works.put("slow", any -> {
      clock.moveBy(Duration.ofSeconds(20));
      return json("1");
    });
    WorkflowId id = house.save("late", """
        - t:
            try:
              - slow:
                  call: act
                  with: {do: slow}
                  timeout: {after: PT10S}
            catch:
              do:
                - tell: {set: {late: true}}
        """);

    assertThat(house.ended(id, "").output().get()).isEqualTo(json("{\"late\":true}"));
  }

  @Test
  void theWorkflowsLimitEndsTheRunForGoodAlsoInAWaitAndOverARestart() {
    WorkflowId id = house.save("whole", "1.0.0", """
        - t:
            try:
              - rest: {wait: P1D}
            catch:
              do:
                - wrong: {set: {wrong: true}}
        """, "timeout: {after: PT1H}\n");
    RunId run = house.start(id, "");
    Instant limit = clock.instant().plus(Duration.ofHours(1));
    assertThat(house.await(run, RunState.WAITING).wakeAt()).contains(limit);
    restart();
    assertThat(house.store.get(run).deadline()).contains(limit);
    house.moveBy(Duration.ofHours(1));

    Run failed = house.await(run, RunState.FAILED);
    assertThat(failed.error().get().type()).isEqualTo(TIMEOUT);
    assertThat(failed.attempts()).isEqualTo(1);
    assertThat(visit(run, "/do/0/t/try[1]/0/rest").state()).isEqualTo(VisitState.CANCELED);
  }

  @Test
  void limitsThatHaveANamePassLikeOthers() {
    WorkflowId id = house.save("named", "1.0.0", """
        - t:
            try:
              - rest: {wait: P1D, timeout: short}
            catch:
              do:
                - again: {wait: P1D}
        """, """
        use:
          timeouts:
            short: {after: {minutes: 1}}
            whole: {after: PT1H}
        timeout: whole
        """);
    RunId run = house.start(id, "");
    house.await(run, RunState.WAITING);
    house.moveBy(Duration.ofMinutes(1));
    org.awaitility.Awaitility.await()
        .until(() -> house.keys(run).contains("/do/0/t/catch/0/again")
            && house.store.get(run).state() == RunState.WAITING);
    house.moveBy(Duration.ofMinutes(59));

    Run failed = house.await(run, RunState.FAILED);
    assertThat(visit(run, "/do/0/t/try[1]/0/rest").error().get().type()).isEqualTo(TIMEOUT);
    assertThat(failed.error().get().type()).isEqualTo(TIMEOUT);
    assertThat(failed.error().get().instance()).contains("/timeout");
  }

  @Test
  void noAttemptIsMadeThatWouldBeginAfterTheWorkflowsLimit() {
    told.works.put("bad", any -> {
      throw new IllegalStateException("not yet");
    });
    WorkflowId id = house.save("attempts", "1.0.0", """
        - bad: {call: act, with: {do: bad}}
        """, "timeout: {after: PT10S}\n");

    Run failed = house.ended(id, "");

    assertThat(failed.state()).isEqualTo(RunState.FAILED);
    assertThat(failed.error().get().detail().get()).contains("not yet");
    assertThat(failed.attempts()).isEqualTo(1);
  }

  @Test
  void aFurtherAttemptHasTheTasksWholeTimeAgain() {
    WorkflowId id = house.save("fresh", """
        - block:
            timeout: {after: PT1M}
            do:
              - first: {wait: PT50S}
              - second: {wait: PT50S}
        """);
    RunId run = house.start(id, "");
    house.await(run, RunState.WAITING);
    house.moveBy(Duration.ofSeconds(50));
    org.awaitility.Awaitility.await()
        .until(
            () -> house.keys(run).size() == 3 && house.store.get(run).state() == RunState.WAITING);
    house.moveBy(Duration.ofSeconds(10));
    house.await(run, RunState.RETRYING);
    house.moveBy(Duration.ofSeconds(13));
    house.await(run, RunState.WAITING);
    house.moveBy(Duration.ofSeconds(27));

    assertThat(house.await(run, RunState.SUCCEEDED).attempts()).isEqualTo(2);
  }
}
