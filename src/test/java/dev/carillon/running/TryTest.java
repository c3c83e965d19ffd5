package dev.carillon.running;

import static dev.carillon.running.House.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.VisitState;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetServer;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code raise}, {@code try}, {@code catch} and {@code retry}. */
class TryTest extends InHouse {
  private static final String RAISE_503 = """
      - fail:
          raise:
            error:
              type: https://example.com/errors/down
              status: 503
              title: Down
              detail: ${ "no " + .what }
      """;

  private static JsonNode fail() {
    throw new IllegalStateException("not yet");
  }

  private static String tried(String handler) {
    return "- t:\n    try:\n" + RAISE_503.indent(6) + "    catch:\n" + handler.indent(6);
  }

  @Test
  void raiseEndsInTheErrorThatItDescribes() {
    RunId id = house.start(house.save("raise", RAISE_503), "{\"what\":\"luck\"}");
    Run run = house.await(id, RunState.RETRYING);

    assertThat(ErrorValue.of(run.error().get())).isEqualTo(json("""
            {"type":"https://example.com/errors/down","status":503,"title":"Down",
             "detail":"no luck","instance":"/do/0/fail"}"""));
    assertThat(visit(run.id(), "/do/0/fail").state()).isEqualTo(VisitState.FAULTED);
  }

  @Test
  void whatIsCaughtIsHandledAndTheRunGoesOn() {
    WorkflowId id = house.save("caught", tried("""
        as: problem
        do:
          - tell:
              set: '${ {seen: $problem, input: .} }'
        """));

    Run run = house.ended(id, "{\"what\":\"luck\"}");

    assertThat(run.output().get().at("/seen/instance").asText()).isEqualTo("/do/0/t/try/0/fail");
    assertThat(run.output().get().at("/input/what").asText()).isEqualTo("luck");
    assertThat(house.keys(run.id()))
        .containsExactly("/do/0/t", "/do/0/t/try[1]/0/fail", "/do/0/t/catch/0/tell");
    assertThat(visit(run.id(), "/do/0/t").state()).isEqualTo(VisitState.COMPLETED);
  }

  @Test
  void whatIsCaughtAndNeitherTriedAgainNorHandledIsDropped() {
    Run run =
        house.ended(house.save("dropped", tried("errors: {with: {status: 503}}")), "{\"a\":1}");

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.output().get()).isEqualTo(json("{\"a\":1}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "errors: {with: {status: 503}} | true",
        "errors: {with: {status: 500}} | false",
        "errors: {with: {type: https://example.com/errors/down}} | true",
        "errors: {with: {type: https://example.com/errors/other}} | false",
        "errors: {with: {title: Down, details: no luck}} | true",
        "errors: {with: {title: Up}} | false",
        "errors: {with: {instance: /do/0/t/try/0/fail}} | true",
        "errors: {with: {instance: /do/0/t}} | false",
        "when: '${ $error.status >= 500 }' | true",
        "when: '${ $error.status < 500 }' | false",
        "exceptWhen: '${ .what == \"luck\" }' | false",
        "exceptWhen: '${ .what == \"money\" }' | true"
      })
  void onlyWhatTheFilterAndTheConditionsSayIsCaught(String handler, boolean caught) {
    WorkflowId id = house.save("filtered", tried(handler));
    RunId run = house.start(id, "{\"what\":\"luck\"}");

    house.await(run, caught ? RunState.SUCCEEDED : RunState.RETRYING);
  }

  @Test
  void anErrorInWhatHandlesGoesOutwardsAndAFurtherAttemptGoesOnThere() {
    WorkflowId id = house.save("outwards", tried("""
        do:
          - tell:
              call: act
              with: {do: tell, why: "${ $error.status }"}
        """));
    told.works.put("tell", any -> called("tell") == 1 ? fail() : any.arguments());
    RunId run = house.start(id, "{}");
    Run first = house.await(run, RunState.RETRYING);

    assertThat(first.error().get().instance()).contains("/do/0/t/catch/do/0/tell");
    Run ended = ended(run, Duration.ofSeconds(13));
    assertThat(ended.output().get().get("why").asInt()).isEqualTo(503);
    assertThat(told.keys).hasSize(2).containsOnly(run + "/do/0/t/catch/0/tell");
  }

  @Test
  void eachAttemptIsABlockOfItsOwnAndTheOutsideSeesOneKey() {
    told.works.put("work", any -> called("work") < 3 ? fail() : json("{\"ok\":true}"));
    WorkflowId id = house.save("again", """
        - t:
            try:
              - work: {call: act, with: {do: work}}
            catch:
              retry: {limit: {attempt: {count: 5}}}
        """);

    Run run = house.ended(id, "");

    assertThat(run.attempts()).isEqualTo(1);
    assertThat(run.output().get()).isEqualTo(json("{\"ok\":true}"));
    assertThat(house.keys(run.id()))
        .containsExactly(
            "/do/0/t", "/do/0/t/try[1]/0/work", "/do/0/t/try[2]/0/work", "/do/0/t/try[3]/0/work");
    assertThat(told.keys).hasSize(3).containsOnly(run.id() + "/do/0/t/try/0/work");
  }

