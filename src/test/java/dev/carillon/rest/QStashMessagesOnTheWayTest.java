package dev.carillon.rest;

import static dev.carillon.rest.Rung.WEBHOOK;
import static dev.carillon.rest.Rung.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.Run;
import dev.carillon.run.Run.Ownership;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.testing.qstash.DeadLetter;
import dev.carillon.testing.qstash.HeldMessage.State;
import dev.carillon.workflow.WorkflowId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is sent again, what somebody made by hand, and what we send ourselves, through QStash and back. */
class QStashMessagesOnTheWayTest {
  private static final String PASS = "- pass: { call: gate }";

  @RegisterExtension
  static final Rung RUNG = Rung.holding(Duration.ofSeconds(20));

  // ---- dead letters

  @Test
  void aDeadLetterThatIsSentAgainFromHereTakesTheDueTimeThatFailed() throws Exception {
    WorkflowId id = RUNG.at().hourly("sent-again", PASS, Map.of("retries", "0"));
    RUNG.gate.failures.set(1);
    Instant due = RUNG.at().hour();
    RUNG.at().fire();
    String dlqId = RUNG.letters(id).get(0).get("dlqId").asText();
    RUNG.at().clock.moveBy(Duration.ofMinutes(10));

    HttpResponse<String> answer = RUNG.at().post("/api/dead-letters/" + dlqId + "/retry");
    RUNG.at().qstash.deliverDue();

    assertThat(answer.statusCode()).isEqualTo(202);
    String message = RungHouse.json(answer).get("messageId").asText();
    assertThat(statuses(RUNG.of(message))).containsExactly(200);
    Run again = RUNG.at().runs(id).get(0);
    assertThat(again.dueTime()).contains(due);
    assertThat(again.trigger()).isEqualTo(Trigger.REDELIVERY);
    assertThat(RUNG.at().occurrence(id, due).orElseThrow().run()).contains(again.id());
    JsonNode shown = RUNG.letters(id).get(0);
    assertThat(shown.get("sentAgainAs").asText()).isEqualTo(message);
    assertThat(shown.get("recoveredBy").asText()).isEqualTo(again.id().value());
    assertThat(RUNG.at().post("/api/dead-letters/" + dlqId + "/retry").statusCode())
        .isEqualTo(404);
  }

  @Test
  void aDeadLetterThatIsThrownAwayIsGoneAtQStashToo() throws Exception {
    WorkflowId id = RUNG.at().hourly("thrown-away", PASS, Map.of("retries", "0"));
    RUNG.gate.failures.set(1);
    RUNG.at().fire();
    String dlqId = RUNG.letters(id).get(0).get("dlqId").asText();
    long before = RUNG.at().qstash.dlq().size();

    assertThat(RUNG.at().delete("/api/dead-letters/" + dlqId).statusCode()).isEqualTo(204);

    assertThat(RUNG.at().qstash.dlq())
        .hasSize((int) before - 1)
        .noneMatch(it -> it.id().equals(dlqId));
    assertThat(RUNG.letters(id)).isEmpty();
    assertThat(RUNG.at().delete("/api/dead-letters/" + dlqId).statusCode()).isEqualTo(404);
    assertThat(RUNG.at().delete("/api/dead-letters/1-0").statusCode()).isEqualTo(404);
  }

