package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.Run;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.FakeReply;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which due time is booked by a message that somebody sends again when more has happened since. */
class QStashSentAgainLaterTest {
  private static final String PASS = "- pass: { call: gate }";
  private static final String WEBHOOK = RungHouse.BASE + Rung.WEBHOOK;
  private static final String FAILURE_ROUTE = "/api/qstash/failure";
  private static final String FAILURE = RungHouse.BASE + FAILURE_ROUTE;
  private static final Map<String, String> NEVER_LATE =
      Map.of("catchUp", "none", "standby", "off", "retries", "0");

  @RegisterExtension
  static final Rung RUNG = Rung.holding(Duration.ofSeconds(20));

  @AfterEach
  void reachesUsAgain() {
    RUNG.at().qstash.reaches(WEBHOOK, RUNG.at().place(Rung.WEBHOOK));
    RUNG.at().qstash.reaches(FAILURE, RUNG.at().place(FAILURE_ROUTE));
  }

  /** QStash gives up what it sends up to ten minutes after an instant. */
  private static void givesUp(Instant due) {
    turnedAway(() -> RUNG.at().passTo(due.plusSeconds(600)));
  }

  private static void turnedAway(Runnable sending) {
    RUNG.at().qstash.answersFor(WEBHOOK, any -> FakeReply.of(502, "no"));
    sending.run();
    RUNG.at().qstash.reaches(WEBHOOK, RUNG.at().place(Rung.WEBHOOK));
  }

  private static Verdict verdict(WorkflowId id, Instant due) {
    return RUNG.at().occurrence(id, due).orElseThrow().verdict();
  }

  private static void move(WorkflowId id, String cron) {
    RUNG.at().house.scheduling.activate(id, new Wishes(Map.of("cron", Optional.of(cron))));
  }

  @Test
  void anOlderDeadLetterThatIsSentAgainHereRunsItsOwnDueTimeAndNoNewerOne() throws Exception {
    WorkflowId id = RUNG.at().hourly("older-of-two", PASS, NEVER_LATE);
    RUNG.at().look();
    Instant older = RUNG.at().hour();
    Instant newer = older.plusSeconds(3600);
    givesUp(older);
    String letter = RUNG.letters(id).get(0).get("dlqId").asText();
    givesUp(newer);
    assertThat(verdict(id, newer)).isEqualTo(Verdict.MISSED);

    RUNG.at().post("/api/dead-letters/" + letter + "/retry");
    RUNG.at().qstash.deliverDue();

    assertThat(RUNG.at().runs(id)).extracting(Run::dueTime).containsExactly(Optional.of(older));
    assertThat(verdict(id, older)).isEqualTo(Verdict.RAN);
    assertThat(verdict(id, newer)).isEqualTo(Verdict.MISSED);
  }

  @Test
  void aDeadLetterThatIsSentAgainAfterItsScheduleMovedRunsItsOwnDueTime() throws Exception {
    WorkflowId id = RUNG.at().hourly("moved", PASS, NEVER_LATE);
    RUNG.at().look();
    Instant due = RUNG.at().hour();
    givesUp(due);
    String letter = RUNG.lastDeadLetter().id();
    move(id, "30 * * * *");
    Instant later = due.plusSeconds(1800);
    givesUp(later);
    assertThat(verdict(id, later)).isEqualTo(Verdict.MISSED);

    RUNG.at().qstash.console().redeliverFromDlq(letter);
    RUNG.at().qstash.deliverDue();

    assertThat(RUNG.at().runs(id)).extracting(Run::dueTime).containsExactly(Optional.of(due));
    assertThat(verdict(id, later)).isEqualTo(Verdict.MISSED);
  }

  @Test
  void aMessageThatIsSentOnceMoreRunsNoDueTimeOfAWordingThatItDoesNotName() throws Exception {
    WorkflowId id = RUNG.at().hourly("other-wording", PASS, NEVER_LATE);
    RUNG.at().look();
    Instant due = RUNG.at().hour();
    givesUp(due);
    move(id, "30 * * * *");
    Instant later = due.plusSeconds(1800);
    RUNG.at().passTo(later.plusSeconds(60));
    assertThat(verdict(id, later)).isEqualTo(Verdict.RAN);

    RUNG.at().deliver(Rung.WEBHOOK, RUNG.bodyOf(id), "msg_once_more", 0);

    assertThat(verdict(id, due)).isEqualTo(Verdict.MISSED);
    assertThat(RUNG.at().runs(id))
        .extracting(Run::dueTime)
        .containsExactlyInAnyOrder(Optional.of(later), Optional.empty());
  }

  @Test
  void oneThatIsSentAgainAndGivenUpAgainStandsForItsOwnDueTimeStill() throws Exception {
    WorkflowId id = RUNG.at().hourly("given-up-again", PASS, NEVER_LATE);
    RUNG.at().look();
    Instant older = RUNG.at().hour();
    Instant newer = older.plusSeconds(3600);
    givesUp(older);
    String first = RUNG.lastDeadLetter().id();
    givesUp(newer);
    String another = RUNG.lastDeadLetter().id();
    RUNG.at().post("/api/dead-letters/" + first + "/retry");

    turnedAway(() -> RUNG.at().qstash.deliverDue());

    String second = RUNG.lastDeadLetter().id();
    assertThat(RUNG.letters(id).get(0).get("dlqId").asText()).isEqualTo(second);
    assertThat(RUNG.letters(id).get(0).get("dueTime").asText()).isEqualTo(older.toString());
    assertThat(deadLetter(id, older)).contains(second);
    assertThat(deadLetter(id, newer)).contains(another);

    RUNG.at().post("/api/dead-letters/" + second + "/retry");
    RUNG.at().qstash.deliverDue();

    assertThat(verdict(id, older)).isEqualTo(Verdict.RAN);
    assertThat(verdict(id, newer)).isEqualTo(Verdict.MISSED);
  }

