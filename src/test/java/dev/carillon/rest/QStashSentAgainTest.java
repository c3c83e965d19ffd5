package dev.carillon.rest;

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
 * Dead letters that somebody sends again, of schedules whose late messages are not caught up: what is
 * asked for by hand runs, what is late by itself does not.
 */
class QStashSentAgainTest {
  private static final String PASS = "- pass: { call: gate }";
  private static final String WEBHOOK = RungHouse.BASE + Rung.WEBHOOK;
  private static final Map<String, String> NEVER_LATE =
      Map.of("catchUp", "none", "standby", "off", "retries", "0");

  @RegisterExtension
  static final Rung RUNG = Rung.holding(Duration.ofSeconds(20));

  @AfterEach
  void comesInTimeAgain() {
    RUNG.at().qstash.firesLate(Duration.ZERO);
    RUNG.at().qstash.reaches(WEBHOOK, RUNG.at().place(Rung.WEBHOOK));
  }

  /** QStash gives up the message of the next hour, and its due time is missed. */
  private static WorkflowId givenUp(String name, Map<String, String> wishes) {
    WorkflowId id = RUNG.at().hourly(name, PASS, wishes);
    RUNG.at().look();
    Instant due = RUNG.at().hour();
    RUNG.at().qstash.answersFor(WEBHOOK, any -> FakeReply.of(502, "no"));
    RUNG.at().passTo(due.plusSeconds(600));
    assertThat(at(id, due).verdict()).isEqualTo(Verdict.MISSED);
    RUNG.at().qstash.reaches(WEBHOOK, RUNG.at().place(Rung.WEBHOOK));
    return id;
  }

  private static Occurrence at(WorkflowId id, Instant due) {
    return RUNG.at().occurrence(id, due).orElseThrow();
  }

  private static Instant lastHour() {
    return RUNG.at().hour().minusSeconds(3600);
  }

