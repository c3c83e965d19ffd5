package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.run.RunState;
import dev.carillon.running.Arrivals;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** While a schedule moves, both engines hold it for a moment, and each of its due times runs once. */
class QStashMovingTest {
  @RegisterExtension
  static final Rung RUNG = Rung.holding(Duration.ofSeconds(20));

  private static final String WEBHOOK = "/api/qstash/webhook";
  private static final String SAY = "- say: { set: { a: 1 } }";

  @Test
  void whatTheLocalEngineRangFirstIsNotRungAgainByQStash() {
    WorkflowId id = RUNG.at().hourly("both-local", SAY);
    Instant due = RUNG.at().hour();
    RUNG.at().clock.moveTo(due);
    RUNG.at().house.hand(Arrivals.of(RUNG.at().house, id).local(due).build());
    RUNG.at().await(id, RunState.SUCCEEDED);

    List<Attempt> attempts = RUNG.at().qstash.deliverDue();

    assertThat(attempts).hasSize(1).allMatch(it -> it.status() == 200);
    assertThat(RUNG.at().runs(id)).hasSize(1);
    assertThat(RUNG.at().occurrence(id, due))
        .map(Occurrence::verdict)
        .contains(Occurrence.Verdict.RAN);
  }

  @Test
  void whatQStashRangFirstIsNotRungAgainByTheLocalEngine() {
    WorkflowId id = RUNG.at().hourly("both-qstash", SAY);
    Instant due = RUNG.at().hour();
    RUNG.at().fire();
    RUNG.at().await(id, RunState.SUCCEEDED);

    var answer =
        RUNG.at().house.hand(Arrivals.of(RUNG.at().house, id).local(due).build());

    assertThat(answer.duplicate() || answer.verdict() == Verdict.SUCCEEDED).isTrue();
    assertThat(RUNG.at().runs(id)).hasSize(1);
  }

  @Test
  void whatRingsUnderAFormerNameBesideTheNewOneRunsOnceWhicheverComesFirst() throws Exception {
    for (boolean formerFirst : List.of(true, false)) {
      WorkflowId id = RUNG.at().hourly("renamed-" + formerFirst, SAY);
      String body = RUNG.bodyOf(id);
      String former = body.replace("\"carillon.", "\"before.");
      assertThat(former).isNotEqualTo(body);
      Instant due = RUNG.at().hour();
      RUNG.at().clock.moveTo(due);

      int first = RUNG.at()
          .deliver(WEBHOOK, formerFirst ? former : body, "msg_1" + formerFirst, 0)
          .statusCode();
      int second = RUNG.at()
          .deliver(WEBHOOK, formerFirst ? body : former, "msg_2" + formerFirst, 0)
          .statusCode();

      assertThat(List.of(first, second)).containsOnly(200);
      assertThat(RUNG.at().runs(id)).as("%s", formerFirst).hasSize(1);
      assertThat(RUNG.at().occurrence(id, due))
          .map(Occurrence::verdict)
          .contains(Occurrence.Verdict.RAN);
    }
  }

  @Test
  void aRetryOfWhatCameBeforeTheNamespaceWasChangedIsAnAttemptAtTheSameRun() throws Exception {
    WorkflowId id = RUNG.at()
        .hourly(
            "renamed-retry",
            "- no: { raise: { error: { type: \"https://a.example/b\", status: 503 } } }");
    String body = RUNG.bodyOf(id);
    String former = body.replace("\"carillon.", "\"before.");
    RUNG.at().clock.moveTo(RUNG.at().hour());

    int first = RUNG.at().deliver(WEBHOOK, body, "msg_again", 0).statusCode();
    int second = RUNG.at().deliver(WEBHOOK, former, "msg_again", 1).statusCode();

    assertThat(List.of(first, second)).allMatch(it -> it >= 500);
    assertThat(RUNG.at().run(id).attempts()).isEqualTo(2);
  }
}
