package dev.carillon.rest;

import static dev.carillon.rest.Rung.WEBHOOK;
import static dev.carillon.rest.Rung.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.Backoff;
import dev.carillon.run.Run;
import dev.carillon.run.Run.Ownership;
import dev.carillon.run.RunState;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.workflow.WorkflowId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
}