  @Test
  void aPauseHoldsNothingSurvivesARestartAndIsNotMadeTwice() {
    told.works.put("work", any -> called("work") < 2 ? fail() : json("1"));
    WorkflowId id = house.save("pause", """
        - t:
            try:
              - work: {call: act, with: {do: work}}
            catch:
              retry: {delay: PT1H}
        """);
    RunId run = house.start(id, "");
    Instant wake = house.await(run, RunState.WAITING).wakeAt().get();
    assertThat(wake).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
    assertThat(visit(run, "/do/0/t").wakeAt()).contains(wake);

    restart();
    house.moveBy(Duration.ofMinutes(59));
    assertThat(house.store.get(run).state()).isEqualTo(RunState.WAITING);
    assertThat(house.store.get(run).wakeAt()).contains(wake);
    house.moveBy(Duration.ofMinutes(1));

    assertThat(house.await(run, RunState.SUCCEEDED).attempts()).isEqualTo(1);
    assertThat(called("work")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{constant: {}} | 10 | 10 | 10",
        "{linear: {}} | 10 | 20 | 30",
        "{exponential: {}} | 10 | 20 | 40"
      })
  void pausesGrowAsTheBackoffSays(String backoff, int first, int second, int third) {
    told.works.put("work", any -> fail());
    WorkflowId id = house.save("backoff", """
        - t:
            try:
              - work: {call: act, with: {do: work}}
            catch:
              retry:
                delay: {seconds: 10}
                backoff: %s
                jitter: {from: PT1S, to: PT1S}
                limit: {attempt: {count: 3}}
              do:
                - over: {set: {over: true}}
        """.formatted(backoff));
    RunId run = house.start(id, "");

    List<Long> pauses = new ArrayList<>();
    for (int retry = 1; retry <= 3; retry++) {
      int made = retry;
      Awaitility.await().until(() -> called("work") == made);
      Instant wake = house.await(run, RunState.WAITING).wakeAt().get();
      pauses.add(Duration.between(clock.instant(), wake).toSeconds());
      house.moveBy(Duration.between(clock.instant(), wake));
    }

    assertThat(pauses).containsExactly(first + 1L, second + 1L, third + 1L);
    assertThat(house.await(run, RunState.SUCCEEDED).output().get())
        .isEqualTo(json("{\"over\":true}"));
    assertThat(called("work")).isEqualTo(4);
  }