  @Test
  void aDeadLetterThatIsSentAgainInTheConsoleTakesTheDueTimeThatFailed() {
    WorkflowId id = RUNG.at().hourly("console-again", PASS, Map.of("retries", "0"));
    RUNG.gate.failures.set(1);
    Instant due = RUNG.at().hour();
    RUNG.at().fire();
    RUNG.at().clock.moveBy(Duration.ofMinutes(10));
    DeadLetter letter = RUNG.lastDeadLetter();

    RUNG.at().qstash.console().redeliverFromDlq(letter.id());
    RUNG.at().qstash.deliverDue();

    assertThat(RUNG.at().runs(id)).hasSize(2);
    assertThat(RUNG.at().runs(id).get(0).dueTime()).contains(due);
    assertThat(RUNG.at().runs(id).get(0).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void anOldMessageOfAnEditedScheduleKeepsToItsOwnRevision() {
    WorkflowId id = RUNG.at().hourly("edited", PASS, Map.of("retries", "0"));
    RUNG.gate.failures.set(1);
    Instant due = RUNG.at().hour();
    RUNG.at().fire();
    DeadLetter letter = RUNG.lastDeadLetter();
    RUNG.at().clock.moveBy(Duration.ofMinutes(10));
    RUNG.at().house.scheduling.activate(id, new Wishes(Map.of("cron", Optional.of("45 3 1 1 *"))));
    RUNG.at().clock.moveBy(Duration.ofHours(3));

    RUNG.at().qstash.console().redeliverFromDlq(letter.id());
    RUNG.at().qstash.deliverDue();

    Run again = RUNG.at().runs(id).get(0);
    assertThat(again.dueTime()).contains(due);
    assertThat(again.revision()).isEqualTo(RUNG.at().runs(id).get(1).revision());
  }

  // ---- schedules that somebody made by hand, and messages of our own

  @Test
  void aScheduleThatSomebodyMadeByHandRunsItsWorkflow() {
    WorkflowId id = RUNG.at().house.save("by-hand", "- say: { set: '${ . }' }");
    RUNG.at().clock.moveTo(RUNG.at().hour().plusSeconds(1800));
    RUNG.at()
        .qstash
        .console()
        .create(
            "older",
            "0 * * * *",
            RungHouse.BASE + WEBHOOK,
            it -> it.withBody(
                "{\"workflowId\":\"by-hand\",\"trigger\":\"manual\",\"timestamp\":1,\"source\":\"x\"}"));
    RUNG.at()
        .qstash
        .console()
        .create(
            "own-route",
            "0 * * * *",
            RungHouse.BASE + "/api/jobs/by-hand",
            it -> it.withBody("plain words"));

    List<Attempt> attempts = RUNG.at().fire();

    assertThat(statuses(attempts)).containsExactly(200, 200);
    assertThat(RUNG.at().runs(id)).hasSize(2).allMatch(it -> it.trigger() == Trigger.EXTERNAL);
    assertThat(RUNG.at().runs(id)).allMatch(it -> it.dueTime().isEmpty());
    assertThat(RUNG.at().runs(id)).anyMatch(it -> it.input().asText().equals("plain words"));
  }

  @Test
  void aBodyThatNamesAScheduleButNotOurInstallationTakesNoDueTime() {
    WorkflowId id = RUNG.at().hourly("claimed", PASS);
    Instant due = RUNG.at().hour();
    RUNG.at().clock.moveTo(due.minusSeconds(1800));
    RUNG.at()
        .qstash
        .console()
        .create(
            "claims",
            "59 * * * *",
            RungHouse.BASE + WEBHOOK,
            it -> it.withBody(
                "{\"workflowId\":\"claimed\",\"trigger\":\"cron\",\"source\":\"qstash\","
                    + "\"scheduleId\":\"carillon.claimed\",\"revision\":1}"));

    RUNG.at().qstash.deliverAt(due.minusSeconds(30));

    assertThat(RUNG.at().runs(id)).hasSize(1).allMatch(it -> it.trigger() == Trigger.EXTERNAL);
    assertThat(RUNG.at().runs(id)).allMatch(it -> it.dueTime().isEmpty());
  }

  @Test
  void aScheduleWithTheWrongMethodDoesNotLookGreen() {
    RUNG.at().house.save("wrong-method", PASS);
    RUNG.at().clock.moveTo(RUNG.at().hour().plusSeconds(1800));
    RUNG.at()
        .qstash
        .console()
        .create(
            "get",
            "0 * * * *",
            RungHouse.BASE + "/api/jobs/wrong-method",
            it -> it.withMethod("GET"));

    List<Attempt> attempts = RUNG.at().fire();

    assertThat(statuses(attempts)).containsExactly(489);
    assertThat(attempts.get(0).answer()).contains("set Upstash-Method to POST");
    assertThat(RUNG.message(attempts.get(0)).state()).isEqualTo(State.FAILED);
  }

  @Test
  void aTestGoesThroughQStashAndBack() throws Exception {
    WorkflowId id = RUNG.at().house.save("published", PASS);

    HttpResponse<String> answer =
        RUNG.at().post("/api/test-cron?workflowId=published&action=publish");
    RUNG.at().qstash.deliverDue();

    assertThat(answer.statusCode()).isEqualTo(202);
    Run run = RUNG.at().run(id);
    assertThat(run.trigger()).isEqualTo(Trigger.TEST);
    assertThat(run.message().orElseThrow().value())
        .isEqualTo(RungHouse.json(answer).get("messageId").asText());
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aRetryOfARunByHandIsQStashsToo() throws Exception {
    WorkflowId id = RUNG.at().house.save("published-retry", PASS);
    RUNG.gate.failures.set(1);

    RUNG.at().post("/api/test-cron?workflowId=published-retry&action=publish");
    RUNG.at().qstash.deliverDue();
    assertThat(RUNG.at().run(id).ownership()).isEqualTo(Ownership.ENGINE);
    RUNG.at().after(Duration.ofSeconds(20));

    assertThat(RUNG.at().answers(RUNG.at().run(id).id())).containsExactly(500, 200);
  }

  @Test
  void whatIsKnownToTheLogIsWhatWasAnswered() {
    WorkflowId id = RUNG.at().hourly("logged", PASS);
    try (LogTail log = LogTail.of("dev.carillon.deliveries")) {
      List<Attempt> attempts = RUNG.at().fire();

      assertThat(log.lines())
          .containsExactly("🔔 webhook hit: message " + attempts.get(0).messageId() + ", run "
              + RUNG.at().run(id).id() + ", answered 200");
    }
  }
}
