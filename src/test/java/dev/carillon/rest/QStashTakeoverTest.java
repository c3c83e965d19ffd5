package dev.carillon.rest;

import static dev.carillon.rest.Rung.WEBHOOK;
import static dev.carillon.rest.Rung.statuses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.run.Backoff;
import dev.carillon.run.Run;
import dev.carillon.run.Run.Ownership;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.running.Arrivals;
import dev.carillon.running.House;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.workflow.WorkflowId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who brings the next attempt of a run whose message QStash does not bring any more. */
class QStashTakeoverTest {
  private static final String PASS = "- pass: { call: gate }";

  @RegisterExtension
  static final Rung RUNG = Rung.holding(Duration.ofSeconds(20));

  @Test
  void anAttemptThatQStashDoesNotBringIsTakenOver() {
    WorkflowId id = RUNG.at().hourly("forgotten", PASS);
    RUNG.gate.failures.set(1);
    List<Attempt> first = RUNG.at().fire();
    RUNG.at().client.cancelMessage(first.get(0).messageId());

    RUNG.at().house.moveBy(Backoff.after(1).plusSeconds(59));
    assertThat(RUNG.at().run(id).state()).isEqualTo(RunState.RETRYING);
    RUNG.at().house.moveBy(Duration.ofSeconds(2));

    Run run = RUNG.at().await(id, RunState.SUCCEEDED);
    assertThat(run.ownership()).isEqualTo(Ownership.OURS);
    assertThat(run.attempts()).isEqualTo(2);
  }

  @Test
  void anAttemptForWhichARunOfItsScheduleMakesWayIsTakenOverToo() throws Exception {
    RUNG.at().clock.moveTo(RUNG.at().hour().plusSeconds(30));
    WorkflowId id = RUNG.at().scheduled("made-way", "* * * * *", PASS, Map.of());
    RUNG.gate.failures.set(1);
    Attempt first = RUNG.at().after(Duration.ofSeconds(30)).get(0);
    RUNG.at().client.cancelMessage(first.messageId());
    RunId waiting = RUNG.at().run(id).id();
    RUNG.gate.closed = new CountDownLatch(1);
    RUNG.at().clock.moveBy(Duration.ofMinutes(1));
    RUNG.at().house.hand(Arrivals.of(RUNG.at().house, id).message("msg_second").build());
    Awaitility.await().until(() -> RUNG.gate.calls("") == 2);

    RUNG.at().house.moveBy(Backoff.after(1).plusSeconds(61));
    assertThat(RUNG.at().house.store.get(waiting).state()).isEqualTo(RunState.RETRYING);
    RUNG.gate.closed.countDown();

    Run run = RUNG.at().house.await(waiting, RunState.SUCCEEDED);
    assertThat(run.ownership()).isEqualTo(Ownership.OURS);
    assertThat(run.attempts()).isEqualTo(2);
  }

  @Test
  void whatQStashGivesUpBeforeItsRunIsDoneIsOursFromThenOn() throws Exception {
    WorkflowId id = RUNG.at().hourly("adopted", PASS, Map.of("retries", "1"));
    RUNG.gate.failures.set(1);
    RUNG.at().qstash.fails(Failure.UNREACHABLE);
    RUNG.at().fire();

    List<Attempt> rest = RUNG.at().after(Duration.ofSeconds(20));

    // Its second and last attempt was our first.
    assertThat(statuses(rest)).containsExactly(500, 202);
    assertThat(rest.get(1).url()).endsWith("/api/qstash/failure");
    Run adopted = RUNG.at().run(id);
    assertThat(adopted.ownership()).isEqualTo(Ownership.OURS);
    assertThat(adopted.state()).isEqualTo(RunState.RETRYING);
    assertThat(RUNG.letters(id).get(0).get("runState").asText()).isEqualTo("retrying");
    String dlqId = RUNG.letters(id).get(0).get("dlqId").asText();
    assertThat(RUNG.at().post("/api/dead-letters/" + dlqId + "/retry").statusCode())
        .isEqualTo(409);
    RUNG.at().house.moveBy(Duration.ofSeconds(150));
    Run done = RUNG.at().await(id, RunState.SUCCEEDED);
    assertThat(done.attempts()).isEqualTo(2);
    assertThat(RUNG.letters(id).get(0).get("recoveredBy").asText())
        .isEqualTo(done.id().value());
  }

  @Test
  void aLateAttemptOfQStashsFindsWhatWeDidMeanwhile() throws Exception {
    WorkflowId id = RUNG.at().hourly("late-attempt", PASS);
    RUNG.gate.failures.set(1);
    List<Attempt> first = RUNG.at().fire();
    RUNG.at().client.cancelMessage(first.get(0).messageId());
    RUNG.at().house.moveBy(Backoff.after(1).plusSeconds(61));
    RUNG.at().await(id, RunState.SUCCEEDED);

    HttpResponse<String> late =
        RUNG.at().deliver(WEBHOOK, RUNG.bodyOf(id), first.get(0).messageId(), 1);

    assertThat(late.statusCode()).isEqualTo(200);
    assertThat(RungHouse.json(late).get("duplicate").asBoolean()).isTrue();
    assertThat(RUNG.at().run(id).attempts()).isEqualTo(2);
  }

