package dev.carillon.rest;

import static dev.carillon.rest.Rung.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.Run;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What QStash gave up before it reached us, told by its failure callback, and run after all. */
class QStashGivenUpTest {
  private static final String SAY = "- say: { set: { a: 1 } }";
  private static final String WEBHOOK = RungHouse.BASE + Rung.WEBHOOK;

  @RegisterExtension
  static final Rung RUNG = Rung.holding(Duration.ofSeconds(20));

  @AfterEach
  void theWayIsFreeAgain() {
    RUNG.at().qstash.reaches(WEBHOOK, RUNG.at().place(Rung.WEBHOOK));
  }

  /** Switches an hourly one on, half an hour before it is due, while we are up. */
  private static WorkflowId hourly(String name, Map<String, String> wishes) {
    WorkflowId id = RUNG.at().hourly(name, SAY, wishes);
    RUNG.at().look();
    return id;
  }

  /** Nobody is there while QStash tries four times, within 33 minutes, and gives up. */
  private static void downThroughAllRetries() {
    Instant due = RUNG.at().hour();
    RUNG.at().qstash.fails(Failure.UNREACHABLE).always();
    List<Attempt> attempts = RUNG.at().qstash.deliverAt(due.plus(Duration.ofMinutes(34)));
    assertThat(attempts).filteredOn(it -> it.url().equals(WEBHOOK)).hasSize(4);
    RUNG.at().qstash.recovers();
  }

  private static Occurrence at(WorkflowId id, Instant due) {
    return RUNG.at().occurrence(id, due).orElseThrow();
  }

  /** Asks for a run of the due time, as the dashboard does. */
  private static HttpResponse<String> runAgain(WorkflowId id, Instant due) throws Exception {
    HttpResponse<String> answer =
        RUNG.at().post("/api/schedules/" + id + "/occurrences/" + due + "/run");
    RUNG.at().settle();
    return answer;
  }

  private static void assertThatItIsGivenUp(Occurrence missed, Reason reason, String detail) {
    assertThat(missed.verdict()).isEqualTo(Verdict.MISSED);
    assertThat(missed.reason()).contains(reason);
    assertThat(missed.detail()).contains(detail);
    assertThat(missed.deadLetter()).contains(RUNG.lastDeadLetter().id());
  }

  // ---- through all retries

  @Test
  void whatNobodyWasThereForIsMissedWithQStashsReasonAndRunsAgainOnce() throws Exception {
    WorkflowId id = hourly("down", Map.of("catchUp", "none"));
    Instant due = RUNG.at().hour();
    downThroughAllRetries();

    RUNG.at().look();
    assertThat(at(id, due).detail()).contains("no node was up");
    RUNG.at().passTo(due.plus(Duration.ofMinutes(40)));

    assertThatItIsGivenUp(
        at(id, due), Reason.WE_WERE_DOWN, "QStash gave it up after 4 attempts: nobody answered");
    assertThat(RUNG.at().runs(id)).isEmpty();
    JsonNode letter = RUNG.letters(id).get(0);
    assertThat(letter.get("dlqId").asText()).isEqualTo(at(id, due).deadLetter().orElseThrow());
    assertThat(letter.get("dueTime").asText()).isEqualTo(due.toString());
    assertThat(letter.has("runId")).isFalse();
    assertThat(letter.has("recoveredBy")).isFalse();

    HttpResponse<String> mended = runAgain(id, due);

    assertThat(mended.statusCode()).isEqualTo(202);
    Run run = RUNG.at().run(id);
    assertThat(RungHouse.json(mended).get("id").asText()).isEqualTo(run.id().value());
    assertThat(run.trigger()).isEqualTo(Trigger.BACKFILL);
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(at(id, due).verdict()).isEqualTo(Verdict.RAN);
    assertThat(at(id, due).run()).contains(run.id());
    assertThat(RUNG.letters(id).get(0).get("recoveredBy").asText())
        .isEqualTo(run.id().value());
    assertThat(runAgain(id, due).statusCode()).isEqualTo(409);
    assertThat(RUNG.at().runs(id)).hasSize(1);
  }

