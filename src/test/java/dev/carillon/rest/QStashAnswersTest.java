package dev.carillon.rest;

import static dev.carillon.rest.Rung.WEBHOOK;
import static dev.carillon.rest.Rung.body;
import static dev.carillon.rest.Rung.statuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.jdbc.JdbcDeliveryLog;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.run.Backoff;
import dev.carillon.run.Run;
import dev.carillon.run.Run.Ownership;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetServer;
import dev.carillon.testing.Together;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.testing.qstash.DeadLetter;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.HeldMessage.State;
import dev.carillon.workflow.WorkflowId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What QStash is answered, and what it does then: each line of the table of answers. */
class QStashAnswersTest {
  private static final String PASS = "- pass: { call: gate }";

  @RegisterExtension
  static final Rung RUNG = Rung.holding(Duration.ofSeconds(20));

  // ---- 200

  @Test
  void finishedIsTwoHundred() {
    WorkflowId id = RUNG.at().hourly("finished", PASS);
    Instant due = RUNG.at().hour();

    List<Attempt> attempts = RUNG.at().fire();

    assertThat(statuses(attempts)).containsExactly(200);
    assertThat(body(attempts.get(0)).get("verdict").asText()).isEqualTo("succeeded");
    assertThat(RUNG.message(attempts.get(0)).state()).isEqualTo(State.DELIVERED);
    Run run = RUNG.at().run(id);
    assertThat(run.dueTime()).contains(due);
    assertThat(run.trigger()).isEqualTo(Trigger.CRON);
    assertThat(RUNG.at().occurrence(id, due).orElseThrow().run()).contains(run.id());
  }

  @Test
  void parkedInAWaitIsTwoHundredAndGoesOnByItself() {
    WorkflowId id = RUNG.at().hourly("parked", """
        - rest: { wait: PT20M }
        - pass: { call: gate }
        """);

    List<Attempt> attempts = RUNG.at().fire();

    assertThat(statuses(attempts)).containsExactly(200);
    assertThat(body(attempts.get(0)).get("verdict").asText()).isEqualTo("waiting");
    assertThat(RUNG.at().run(id).ownership()).isEqualTo(Ownership.OURS);
    RUNG.at().house.moveBy(Duration.ofMinutes(20));
    RUNG.at().await(id, RunState.SUCCEEDED);
  }

  // ---- 500