  private static Optional<String> deadLetter(WorkflowId id, Instant due) {
    return RUNG.at().occurrence(id, due).orElseThrow().deadLetter();
  }

  @Test
  void oneThatOnlyTheListOfQStashTellsOfIsOfItsDueTimeToo() throws Exception {
    WorkflowId id = RUNG.at().hourly("only-listed", PASS, NEVER_LATE);
    RUNG.at().look();
    Instant due = RUNG.at().hour();
    RUNG.at().qstash.answersFor(FAILURE, any -> FakeReply.of(502, "no"));
    turnedAway(() -> RUNG.at().qstash.deliverAt(due.plusSeconds(600)));
    RUNG.at().look();
    assertThat(verdict(id, due)).isEqualTo(Verdict.MISSED);
    assertThat(deadLetter(id, due)).isEmpty();

    JsonNode letter = RUNG.letters(id).get(0);

    assertThat(letter.path("dueTime").asText()).isEqualTo(due.toString());
    RUNG.at().post("/api/dead-letters/" + letter.get("dlqId").asText() + "/retry");
    RUNG.at().qstash.deliverDue();
    assertThat(verdict(id, due)).isEqualTo(Verdict.RAN);
  }

  /** The older one of two that were given up, and so long ago that nothing else is in its stead. */
  private static String olderOfTwo(WorkflowId id, Instant older) {
    RUNG.at().look();
    givesUp(older);
    String letter = RUNG.lastDeadLetter().id();
    givesUp(older.plusSeconds(3600));
    return letter;
  }

  @Test
  void oneThatComesBeforeQStashSaysThatItIsSentAgainRunsItsOwnDueTime() throws Exception {
    WorkflowId id = RUNG.at().hourly("before-the-answer", PASS, NEVER_LATE);
    Instant older = RUNG.at().hour();
    String letter = olderOfTwo(id, older);
    RUNG.at().qstash.fails(Failure.DELIVERS_BEFORE_ANSWERING);

    assertThat(RUNG.at().post("/api/dead-letters/" + letter + "/retry").statusCode())
        .isEqualTo(202);

    assertThat(RUNG.at().runs(id)).extracting(Run::dueTime).containsExactly(Optional.of(older));
    assertThat(verdict(id, older.plusSeconds(3600))).isEqualTo(Verdict.MISSED);
    assertThat(RUNG.letters(id).get(1).get("sentAgainAs").asText())
        .isEqualTo(RUNG.at().run(id).message().orElseThrow().value());
  }

  @Test
  void oneOfWhichQStashNeverSaysThatItIsSentAgainRunsItsOwnDueTime() throws Exception {
    WorkflowId id = RUNG.at().hourly("no-answer", PASS, NEVER_LATE);
    Instant older = RUNG.at().hour();
    String letter = olderOfTwo(id, older);
    RUNG.at().qstash.fails(Failure.BREAKS_CONNECTION_AFTER_APPLYING);

    assertThat(RUNG.at().post("/api/dead-letters/" + letter + "/retry").statusCode())
        .isEqualTo(503);
    RUNG.at().qstash.deliverDue();

    assertThat(RUNG.at().runs(id)).extracting(Run::dueTime).containsExactly(Optional.of(older));
    assertThat(verdict(id, older.plusSeconds(3600))).isEqualTo(Verdict.MISSED);
  }

  @Test
  void oneThatIsGivenUpAgainBeforeQStashSaysThatItIsSentAgainStandsForItsOwnDueTime()
      throws Exception {
    WorkflowId id = RUNG.at().hourly("lost-again", PASS, NEVER_LATE);
    Instant older = RUNG.at().hour();
    String letter = olderOfTwo(id, older);
    RUNG.at().qstash.fails(Failure.BREAKS_CONNECTION_AFTER_APPLYING);
    RUNG.at().post("/api/dead-letters/" + letter + "/retry");

    turnedAway(() -> RUNG.at().qstash.deliverDue());

    assertThat(deadLetter(id, older)).contains(RUNG.lastDeadLetter().id());
  }

  @Test
  void aMessageOfTheNextDueTimeIsItsOwnThoughQStashNeverSaidWhatBecameOfTheLetter()
      throws Exception {
    WorkflowId id = RUNG.at().hourly("next-one", PASS, NEVER_LATE);
    Instant older = RUNG.at().hour();
    String letter = olderOfTwo(id, older);
    Instant next = RUNG.at().hour();
    RUNG.at().passTo(next.minusSeconds(30));
    RUNG.at().qstash.fails(Failure.BREAKS_CONNECTION);
    RUNG.at().post("/api/dead-letters/" + letter + "/retry");

    RUNG.at().passTo(next.plusSeconds(60));

    assertThat(RUNG.at().runs(id)).extracting(Run::dueTime).containsExactly(Optional.of(next));
    assertThat(verdict(id, older)).isEqualTo(Verdict.MISSED);
  }
}
