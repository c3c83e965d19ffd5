package dev.carillon.rest;

import static dev.carillon.rest.Rung.WEBHOOK;
import static dev.carillon.rest.Rung.statuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.Run;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.schedule.Wording;
import dev.carillon.testing.Together;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.FakeReply;
import dev.carillon.workflow.WorkflowId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes over one PostgreSQL: whichever of them QStash reaches, there is one run and one row. */
class QStashTwoNodesTest {
  private static final Duration HOLD = Duration.ofSeconds(20);
  private static final String PASS = "- pass: { call: gate }";
  private static final String FAILURE = "/api/qstash/failure";
  private static final Gate GATE = new Gate();

  private static RungHouse left;
  private static RungHouse right;

  @BeforeAll
  static void open() throws Exception {
    DatabaseAddress address = TestDatabases.postgres();
    left = RungHouse.over(address, HOLD, GATE);
    right = left.another(address, HOLD, GATE);
  }

  @AfterEach
  void rest() {
    GATE.reset();
    left.qstash.reaches(RungHouse.BASE + WEBHOOK, left.place(WEBHOOK));
    left.qstash.reaches(RungHouse.BASE + FAILURE, left.place(FAILURE));
    left.qstash.firesLate(Duration.ZERO);
    left.rest();
  }

  @AfterAll
  static void close() throws Exception {
    GATE.reset();
    right.close();
    left.close();
  }

  private static void inTurn(String route) {
    left.qstash.answersFor(
        RungHouse.BASE + route, Balancer.inTurn(left.place(route), right.place(route)));
  }

  private static void atOnce(String route) {
    left.qstash.answersFor(
        RungHouse.BASE + route, Balancer.atOnce(left.place(route), right.place(route)));
    left.qstash.fails(Failure.DOUBLE_DELIVERY).forPath(route);
  }

  private static JsonNode body(Attempt attempt) {
    return Rung.body(attempt);
  }

  /** The due time has one row, and that run is the only one there is. */
  private static Run theOneRun(WorkflowId id, Instant due) {
    Run run = left.run(id);
    assertThat(right.run(id)).isEqualTo(run);
    assertThat(left.occurrences(id)).extracting(Occurrence::dueTime).containsExactly(due);
    assertThat(left.occurrence(id, due))
        .hasValueSatisfying(it -> assertThat(it.verdict()).isEqualTo(Verdict.RAN))
        .hasValueSatisfying(it -> assertThat(it.run()).contains(run.id()));
    return run;
  }

  @Test
  void theSameMessageAtBothAtOnceMakesOneRunThatBothAreAnsweredWith() {
    WorkflowId id = left.hourly("both", PASS);
    Instant due = left.hour();
    GATE.closed = new CountDownLatch(1);
    atOnce(WEBHOOK);
    CompletableFuture<Void> opener = CompletableFuture.runAsync(() -> {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> left.runs(id).size() == 1
              && left.answers(left.runs(id).get(0).id()).size() == 2);
      GATE.closed.countDown();
    });

    List<Attempt> attempts = left.fire();