  @Test
  void ofTwoWhoRunItAgainAtOnceOneDoes() throws Exception {
    WorkflowId id = hourly("both-again", Map.of("catchUp", "none"));
    Instant due = RUNG.at().hour();
    downThroughAllRetries();
    RUNG.at().passTo(due.plus(Duration.ofMinutes(40)));

    List<HttpResponse<String>> answers = Together.call(2, () -> runAgain(id, due));

    assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(202, 409);
    assertThat(RUNG.at().run(id).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aCallbackThatComesBeforeWeLookedIsWrittenDownAllTheSame() {
    WorkflowId id = hourly("callback-first", Map.of("catchUp", "none"));
    Instant due = RUNG.at().hour();
    downThroughAllRetries();

    RUNG.at().qstash.deliverAt(due.plus(Duration.ofMinutes(40)));

    assertThatItIsGivenUp(
        at(id, due), Reason.WE_WERE_DOWN, "QStash gave it up after 4 attempts: nobody answered");
    RUNG.at().look();
    assertThat(RUNG.at().occurrences(id)).hasSize(1);
    assertThat(RUNG.at().runs(id)).isEmpty();
  }

  @Test
  void whatDidNotFindTheWayToUsWhileWeWereUpWasNotDelivered() throws Exception {
    WorkflowId id = hourly("no-way", Map.of("standby", "off"));
    Instant due = RUNG.at().hour();
    RUNG.at().qstash.answersFor(WEBHOOK, any -> FakeReply.of(502, "<h1>Bad gateway</h1>"));

    RUNG.at().passTo(due.plus(Duration.ofMinutes(34)));

    assertThatItIsGivenUp(
        at(id, due),
        Reason.NOT_DELIVERED,
        "QStash gave it up after 4 attempts: 502, <h1>Bad gateway</h1>");
    assertThat(RUNG.letters(id).get(0).get("status").asInt()).isEqualTo(502);
    assertThat(runAgain(id, due).statusCode()).isEqualTo(202);
    assertThat(RUNG.at().run(id).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void whatTheStandbyRangMeanwhileStaysRanAndItsLetterIsRecovered() throws Exception {
    WorkflowId id = hourly("standby-rang", Map.of());
    Instant due = RUNG.at().hour();
    RUNG.at().qstash.fails(Failure.UNREACHABLE).times(4);

    RUNG.at().passTo(due.plus(Duration.ofMinutes(34)));

    Run run = RUNG.at().run(id);
    assertThat(run.trigger()).isEqualTo(Trigger.STANDBY);
    assertThat(at(id, due).run()).contains(run.id());
    JsonNode letter = RUNG.letters(id).get(0);
    assertThat(letter.get("dlqId").asText()).isEqualTo(RUNG.lastDeadLetter().id());
    assertThat(letter.get("recoveredBy").asText()).isEqualTo(run.id().value());
  }

  @Test
  void whatIsCaughtUpWhenWeAreBackRunsOnceWhateverTheCallbackSays() throws Exception {
    WorkflowId id = hourly("caught-up", Map.of());
    Instant due = RUNG.at().hour();
    downThroughAllRetries();

    RUNG.at().passTo(due.plus(Duration.ofMinutes(40)));

    Run run = RUNG.at().run(id);
    assertThat(run.trigger()).isEqualTo(Trigger.CATCH_UP);
    assertThat(at(id, due).verdict()).isEqualTo(Verdict.RAN);
    assertThat(RUNG.letters(id).get(0).get("recoveredBy").asText())
        .isEqualTo(run.id().value());
  }

  // ---- before the grace is over

  @Test
  void whatIsGivenUpAtTheFirstAttemptEndsWithQStashsWordsStatusAndLetter() throws Exception {
    WorkflowId id = hourly("first", Map.of("retries", "0", "standby", "off"));
    Instant due = RUNG.at().hour();
    RUNG.at().qstash.answersFor(WEBHOOK, any -> FakeReply.of(503, "no healthy upstream"));

    RUNG.at().passTo(due.plusSeconds(60));
    assertThat(RUNG.at().occurrence(id, due)).isEmpty();
    assertThat(RUNG.letters(id)).hasSize(1);
    RUNG.at().passTo(due.plusSeconds(180));

    assertThatItIsGivenUp(
        at(id, due),
        Reason.NOT_DELIVERED,
        "QStash gave it up after 1 attempt: 503, no healthy upstream");
    assertThat(runAgain(id, due).statusCode()).isEqualTo(202);
    assertThat(at(id, due).run()).contains(RUNG.at().run(id).id());
  }

  @Test
  void whatIsRefusedAtTheFirstAttemptIsRefused() {
    WorkflowId id = hourly("refused", Map.of("retries", "0", "standby", "off"));
    Instant due = RUNG.at().hour();
    RUNG.at().qstash.answersFor(WEBHOOK, any -> FakeReply.of(401, "who are you?"));

    RUNG.at().passTo(due.plusSeconds(180));

    assertThatItIsGivenUp(
        at(id, due), Reason.REFUSED, "QStash gave it up after 1 attempt: 401, who are you?");
  }

  @Test
  void aCallbackThatComesTwiceIsWrittenOnce() throws Exception {
    WorkflowId id = hourly("told-twice", Map.of("retries", "0", "standby", "off"));
    Instant due = RUNG.at().hour();
    RUNG.at().qstash.answersFor(WEBHOOK, any -> FakeReply.of(503, "no"));
    RUNG.at().qstash.fails(Failure.LOSES_ANSWER).forPath("/api/qstash/failure");

    RUNG.at().passTo(due.plusSeconds(180));

    List<Attempt> told = RUNG.at().qstash.attempts().stream()
        .filter(it -> it.url().endsWith("/api/qstash/failure"))
        .filter(it -> !it.at().isBefore(due))
        .toList();
    assertThat(statuses(told)).containsExactly(0, 200);
    assertThat(RUNG.letters(id)).hasSize(1);
    assertThatItIsGivenUp(
        at(id, due), Reason.NOT_DELIVERED, "QStash gave it up after 1 attempt: 503, no");
  }

  @Test
  void aStandbyRingsWhatWasGivenUpAtTheFirstAttempt() throws Exception {
    WorkflowId id = hourly("first-standby", Map.of("retries", "0"));
    Instant due = RUNG.at().hour();
    RUNG.at().qstash.fails(Failure.UNREACHABLE);

    RUNG.at().passTo(due.plusSeconds(180));

    Run run = RUNG.at().run(id);
    assertThat(run.trigger()).isEqualTo(Trigger.STANDBY);
    assertThat(at(id, due).verdict()).isEqualTo(Verdict.RAN);
    assertThat(RUNG.letters(id).get(0).get("recoveredBy").asText())
        .isEqualTo(run.id().value());
  }

  @Test
  void aPauseStaysTheReasonOfWhatWasGivenUpMeanwhile() {
    WorkflowId id = hourly("paused", Map.of("retries", "0", "standby", "off"));
    Instant due = RUNG.at().hour();
    RUNG.at().qstash.fails(Failure.UNREACHABLE);
    RUNG.at().pauseHere(id);

    RUNG.at().passTo(due.plusSeconds(180));

    assertThat(at(id, due).reason()).contains(Reason.PAUSED);
    assertThat(at(id, due).detail()).contains("a test");
  }
}