  @Test
  void jitterIsByChanceAndWithinItsBounds() {
    told.works.put("work", any -> fail());
    WorkflowId id = house.save("jitter", """
        - t:
            try:
              - work: {call: act, with: {do: work}}
            catch:
              retry: {delay: PT10S, jitter: {from: PT1S, to: PT1H}}
        """);

    List<Duration> pauses = Stream.generate(() -> house.start(id, ""))
        .limit(6)
        .map(run -> house.await(run, RunState.WAITING).wakeAt().orElseThrow())
        .map(wake -> Duration.between(clock.instant(), wake))
        .toList();

    assertThat(pauses)
        .allSatisfy(it ->
            assertThat(it).isBetween(Duration.ofSeconds(11), Duration.ofHours(1).plusSeconds(10)));
    assertThat(Set.copyOf(pauses)).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @CsvSource({"600, 600", "1, 10"})
  void aTryPausesForAsLongAsTheOtherSideAskedIfThatIsLonger(String asked, long pause) {
    var answers = List.of(
            TargetAnswer.of(503, "busy").with("Retry-After", asked), TargetAnswer.of(200, "fine"))
        .iterator();
    try (TargetServer busy = TargetServer.thatAnswers(any -> answers.next())) {
      RunId run = house.start(house.save("busy", """
          - t:
              try:
                - ask: {call: http, with: {method: get, endpoint: "%s"}}
              catch:
                retry: {delay: PT10S, limit: {attempt: {count: 1}}}
          """.formatted(busy.uri("/"))), "");
      assertThat(house.await(run, RunState.WAITING).wakeAt())
          .contains(clock.instant().plusSeconds(pause));
      house.moveBy(Duration.ofSeconds(pause));

      assertThat(house.await(run, RunState.SUCCEEDED).output()).contains(json("\"fine\""));
    }
  }

  @Test
  void noRetryBeginsAfterTheDurationOfThePolicy() {
    told.works.put("work", any -> fail());
    WorkflowId id = house.save("duration", """
        - t:
            try:
              - work: {call: act, with: {do: work}}
            catch:
              retry: {delay: PT40S, limit: {duration: PT1M}}
              do:
                - over: {set: {over: true}}
        """);
    RunId run = house.start(id, "");
    house.await(run, RunState.WAITING);
    house.moveBy(Duration.ofSeconds(40));

    house.await(run, RunState.SUCCEEDED);
    assertThat(called("work")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "$problem.status == 500, false, 3",
    "$problem.status == 404, false, 1",
    "$problem.status == 500, ($error.detail | contains(\"not yet\")), 1",
  })
  void aPolicyMayLookAtTheError(String when, String exceptWhen, int calls) {
    told.works.put("work", any -> fail());
    WorkflowId id = house.save("when", """
        - t:
            try:
              - work: {call: act, with: {do: work}}
            catch:
              as: problem
              retry:
                when: ${ %s }
                exceptWhen: ${ %s }
                limit: {attempt: {count: 2}}
              do:
                - over: {set: {over: true}}
        """.formatted(when, exceptWhen));

    assertThat(house.ended(id, "").state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(called("work")).isEqualTo(calls);
  }

  @Test
  void whenRetriesAreSpentAndNobodyHandlesItTheErrorGoesOutwards() {
    told.works.put("work", any -> fail());
    WorkflowId id = house.save("spent", """
        - t:
            try:
              - work: {call: act, with: {do: work}}
            catch:
              retry: {limit: {attempt: {count: 2}}}
        """);
    RunId run = house.start(id, "");
    house.await(run, RunState.RETRYING);

    assertThat(called("work")).isEqualTo(3);
    assertThat(visit(run, "/do/0/t").state()).isEqualTo(VisitState.FAULTED);
    told.works.remove("work");
    assertThat(ended(run, Duration.ofSeconds(13)).attempts()).isEqualTo(2);
    assertThat(house.keys(run))
        .containsExactly(
            "/do/0/t", "/do/0/t/try[1]/0/work", "/do/0/t/try[2]/0/work", "/do/0/t/try[3]/0/work");
  }

  @Test
  void anAttemptThatTakesTooLongIsGivenUpAndTheNextOneBegins() {
    WorkflowId id = house.save("slow", """
        - t:
            try:
              - count: {call: act, with: {do: count}}
              - slow:
                  if: ${ $steps.count == 1 }
                  wait: PT1H
            catch:
              retry: {limit: {attempt: {duration: PT10M}}}
        """);
    told.works.put("count", any -> json(String.valueOf(called("count"))));
    RunId run = house.start(id, "");
    Run waiting = house.await(run, RunState.WAITING);
    assertThat(waiting.wakeAt()).contains(clock.instant().plus(Duration.ofMinutes(10)));
    house.moveBy(Duration.ofMinutes(10));

    assertThat(house.await(run, RunState.SUCCEEDED).output().get()).isEqualTo(json("2"));
    assertThat(visit(run, "/do/0/t/try[1]/1/slow").state()).isEqualTo(VisitState.CANCELED);
  }

  @Test
  void anErrorOfAnExpressionIsCaughtToo() {
    WorkflowId id = house.save("expression", """
        - t:
            try:
              - bad: {set: "${ .a | keys }"}
            catch:
              errors: {with: {type: https://serverlessworkflow.io/spec/1.0.0/errors/expression}}
              do:
                - tell: {set: {caught: true}}
        """);

    assertThat(house.ended(id, "{\"a\":1}").output().get()).isEqualTo(json("{\"caught\":true}"));
  }

  @Test
  void aTryWithinATryLeavesToTheOuterOneWhatItDoesNotCatch() {
    WorkflowId id = house.save("nested", """
        - outer:
            try:
              - inner:
                  try:
                    - fail:
                        raise: {error: {type: https://example.com/x, status: 418}}
                  catch:
                    errors: {with: {status: 500}}
            catch:
              errors: {with: {status: 418}}
              do:
                - tell: {set: {caught: outer}}
        """);

    Run run = house.ended(id, "");

    assertThat(run.output().get()).isEqualTo(json("{\"caught\":\"outer\"}"));
    assertThat(visit(run.id(), "/do/0/outer/try[1]/0/inner").state()).isEqualTo(VisitState.FAULTED);
  }

  @Test
  void afterACrashBehindAFailureTheFailureIsRememberedAndTheWorkNotDoneAgain() {
    told.works.put("work", any -> fail());
    WorkflowId id = house.save("crash", """
        - t:
            try:
              - work: {call: act, with: {do: work}}
            catch:
              do:
                - stop: {call: act, with: {do: stop}}
                - tell: {set: {handled: true}}
        """);
    told.works.put("stop", told.crash);
    RunId run = house.start(id, "");
    Awaitility.await().until(() -> called("stop") == 1);
    told.works.remove("stop");

    restart();
    expireLeases();

    assertThat(house.await(run, RunState.SUCCEEDED).output().get())
        .isEqualTo(json("{\"handled\":true}"));
    assertThat(called("work")).isEqualTo(1);
    assertThat(called("stop")).isEqualTo(2);
  }
}
