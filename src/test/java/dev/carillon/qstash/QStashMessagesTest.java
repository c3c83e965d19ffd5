package dev.carillon.qstash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carillon.run.MessageId;
import dev.carillon.run.RunId;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.testing.qstash.FakeReply;
import dev.carillon.testing.qstash.HeldMessage;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QStashMessagesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final RunId RUN = RunId.of(NOON.toEpochMilli(), 0, 1);
  private static final WorkflowId WORKFLOW = new WorkflowId("nightly");

  private final MovingClock clock = new MovingClock(NOON);
  private final FakeQStash qstash = FakeQStash.start(clock);
  private AtQStash at = AtQStash.over(qstash, clock);

  @BeforeEach
  void answer() {
    qstash.answersFor(AtQStash.BASE, delivery -> FakeReply.of(200, "{}"));
  }

  @AfterEach
  void close() {
    at.close();
    qstash.close();
  }

  private QStashMessages messages() {
    return new QStashMessages(at.client(), at.engine(), clock);
  }

  @Test
  void aNudgeComesToOurWebhookWithItsRunAndNotBeforeItsTime() throws Exception {
    messages().nudge(WORKFLOW, RUN, NOON.plusSeconds(600)).orElseThrow();

    assertThat(qstash.deliverAt(NOON.plusSeconds(599))).isEmpty();
    List<Attempt> attempts = qstash.deliverAt(NOON.plusSeconds(600));

    assertThat(attempts).hasSize(1);
    assertThat(attempts.get(0).url()).isEqualTo(AtQStash.BASE + QStashEngine.WEBHOOK);
    JsonNode body = new JsonMapper().readTree(attempts.get(0).delivery().body());
    assertThat(body.get("runId").asText()).isEqualTo(RUN.value());
    assertThat(body.get("workflowId").asText()).isEqualTo("nightly");
    assertThat(body.get("installation").asText()).isEqualTo(AtQStash.INSTALLATION);
  }

  @Test
  void aNudgeIsTakenBack() {
    MessageId nudge = messages().nudge(WORKFLOW, RUN, NOON.plusSeconds(600)).orElseThrow();

    messages().takeBack(nudge);
    messages().takeBack(nudge);

    assertThat(qstash.messages())
        .extracting(HeldMessage::state)
        .containsExactly(HeldMessage.State.CANCELED);
  }

  @Test
  void whatIsFartherThanThePlanAllowsGoesAsFarAsItDoes() {
    messages().nudge(WORKFLOW, RUN, NOON.plus(Duration.ofDays(30))).orElseThrow();

    assertThat(notBefore()).isBetween(NOON.plus(Duration.ofDays(6)), NOON.plus(Duration.ofDays(7)));
  }

  @Test
  void aPlanThatPromisesTooMuchGoesAsFarAsEveryPlan() {
    at.terms(QStashTerms.of("carillon", Duration.ofSeconds(25), "payg", Map.of()));

    messages().nudge(WORKFLOW, RUN, NOON.plus(Duration.ofDays(30))).orElseThrow();

    assertThat(notBefore()).isBetween(NOON.plus(Duration.ofDays(6)), NOON.plus(Duration.ofDays(7)));
  }

  private Instant notBefore() {
    return qstash.messages().get(qstash.messages().size() - 1).notBefore();
  }

  @Test
  void qStashTellsWhenItMadeAMessageUntilThatIsDelivered() {
    MessageId message = messages().nudge(WORKFLOW, RUN, NOON.plusSeconds(60)).orElseThrow();

    assertThat(messages().createdAt(message)).contains(NOON);
    qstash.deliverAt(NOON.plusSeconds(60));
    assertThat(messages().createdAt(message)).isEmpty();
    assertThat(messages().createdAt(new MessageId("msg_never"))).isEmpty();
  }

  @Test
  void withQStashAwayNothingIsKnownAndNothingIsThrown() {
    qstash.close();

    assertThat(messages().createdAt(new MessageId("msg_1"))).isEmpty();
    assertThat(messages().nudge(WORKFLOW, RUN, NOON.plusSeconds(60))).isEmpty();
    messages().takeBack(new MessageId("msg_1"));
  }

  @Test
  void afterOneQuestionInVainNoDeliveryWaitsForAWhile() {
    QStashMessages messages = messages();
    qstash.fails(Failure.BAD_TOKEN);
    assertThat(messages.createdAt(new MessageId("msg_1"))).isEmpty();
    int asked = qstash.calls().size();
    qstash.recovers();
    MessageId message = messages.nudge(WORKFLOW, RUN, NOON.plusSeconds(60)).orElseThrow();

    assertThat(messages.createdAt(message)).isEmpty();
    assertThat(qstash.calls()).hasSize(asked + 1);
    clock.moveBy(Duration.ofSeconds(30));
    assertThat(messages.createdAt(message)).contains(NOON);
  }
}
