package dev.carillon.rest;

import static dev.carillon.rest.Rung.WEBHOOK;
import static dev.carillon.rest.Rung.body;
import static dev.carillon.rest.Rung.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.Run;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.FakeReply;
import dev.carillon.workflow.WorkflowId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Our own hand rang a due time and its run failed for good: that is its run, and what QStash made for
 * the same due time repeats nothing.
 */
class QStashFailedByUsTest {
  private static final String PASS = "- pass: { call: gate }";
  private static final Map<String, String> ONCE = Map.of("retries", "0");

  @RegisterExtension
  static final Rung RUNG = Rung.holding(Duration.ofSeconds(20));

  @AfterEach
  void theWayIsFreeAgain() {
    RUNG.at().qstash.reaches(RungHouse.BASE, RUNG.at().place(""));
  }

  private static void assertThatItStands(WorkflowId id, Instant due) {
    Run run = RUNG.at().run(id);
    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(RUNG.gate.calls("")).isEqualTo(1);
    Occurrence row = RUNG.at().occurrence(id, due).orElseThrow();
    assertThat(row.verdict()).isEqualTo(Verdict.RAN);
    assertThat(row.run()).contains(run.id());
    assertThat(row.duplicates()).isEqualTo(1);
  }

  private static void assertThatItIsADuplicate(Attempt attempt, WorkflowId id) {
    assertThat(attempt.status()).isEqualTo(200);
    assertThat(body(attempt).get("duplicate").asBoolean()).isTrue();
    assertThat(body(attempt).get("verdict").asText()).isEqualTo("skipped");
    assertThat(body(attempt).get("runId").asText())
        .isEqualTo(RUNG.at().run(id).id().value());
  }

  @Test
  void aRetryThatComesThroughAfterAStandbyThatFailedRepeatsNothing() {
    WorkflowId id = RUNG.at().hourly("standby", PASS, Map.of("retryDelay", "180000"));
    RUNG.at().look();
    Instant due = RUNG.at().hour();
    RUNG.gate.failures.set(9);
    RUNG.at().qstash.fails(Failure.UNREACHABLE);
    // The attempts of the standby are ours; they are over before QStash comes again.
    RUNG.at().passTo(due.plusSeconds(150));
    Run failing = RUNG.at().run(id);
    assertThat(failing.trigger()).isEqualTo(Trigger.STANDBY);
    assertThat(failing.state()).isEqualTo(RunState.RETRYING);

    List<Attempt> late = RUNG.at().qstash.deliverAt(due.plusSeconds(180));

    assertThat(statuses(late)).containsExactly(200);
    assertThatItIsADuplicate(late.get(0), id);
    assertThat(RUNG.at().run(id).attempts()).isEqualTo(failing.attempts());
  }

  @Test
  void aMessageThatWasMadeInTimeAndComesAfterItsStandbyFailedForGoodRepeatsNothing()
      throws Exception {
    WorkflowId id = RUNG.at().hourly("came-late", PASS, ONCE);
    RUNG.at().look();
    String sent = RUNG.bodyOf(id);
    Instant due = RUNG.at().hour();
    RUNG.gate.failures.set(9);
    RUNG.at().qstash.fails(Failure.DROPS_FIRES);
    RUNG.at().passTo(due.plusSeconds(150));
    assertThat(RUNG.at().run(id).trigger()).isEqualTo(Trigger.STANDBY);
    Instant now = RUNG.at().clock.instant();

    RUNG.at().clock.moveTo(due.plusSeconds(1));
    String token = RUNG.at().token(WEBHOOK, sent);
    RUNG.at().clock.moveTo(now);
    HttpResponse<String> late = RUNG.at().deliver(WEBHOOK, sent, "msg_late", 0, token);

    assertThat(late.statusCode()).isEqualTo(200);
    assertThat(RungHouse.json(late).get("duplicate").asBoolean()).isTrue();
    assertThatItStands(id, due);
  }

  @Test
  void whatWeBridgedAndWhatFailedForGoodIsNotRepeatedByTheMessageOfTheSameMinute() {
    RUNG.at().clock.moveTo(RUNG.at().hour().plusSeconds(30));
    RUNG.at().look();
    WorkflowId id = RUNG.at().scheduled("bridge", "* * * * *", PASS, ONCE);
    Instant due = RUNG.at().clock.instant().plusSeconds(30);
    RUNG.gate.failures.set(1);
    RUNG.at().clock.moveTo(due);
    RUNG.at().look();
    assertThat(RUNG.at().run(id).state()).isEqualTo(RunState.FAILED);

    List<Attempt> attempts = RUNG.at().qstash.deliverDue();

    assertThat(attempts).hasSize(1);
    assertThatItIsADuplicate(attempts.get(0), id);
    assertThatItStands(id, due);
  }

  @Test
  void whatFailedUnderAFormerNameIsNotRepeatedUnderTheNewOneNorTheOtherWayRound() throws Exception {
    for (boolean formerFirst : List.of(true, false)) {
      WorkflowId id = RUNG.at().hourly("renamed-" + formerFirst, PASS, ONCE);
      String body = RUNG.bodyOf(id);
      String former = body.replace("\"carillon.", "\"before.");
      Instant due = RUNG.at().hour();
      RUNG.at().clock.moveTo(due);
      RUNG.gate.reset();
      RUNG.gate.failures.set(1);

      int first = RUNG.at()
          .deliver(WEBHOOK, formerFirst ? former : body, "msg_1" + formerFirst, 0)
          .statusCode();
      HttpResponse<String> second =
          RUNG.at().deliver(WEBHOOK, formerFirst ? body : former, "msg_2" + formerFirst, 0);

      assertThat(first).isEqualTo(489);
      assertThat(second.statusCode()).isEqualTo(200);
      assertThat(RungHouse.json(second).get("duplicate").asBoolean()).isTrue();
      assertThatItStands(id, due);
    }
  }

  @Test
  void qstashsOwnRetryOfAnAttemptThatFailedGoesOn() {
    WorkflowId id = RUNG.at().hourly("own-retry", PASS, Map.of("retries", "1"));
    RUNG.at().look();
    Instant due = RUNG.at().hour();
    RUNG.gate.failures.set(1);

    RUNG.at().passTo(due.plusSeconds(60));

    assertThat(RUNG.at().run(id).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(RUNG.gate.calls("")).isEqualTo(2);
    assertThat(RUNG.at().occurrence(id, due).orElseThrow().duplicates()).isZero();
  }

  @Test
  void aDeadLetterThatSomebodySendsAgainAfterOurRunFailedRuns() {
    WorkflowId id = RUNG.at().hourly("meant", PASS, ONCE);
    RUNG.at().look();
    Instant due = RUNG.at().hour();
    RUNG.gate.failures.set(1);
    RUNG.at().qstash.answersFor(RungHouse.BASE, any -> FakeReply.of(502, "no"));
    RUNG.at().passTo(due.plusSeconds(180));
    assertThat(RUNG.at().run(id).state()).isEqualTo(RunState.FAILED);
    RUNG.at().qstash.reaches(RungHouse.BASE, RUNG.at().place(""));
    RUNG.at().qstash.console().redeliverFromDlq(RUNG.lastDeadLetter().id());

    List<Attempt> meant = RUNG.at().qstash.deliverDue();

    assertThat(statuses(meant)).contains(200);
    assertThat(RUNG.at().runs(id))
        .extracting(Run::state)
        .containsExactlyInAnyOrder(RunState.FAILED, RunState.SUCCEEDED);
  }
}