  @Test
  void aRunThatFailsTwiceAtItsThirdStepIsOneRunWithThreeAttempts() {
    WorkflowId id = RUNG.at().hourly("third-step", """
        - one: { call: gate, with: { name: one } }
        - two: { call: gate, with: { name: two } }
        - three: { call: gate }
        """);
    RUNG.gate.failures.set(2);
    Instant due = RUNG.at().hour();

    RUNG.at().fire();
    List<Attempt> retries = RUNG.at().after(Duration.ofMinutes(3));

    Attempt first = RUNG.of(RUNG.at().run(id).message().orElseThrow().value()).get(0);
    assertThat(first.status()).isEqualTo(500);
    assertThat(statuses(retries)).containsExactly(500, 200);
    assertThat(Duration.between(due, retries.get(0).at())).isEqualTo(Backoff.after(1));
    assertThat(Duration.between(due, retries.get(1).at()))
        .isEqualTo(Backoff.after(1).plus(Backoff.after(2)));
    Run run = RUNG.at().run(id);
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.attempts()).isEqualTo(3);
    assertThat(RUNG.at().answers(run.id())).containsExactly(500, 500, 200);
    assertThat(RUNG.gate.calls("one")).isEqualTo(1);
    assertThat(RUNG.gate.calls("two")).isEqualTo(1);
    assertThat(RUNG.gate.calls("")).isEqualTo(3);
    assertThat(body(retries.get(1)).has("duplicate")).isFalse();
  }

  @Test
  void aPauseThatTheOtherSideAsksForIsHandedOnToQStash() throws Exception {
    try (TargetServer busy = TargetServer.thatAnswers(
        request -> TargetAnswer.of(503, "busy").with("Retry-After", "600"))) {
      WorkflowId id = RUNG.at().hourly("busy", """
          - ask: { call: http, with: { method: get, endpoint: '%s' } }
          """.formatted(busy.uri("/")));
      Instant due = RUNG.at().hour();

      List<Attempt> first = RUNG.at().fire();
      Run retrying = RUNG.at().run(id);
      List<Attempt> second = RUNG.at().after(Duration.ofMinutes(11));

      assertThat(statuses(first)).containsExactly(500);
      assertThat(statuses(second)).containsExactly(500);
      assertThat(Duration.between(due, second.get(0).at()))
          .isBetween(Duration.ofSeconds(600), Duration.ofSeconds(602));
      assertThat(retrying.wakeAt()).contains(due.plusSeconds(660));
    }
  }

  @Test
  void theSchedulesOwnPausesGovernQStashAndUs() {
    WorkflowId id =
        RUNG.at().hourly("own-pauses", PASS, Map.of("retryDelay", "1000 * 60 * (1 + retried)"));
    RUNG.gate.failures.set(2);
    Instant due = RUNG.at().hour();

    RUNG.at().fire();
    assertThat(RUNG.at().run(id).wakeAt()).contains(due.plusSeconds(120));
    List<Attempt> retries = RUNG.at().after(Duration.ofMinutes(4));

    assertThat(retries)
        .extracting(it -> Duration.between(due, it.at()).toSeconds())
        .containsExactly(60L, 180L);
    assertThat(RUNG.at().run(id).state()).isEqualTo(RunState.SUCCEEDED);
  }

  // ---- 489

  @Test
  void theLastAttemptThatFailsLandsInTheDeadLettersAndShowsAsFailed() throws Exception {
    WorkflowId id = RUNG.at().hourly("last", PASS, Map.of("retries", "1"));
    RUNG.gate.failures.set(99);

    RUNG.at().fire();
    List<Attempt> rest = RUNG.at().after(Duration.ofMinutes(1));

    assertThat(rest.get(0).status()).isEqualTo(489);
    assertThat(rest.get(0).reply().orElseThrow().headers())
        .containsKey("Upstash-Nonretryable-Error");
    Run run = RUNG.at().run(id);
    assertThat(run.state()).isEqualTo(RunState.FAILED);
    DeadLetter dead = RUNG.lastDeadLetter();
    assertThat(dead.message().id()).isEqualTo(run.message().orElseThrow().value());
    // The failure callback came, too.
    assertThat(rest.get(1).url()).endsWith("/api/qstash/failure");
    assertThat(rest.get(1).isDelivered()).isTrue();
    JsonNode shown = RUNG.letters(id).get(0);
    assertThat(shown.get("dlqId").asText()).isEqualTo(dead.id());
    assertThat(shown.get("runId").asText()).isEqualTo(run.id().value());
    assertThat(shown.get("runState").asText()).isEqualTo("failed");
    assertThat(shown.get("detail").asText()).contains("not yet");
  }

  @Test
  void whatIsNotWorthAnotherAttemptIsGivenUpAtOnce() {
    WorkflowId id = RUNG.at().hourly("hopeless", "- break: { set: '${ error(\"broken\") }' }");

    List<Attempt> attempts = RUNG.at().fire();

    assertThat(attempts.get(0).status()).isEqualTo(489);
    assertThat(RUNG.message(attempts.get(0)).state()).isEqualTo(State.FAILED);
    assertThat(RUNG.at().run(id).attempts()).isEqualTo(1);
  }

  @Test
  void aWorkflowThatIsNotThereAnyMoreIsGivenUpAtOnce() throws Exception {
    WorkflowId id = RUNG.at().hourly("orphan", PASS);
    String body = RUNG.bodyOf(id);
    RUNG.at().house.scheduling.remove(id, true);

    HttpResponse<String> answer = RUNG.at().deliver(WEBHOOK, body, "msg_orphan", 0);

    assertThat(answer.statusCode()).isEqualTo(489);
    assertThat(answer.headers().firstValue("Upstash-NonRetryable-Error")).contains("true");
    assertThat(RungHouse.json(answer).get("detail").asText()).contains("no workflow orphan");
  }

  @Test
  void whatAnotherInstallationSentIsGivenUpAtOnce() throws Exception {
    WorkflowId id = RUNG.at().hourly("copied", PASS);
    String theirs = RUNG.bodyOf(id).replace(RUNG.at().installation(), "another");

    HttpResponse<String> answer = RUNG.at().deliver(WEBHOOK, theirs, "msg_theirs", 0);

    assertThat(answer.statusCode()).isEqualTo(489);
    assertThat(answer.body()).contains("another installation");
    assertThat(RUNG.at().runs(id)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 1001})
  void whatIsNestedTooDeepForAnyTaskIsGivenUpAtOnceAndKept(int levels) throws Exception {
    WorkflowId id = RUNG.at().hourly("deep-" + levels, PASS);
    String deep = "[".repeat(levels) + "7" + "]".repeat(levels);

    HttpResponse<String> answer =
        RUNG.at().deliver("/api/jobs/" + id, deep, "msg_deep_" + levels, 0);

    assertThat(answer.statusCode()).isEqualTo(489);
    assertThat(RungHouse.json(answer).get("detail").asText()).contains("levels", "make it flatter");
    assertThat(RUNG.at().runs(id)).isEmpty();
    assertThat(new JdbcDeliveryLog(RUNG.at().house.database).list(Optional.empty(), 1))
        .first()
        .matches(it -> it.verdict().equals(Optional.of(Verdict.REFUSED)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e309", "1e-99999999999"})
  void aNumberThatIsOutOfReachIsGivenUpAtOnce(String number) throws Exception {
    WorkflowId id = RUNG.at().hourly("reach", PASS);

    for (String route : List.of("/api/jobs/" + id, WEBHOOK)) {
      var answer = RUNG.at().deliver(route, "{\"n\": " + number + "}", number + route, 0);
      assertThat(answer.statusCode()).isEqualTo(489);
      assertThat(answer.body()).contains(number + " is out of reach");
    }
  }

  // ---- the same message again

  @Test
  void anAnswerThatIsLostComesAgainAsADuplicate() {
    WorkflowId id = RUNG.at().hourly("lost-answer", PASS);
    RUNG.at().qstash.fails(Failure.LOSES_ANSWER);

    RUNG.at().fire();
    List<Attempt> again = RUNG.at().after(Duration.ofSeconds(20));

    assertThat(statuses(again)).containsExactly(200);
    assertThat(body(again.get(0)).get("duplicate").asBoolean()).isTrue();
    assertThat(body(again.get(0)).get("runId").asText())
        .isEqualTo(RUNG.at().run(id).id().value());
    assertThat(RUNG.gate.calls("")).isEqualTo(1);
    assertThat(RUNG.at().run(id).attempts()).isEqualTo(1);
  }

  @Test
  void whoGivesUpBeforeWeAnswerAndComesAgainWaitsForTheSameRun() {
    WorkflowId id = RUNG.at().hourly("given-up", PASS);
    RUNG.at().qstash.fails(Failure.GIVES_UP);
    RUNG.gate.closed = new CountDownLatch(1);

    RUNG.at().fire();
    RUNG.at().await(id, RunState.RUNNING);
    CompletableFuture<Void> opener = CompletableFuture.runAsync(() -> {
      await().until(() -> RUNG.at().answers(RUNG.at().run(id).id()).size() == 2);
      RUNG.gate.closed.countDown();
    });
    List<Attempt> again = RUNG.at().after(Duration.ofSeconds(20));

    assertThat(opener).succeedsWithin(Duration.ofSeconds(30));
    assertThat(statuses(again)).containsExactly(200);
    assertThat(body(again.get(0)).get("duplicate").asBoolean()).isTrue();
    assertThat(RUNG.at().run(id).attempts()).isEqualTo(1);
    assertThat(RUNG.gate.calls("")).isEqualTo(1);
  }

  @Test
  void twoAtOnceMakeOneRun() throws Exception {
    WorkflowId id = RUNG.at().hourly("twice", PASS);
    RUNG.at().qstash.fails(Failure.DOUBLE_DELIVERY);

    RUNG.at().fire();

    assertThat(RUNG.at().runs(id)).hasSize(1);
    assertThat(RUNG.at().answers(RUNG.at().run(id).id())).containsExactly(200, 200);
    assertThat(RUNG.gate.calls("")).isEqualTo(1);
  }

  @Test
  void eightAtOnceMakeOneRunAndAreAllAnsweredWithIt() throws Exception {
    WorkflowId id = RUNG.at().hourly("eight", PASS);
    String body = RUNG.bodyOf(id);
    RUNG.at().clock.moveTo(RUNG.at().hour());

    List<HttpResponse<String>> answers =
        Together.call(8, () -> RUNG.at().deliver(WEBHOOK, body, "msg_eight", 0));

    assertThat(RUNG.at().runs(id)).hasSize(1);
    assertThat(answers).allMatch(it -> it.statusCode() == 200);
    assertThat(answers).filteredOn(it -> !RungHouse.json(it).has("duplicate")).hasSize(1);
    assertThat(RUNG.gate.calls("")).isEqualTo(1);
  }

  @Test
  void aTokenThatComesAgainGetsItsAnswerAndWithAnotherIdNone() throws Exception {
    WorkflowId id = RUNG.at().hourly("replayed", PASS);
    String body = RUNG.bodyOf(id);
    RUNG.at().clock.moveTo(RUNG.at().hour());
    RUNG.gate.failures.set(1);
    String token = RUNG.at().token(WEBHOOK, body);
    HttpResponse<String> first = RUNG.at().deliver(WEBHOOK, body, "msg_r1", 0, token);

    HttpResponse<String> again = RUNG.at().deliver(WEBHOOK, body, "msg_r1", 0, token);
    HttpResponse<String> captured = RUNG.at().deliver(WEBHOOK, body, "msg_r2", 0, token);

    assertThat(first.statusCode()).isEqualTo(500);
    assertThat(again.statusCode()).isEqualTo(500);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(captured.statusCode()).isEqualTo(401);
    assertThat(RUNG.at().run(id).attempts()).isEqualTo(1);
  }

  // ---- skipped

  @Test
  void whatIsPausedHereIsSkippedWhateverQStashDoes() {
    WorkflowId id = RUNG.at().hourly("paused", PASS);
    String name = "carillon." + id.folded();
    Instant due = RUNG.at().hour();
    RUNG.at().pauseHere(id);
    if (RUNG.at().qstash.schedule(name).paused()) {
      RUNG.at().qstash.console().resume(name);
    }

    List<Attempt> attempts = RUNG.at().fire();

    assertThat(statuses(attempts)).containsExactly(200);
    assertThat(body(attempts.get(0)).get("verdict").asText()).isEqualTo("skipped");
    assertThat(body(attempts.get(0)).get("detail").asText()).contains("paused");
    assertThat(RUNG.at().runs(id)).isEmpty();
    assertThat(RUNG.at().occurrence(id, due).orElseThrow().verdict())
        .isEqualTo(Occurrence.Verdict.SKIPPED);
  }

  @Test
  void whatFindsAnEarlierRunAtWorkIsSkipped() {
    WorkflowId id = RUNG.at().hourly("overlap", "- rest: { wait: PT2H }");
    RUNG.at().fire();

    List<Attempt> second = RUNG.at().fire();

    assertThat(statuses(second)).containsExactly(200);
    assertThat(body(second.get(0)).get("verdict").asText()).isEqualTo("skipped");
    assertThat(RUNG.at().runs(id)).hasSize(1);
    RUNG.at().house.runs.cancel(RUNG.at().run(id).id(), "the test is over");
  }

  @Test
  void whatStillRingsAfterItWasSwitchedOffIsSkipped() throws Exception {
    WorkflowId id = RUNG.at().hourly("switched-off", PASS);
    String body = RUNG.bodyOf(id);
    RUNG.at().house.scheduling.deactivate(id);
    RUNG.at().clock.moveTo(RUNG.at().hour());

    HttpResponse<String> answer = RUNG.at().deliver(WEBHOOK, body, "msg_off", 0);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(RungHouse.json(answer).get("verdict").asText()).isEqualTo("skipped");
    assertThat(RUNG.at().runs(id)).isEmpty();
  }

  // ---- 503

  @Test
  void withTheDatabaseAwayQStashIsToldToComeNoSoonerAndNoAttemptIsBurnt() {
    WorkflowId id = RUNG.at().hourly("no-database", PASS, Map.of("catchUp", "all"));
    Instant due = RUNG.at().hour();
    RUNG.at().house.database.close();

    List<Attempt> first = RUNG.at().fire();
    List<Attempt> more = RUNG.at().after(Duration.ofMinutes(3));
    RUNG.at().house.database.open();
    List<Attempt> last = RUNG.at().after(Duration.ofMinutes(31));

    assertThat(statuses(first)).containsExactly(503);
    assertThat(statuses(more)).containsExactly(503, 503);
    assertThat(more)
        .extracting(it -> Duration.between(due, it.at()).toSeconds())
        .containsExactly(13L, 162L);
    assertThat(last.get(0).status()).isEqualTo(200);
    Run run = RUNG.at().run(id);
    assertThat(run.attempts()).isEqualTo(1);
    assertThat(run.dueTime()).contains(due);
    assertThat(run.provisional()).isFalse();
  }
}