  private static void assertThatItRanByHand(WorkflowId id, Instant due) throws Exception {
    Run run = RUNG.at().run(id);
    assertThat(run.trigger()).isEqualTo(Trigger.REDELIVERY);
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.dueTime()).contains(due);
    assertThat(at(id, due).verdict()).isEqualTo(Verdict.RAN);
    assertThat(at(id, due).run()).contains(run.id());
    assertThat(RUNG.letters(id).get(0).get("recoveredBy").asText())
        .isEqualTo(run.id().value());
  }

  @Test
  void whatSomebodySendsAgainInTheConsoleRunsThoughNothingLateIsCaughtUp() throws Exception {
    WorkflowId id = givenUp("console", NEVER_LATE);
    RUNG.at().qstash.console().redeliverFromDlq(RUNG.lastDeadLetter().id());

    assertThat(statuses(RUNG.at().qstash.deliverDue())).containsExactly(200);

    assertThatItRanByHand(id, lastHour());
  }

  @Test
  void whatSomebodySendsAgainHereRunsToo() throws Exception {
    WorkflowId id = givenUp("here", NEVER_LATE);
    String letter = RUNG.letters(id).get(0).get("dlqId").asText();
    assertThat(RUNG.at().post("/api/dead-letters/" + letter + "/retry").statusCode())
        .isEqualTo(202);

    assertThat(statuses(RUNG.at().qstash.deliverDue())).containsExactly(200);

    assertThatItRanByHand(id, lastHour());
  }

  @Test
  void whatIsSentAgainRunsThoughOurOwnHandHasRunTheNewestDueTime() throws Exception {
    WorkflowId id = givenUp("older", NEVER_LATE);
    String letter = RUNG.lastDeadLetter().id();
    Instant older = RUNG.at().hour().minusSeconds(3600);
    Instant newest = RUNG.at().hour();
    RUNG.at().qstash.answersFor(WEBHOOK, any -> FakeReply.of(502, "no"));
    RUNG.at().passTo(newest.plusSeconds(600));
    RUNG.at().qstash.reaches(WEBHOOK, RUNG.at().place(Rung.WEBHOOK));
    RUNG.at().post("/api/schedules/" + id + "/occurrences/" + newest + "/run");
    RUNG.at().settle();
    assertThat(at(id, newest).verdict()).isEqualTo(Verdict.RAN);
    assertThat(at(id, older).verdict()).isEqualTo(Verdict.MISSED);

    RUNG.at().qstash.console().redeliverFromDlq(letter);
    List<Attempt> again = RUNG.at().qstash.deliverDue();

    assertThat(body(again.get(0)).path("duplicate").asBoolean()).isFalse();
    assertThat(at(id, older).verdict()).isEqualTo(Verdict.RAN);
    assertThat(RUNG.at().runs(id))
        .extracting(run -> run.dueTime().orElseThrow())
        .containsExactlyInAnyOrder(newest, older);
  }

  /** QStash makes the message of the newest due time late, when somebody has run it here already. */
  private static Instant newestRunByHandWhileItsMessageIsLate(WorkflowId id) throws Exception {
    Instant newest = RUNG.at().hour();
    RUNG.at().qstash.firesLate(Duration.ofMinutes(9));
    RUNG.at().passTo(newest.plusSeconds(300));
    RUNG.at().post("/api/schedules/" + id + "/occurrences/" + newest + "/run");
    RUNG.at().settle();
    assertThat(at(id, newest).verdict()).isEqualTo(Verdict.RAN);
    return newest;
  }

  @Test
  void aLateMessageOfTheNewestDueTimeRunsNoOlderOneThatWasGivenUp() throws Exception {
    WorkflowId id = givenUp("late-own", NEVER_LATE);
    Instant older = lastHour();
    Instant newest = newestRunByHandWhileItsMessageIsLate(id);

    RUNG.at().passTo(newest.plusSeconds(600));

    assertThat(at(id, newest).duplicates()).isEqualTo(1);
    assertThat(at(id, older).verdict()).isEqualTo(Verdict.MISSED);
    assertThat(RUNG.at().runs(id)).hasSize(1);
  }

  @Test
  void whatWeHadSentAgainIsKnownByItsMessage() throws Exception {
    WorkflowId id = givenUp("asked", NEVER_LATE);
    Instant older = lastHour();
    newestRunByHandWhileItsMessageIsLate(id);
    String letter = RUNG.letters(id).get(0).get("dlqId").asText();
    RUNG.at().post("/api/dead-letters/" + letter + "/retry");

    RUNG.at().qstash.deliverDue();

    assertThat(at(id, older).verdict()).isEqualTo(Verdict.RAN);
    assertThat(RUNG.at().runs(id)).hasSize(2);
  }

  @Test
  void whatIsSentAgainAndFailsIsTriedAgainByItsOwnMessage() throws Exception {
    WorkflowId id = givenUp(
        "fails", Map.of("catchUp", "none", "standby", "off", "retries", "1", "retryDelay", "1000"));
    RUNG.gate.failures.set(1);
    RUNG.at().qstash.console().redeliverFromDlq(RUNG.lastDeadLetter().id());

    assertThat(statuses(RUNG.at().after(Duration.ofSeconds(60)))).containsExactly(500, 200);

    assertThat(RUNG.at().run(id).attempts()).isEqualTo(2);
    assertThatItRanByHand(id, lastHour());
  }

  @Test
  void whatQStashItselfMakesLateIsNotCaughtUp() {
    WorkflowId id = RUNG.at().hourly("late", PASS, NEVER_LATE);
    RUNG.at().look();
    Instant due = RUNG.at().hour();
    RUNG.at().qstash.firesLate(Duration.ofMinutes(9));

    RUNG.at().passTo(due.plusSeconds(600));

    Attempt late = RUNG.at().qstash.attempts().get(RUNG.at().qstash.attempts().size() - 1);
    assertThat(late.status()).isEqualTo(200);
    assertThat(body(late).get("verdict").asText()).isEqualTo("skipped");
    assertThat(at(id, due).verdict()).isEqualTo(Verdict.MISSED);
    assertThat(RUNG.at().runs(id)).isEmpty();
  }

  @Test
  void aLateRetryOfTheMessageItselfIsNotCaughtUp() {
    WorkflowId id = RUNG.at()
        .hourly(
            "retry",
            PASS,
            Map.of("catchUp", "none", "standby", "off", "retries", "1", "retryDelay", "600000"));
    RUNG.at().look();
    Instant due = RUNG.at().hour();
    RUNG.at().qstash.fails(Failure.UNREACHABLE);

    RUNG.at().passTo(due.plusSeconds(660));

    List<Attempt> all = RUNG.of(RUNG.at().qstash.attempts().stream()
        .reduce((one, next) -> next)
        .orElseThrow()
        .messageId());
    assertThat(statuses(all)).containsExactly(0, 200);
    assertThat(body(all.get(1)).get("verdict").asText()).isEqualTo("skipped");
    assertThat(at(id, due).verdict()).isEqualTo(Verdict.MISSED);
    assertThat(RUNG.at().runs(id)).isEmpty();
  }

  @Test
  void whatIsPausedHereStaysPausedThoughItIsSentAgain() {
    WorkflowId id = givenUp("paused", NEVER_LATE);
    RUNG.at().pauseHere(id);
    RUNG.at().qstash.console().redeliverFromDlq(RUNG.lastDeadLetter().id());

    List<Attempt> again = RUNG.at().qstash.deliverDue();

    assertThat(body(again.get(0)).get("detail").asText()).contains("paused");
    assertThat(RUNG.at().runs(id)).isEmpty();
  }

  @Test
  void whatIsPausedIsNotSentAgainFromHereForItsLetterWouldBeUsedUp() throws Exception {
    WorkflowId id = givenUp("paused-here", NEVER_LATE);
    RUNG.at().pauseHere(id);

    assertThatItIsRefused("schedule-paused", "resume");

    assertThat(RUNG.letters(id).get(0).get("keptByQStash").asBoolean()).isTrue();
  }

  @Test
  void whatIsSwitchedOffIsNotSentAgainFromHereEither() throws Exception {
    WorkflowId id = givenUp("switched-off", NEVER_LATE);
    RUNG.at().house.scheduling.deactivate(id);

    assertThatItIsRefused("schedule-off", "switch");
  }

  private static void assertThatItIsRefused(String problem, String advice) throws Exception {
    String letter = RUNG.lastDeadLetter().id();

    HttpResponse<String> answer = RUNG.at().post("/api/dead-letters/" + letter + "/retry");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(RungHouse.json(answer).get("type").asText()).endsWith(problem);
    assertThat(RungHouse.json(answer).get("detail").asText()).contains(advice);
    assertThat(RUNG.lastDeadLetter().id()).isEqualTo(letter);
  }
}
