package dev.carillon.rest;

import static dev.carillon.rest.Rung.body;
import static dev.carillon.rest.Rung.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.Run;
import dev.carillon.run.Run.Ownership;
import dev.carillon.run.RunState;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.testing.qstash.HeldMessage;
import dev.carillon.workflow.WorkflowId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What QStash is answered when the hold ends before the run does. */
class QStashHoldTest {
  private static final String PASS = "- pass: { call: gate }";

  @RegisterExtension
  static final Rung RUNG = Rung.holding(Duration.ofMillis(300));

  @Test
  void aRunThatIsStillAtWorkIsAcceptedAndFinishesByItself() {
    WorkflowId id = RUNG.at().hourly("slow", PASS);
    RUNG.gate.closed = new CountDownLatch(1);

    List<Attempt> attempts = RUNG.at().fire();

    assertThat(statuses(attempts)).containsExactly(202);
    assertThat(body(attempts.get(0)).get("verdict").asText()).isEqualTo("accepted");
    assertThat(RUNG.message(attempts.get(0)).state()).isEqualTo(HeldMessage.State.DELIVERED);
    RUNG.gate.closed.countDown();
    RUNG.at().await(id, RunState.SUCCEEDED);
  }

  @Test
  void afterThatAFailedAttemptIsOursToRepeat() {
    WorkflowId id = RUNG.at().hourly("slow-and-failing", PASS);
    RUNG.gate.closed = new CountDownLatch(1);
    RUNG.gate.failures.set(1);
    RUNG.at().fire();
    RUNG.gate.closed.countDown();

    Run retrying = RUNG.at().await(id, RunState.RETRYING);
    RUNG.at().house.moveBy(Duration.ofSeconds(13));

    assertThat(retrying.ownership()).isEqualTo(Ownership.OURS);
    assertThat(RUNG.at().await(id, RunState.SUCCEEDED).attempts()).isEqualTo(2);
  }

  @Test
  void theSameMessageWhileItIsAtWorkIsAcceptedTooAndMakesNoSecondRun() throws Exception {
    WorkflowId id = RUNG.at().hourly("again-at-work", PASS);
    String sent = RUNG.bodyOf(id);
    RUNG.gate.closed = new CountDownLatch(1);
    Attempt first = RUNG.at().fire().get(0);

    HttpResponse<String> again = RUNG.at().deliver(Rung.WEBHOOK, sent, first.messageId(), 1);

    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(RungHouse.json(again).get("duplicate").asBoolean()).isTrue();
    RUNG.gate.closed.countDown();
    assertThat(RUNG.at().await(id, RunState.SUCCEEDED).attempts()).isEqualTo(1);
  }
}