  // ---- what is told about a message that QStash gave up

  private static final String FAILURE = "/api/qstash/failure";

  private static String notice(String message, String body, String dlqId) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("sourceMessageId", message)
        .put("sourceBody", Base64.getEncoder().encodeToString(body.getBytes(UTF_8)))
        .put("status", 502)
        .put("dlqId", dlqId)
        .put("url", RungHouse.BASE + WEBHOOK)
        .put("createdAt", RUNG.at().clock.instant().toEpochMilli())
        .toString();
  }

  private static HttpResponse<String> told(String message, String body, String dlqId)
      throws Exception {
    return RUNG.at().deliver(FAILURE, notice(message, body, dlqId), "msg_notice_" + message, 0);
  }

  private static String without(String member, String body) {
    ObjectNode all = (ObjectNode) House.json(body);
    all.remove(member);
    return all.toString();
  }

  @Test
  void aNoticeAboutAnotherInstallationsMessageTouchesNoRun() throws Exception {
    WorkflowId id = RUNG.at().hourly("foreign-notice", PASS);
    RUNG.gate.failures.set(1);
    String message = RUNG.at().fire().get(0).messageId();
    String theirs = RUNG.bodyOf(id).replace(RUNG.at().installation(), "another");

    HttpResponse<String> answer = told(message, theirs, "1-0");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("another installation");
    assertThat(RUNG.at().run(id).ownership()).isEqualTo(Ownership.ENGINE);
    assertThat(RUNG.letters(id)).isEmpty();
    RUNG.at().after(Duration.ofSeconds(20));
    RUNG.at().await(id, RunState.SUCCEEDED);
  }

  @Test
  void aRunIsOursByItsMessageWhateverTheNoticeQuotes() throws Exception {
    WorkflowId id = RUNG.at().hourly("known-message", PASS);
    RUNG.gate.failures.set(1);
    String message = RUNG.at().fire().get(0).messageId();

    told(message, "any words", "2-0");

    assertThat(RUNG.at().run(id).ownership()).isEqualTo(Ownership.OURS);
    assertThat(RUNG.letters(id).get(0).get("runId").asText())
        .isEqualTo(RUNG.at().run(id).id().value());
    RUNG.at().house.moveBy(Duration.ofSeconds(150));
    RUNG.at().await(id, RunState.SUCCEEDED);
  }

  @Test
  void aNoticeThatNamesNoInstallationIsKeptAndSpeaksForNoDueTime() throws Exception {
    WorkflowId id = RUNG.at().hourly("by-hand", PASS);
    String ours = RUNG.bodyOf(id);
    Instant due = RUNG.at().hour();
    RUNG.at().clock.moveTo(due.plusSeconds(1));
    String notOurs = notice("msg_by_hand", without("installation", ours), "3-0");
    String itsOwn = notice("msg_of_ours", ours, "4-0");
    RUNG.at().clock.moveTo(due.plusSeconds(600));

    RUNG.at().deliver(FAILURE, notOurs, "msg_notice_by_hand", 0);
    assertThat(RUNG.letters(id)).hasSize(1);
    assertThat(RUNG.letters(id).get(0).has("scheduleId")).isFalse();
    assertThat(RUNG.at().occurrence(id, due)).isEmpty();

    RUNG.at().deliver(FAILURE, itsOwn, "msg_notice_of_ours", 0);
    assertThat(RUNG.at().occurrence(id, due)).isPresent();
  }

  @Test
  void aRunIdInTheInputOfAHandMadeMessageMakesItNoNudge() throws Exception {
    WorkflowId id = RUNG.at().hourly("no-nudge", PASS);

    HttpResponse<String> answer =
        told("msg_no_nudge", "{\"workflowId\":\"no-nudge\",\"runId\":\"42\"}", "5-0");

    assertThat(answer.body()).doesNotContain("nudge was lost");
    assertThat(RUNG.letters(id)).hasSize(1);
  }

  @Test
  void aNoticeWhoseNameForTheLetterIsOfNoUseIsKeptWithoutIt() throws Exception {
    WorkflowId id = RUNG.at().hourly("unusable", PASS);

    for (String dlqId : List.of("x".repeat(300), "a\0b", "6-0", "6-0")) {
      HttpResponse<String> answer =
          told("msg_unusable_" + RUNG.letters(id).size(), RUNG.bodyOf(id), dlqId);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    assertThat(RUNG.letters(id)).hasSize(4);
    assertThat(RUNG.letters(id)).filteredOn(it -> it.has("dlqId")).hasSize(1);
  }
}