    assertThat(opener).succeedsWithin(Duration.ofSeconds(30));
    Run run = theOneRun(id, due);
    assertThat(statuses(attempts)).containsExactly(200, 200);
    assertThat(attempts)
        .allMatch(it -> body(it).get("runId").asText().equals(run.id().value()));
    assertThat(attempts).filteredOn(it -> body(it).has("duplicate")).hasSize(1);
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.attempts()).isEqualTo(1);
    assertThat(GATE.calls("")).isEqualTo(1);
    assertThat(left.answers(run.id())).containsExactly(200, 200);
  }

  @Test
  void aRetryThatLandsOnTheOtherNodeIsADuplicate() {
    WorkflowId id = left.hourly("lost-answer", PASS);
    Instant due = left.hour();
    inTurn(WEBHOOK);
    left.qstash.fails(Failure.LOSES_ANSWER);

    left.fire();
    List<Attempt> again = left.after(Duration.ofSeconds(20));

    Run run = theOneRun(id, due);
    assertThat(statuses(again)).containsExactly(200);
    assertThat(body(again.get(0)).get("duplicate").asBoolean()).isTrue();
    assertThat(body(again.get(0)).get("runId").asText()).isEqualTo(run.id().value());
    assertThat(run.attempts()).isEqualTo(1);
    assertThat(GATE.calls("")).isEqualTo(1);
  }

  @Test
  void aRetryThatLandsOnTheOtherNodeGoesOnAtTheStepThatFailed() {
    WorkflowId id = left.hourly("failed-there", """
        - one: { call: gate, with: { name: one } }
        - two: { call: gate }
        """);
    Instant due = left.hour();
    inTurn(WEBHOOK);
    GATE.failures.set(1);

    List<Attempt> first = left.fire();
    List<Attempt> again = left.after(Duration.ofSeconds(20));

    assertThat(statuses(first)).containsExactly(500);
    assertThat(statuses(again)).containsExactly(200);
    Run run = theOneRun(id, due);
    assertThat(run.attempts()).isEqualTo(2);
    assertThat(GATE.calls("one")).isEqualTo(1);
    assertThat(GATE.calls("")).isEqualTo(2);
  }

  @Test
  void aTokenThatOneNodeTookIsNoneForAnotherMessageAtTheOther() throws Exception {
    WorkflowId id = left.hourly("captured", PASS);
    String sent = left.qstash.schedule("carillon." + id.folded()).body();
    left.clock.moveTo(left.hour());
    String token = left.token(WEBHOOK, sent);

    HttpResponse<String> first = left.deliver(WEBHOOK, sent, "msg_c1", 0, token);
    HttpResponse<String> again = right.deliver(WEBHOOK, sent, "msg_c1", 0, token);
    HttpResponse<String> captured = right.deliver(WEBHOOK, sent, "msg_c2", 0, token);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(captured.statusCode()).isEqualTo(401);
    assertThat(left.run(id).attempts()).isEqualTo(1);
  }

  @Test
  void aMessageAtOneNodeAndTheStandbyOfTheOtherAtOnceMakeOneRun() throws Exception {
    WorkflowId id = left.hourly("standby-there", PASS);
    Instant due = left.hour();
    left.look();
    left.qstash.firesLate(Wording.GRACE);
    left.passTo(due.plus(Wording.GRACE).minusSeconds(1));
    right.watch.tick();
    left.clock.moveTo(due.plus(Wording.GRACE));
    List<Callable<List<Attempt>>> all = List.of(
        left.qstash::deliverDue,
        () -> {
          left.watch.tick();
          return List.of();
        },
        () -> {
          right.watch.tick();
          return List.of();
        });

    List<List<Attempt>> attempts = Together.call(3, all::get);
    left.settle();

    assertThat(statuses(attempts.get(0))).containsExactly(200);
    assertThat(theOneRun(id, due).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(GATE.calls("")).isEqualTo(1);
  }

  @Test
  void bothStandbysAtOnceRingOnce() throws Exception {
    WorkflowId id = left.hourly("standbys", PASS);
    Instant due = left.hour();
    left.look();
    left.qstash.fails(Failure.DROPS_FIRES);
    left.passTo(due.plus(Wording.GRACE).minusSeconds(1));
    right.watch.tick();
    left.clock.moveTo(due.plus(Wording.GRACE));
    List<RungHouse> nodes = List.of(left, right);

    Together.call(2, number -> () -> {
      nodes.get(number).watch.tick();
      return true;
    });
    left.settle();

    assertThat(theOneRun(id, due).trigger()).isEqualTo(Trigger.STANDBY);
    assertThat(GATE.calls("")).isEqualTo(1);
  }

  @Test
  void aFailureCallbackAtBothAtOnceIsWrittenOnce() throws Exception {
    WorkflowId id = left.hourly("told-both", PASS, Map.of("retries", "0", "standby", "off"));
    Instant due = left.hour();
    left.look();
    left.qstash.answersFor(RungHouse.BASE + WEBHOOK, any -> FakeReply.of(502, "no way"));
    atOnce(FAILURE);

    left.passTo(due.plus(Wording.GRACE));

    assertThat(left.occurrences(id)).hasSize(1);
    Occurrence missed = left.occurrence(id, due).orElseThrow();
    assertThat(missed.verdict()).isEqualTo(Verdict.MISSED);
    assertThat(missed.detail()).contains("QStash gave it up after 1 attempt: 502, no way");
    JsonNode letters =
        RungHouse.json(right.get("/api/dead-letters?workflow=" + id)).get("items");
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).get("dlqId").asText())
        .isEqualTo(missed.deadLetter().orElseThrow());
  }
}
