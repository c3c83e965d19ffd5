package dev.carillon.rest;

import static dev.carillon.rest.Rung.body;
import static dev.carillon.rest.Rung.statuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.run.RunState;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.HeldMessage;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Waits that QStash wakes: sent, delivered and signed as they would be. */
class QStashNudgesTest {
  @RegisterExtension
  static final Rung RUNG = Rung.nudged();

  private static WorkflowId waiting(String name, String pause) {
    return RUNG.at().house.save(name, """
        - rest: { wait: %s }
        - say: { set: '${ { done: true } }' }
        """.formatted(pause));
  }

  private static Instant parked(WorkflowId id) {
    RUNG.at().house.start(id, "");
    return RUNG.at().await(id, RunState.WAITING).wakeAt().orElseThrow();
  }

  private static List<HeldMessage> nudges(WorkflowId id) {
    String run = RUNG.at().run(id).id().value();
    return RUNG.at().qstash.messages().stream()
        .filter(it -> it.parcel().text().contains(run))
        .toList();
  }

  /** Waits until QStash has it and we know that: else a nudge that comes is not known for ours. */
  private static HeldMessage nudge(WorkflowId id, int number) {
    await().until(() -> nudges(id).size() >= number);
    Instant now = RUNG.at().clock.instant();
    await()
        .until(() -> RUNG.at()
            .house
            .nudges
            .take(RUNG.at().run(id).id(), now, now.plusSeconds(1), now)
            .isEmpty());
    return nudges(id).get(number - 1);
  }

  @Test
  void aWaitIsWokenByQStash() {
    WorkflowId id = waiting("woken", "PT2H");
    Instant wake = parked(id);
    assertThat(nudge(id, 1).notBefore()).isBetween(wake.minusSeconds(1), wake.plusSeconds(1));

    List<Attempt> attempts = RUNG.at().qstash.deliverAt(wake.plusSeconds(1));

    assertThat(statuses(attempts)).containsExactly(200);
    assertThat(body(attempts.get(0)).get("verdict").asText()).isEqualTo("nudged");
    assertThat(RUNG.at().await(id, RunState.SUCCEEDED).attempts()).isEqualTo(1);
  }

  @Test
  void aWaitOfAMonthIsReachedInHops() {
    WorkflowId id = waiting("hops", "P20D");
    Instant wake = parked(id);
    nudge(id, 1);

    int hop = 1;
    while (RUNG.at().run(id).state() == RunState.WAITING && hop < 9) {
      Instant due = nudge(id, hop).notBefore();
      assertThat(statuses(RUNG.at().qstash.deliverAt(due))).contains(200);
      hop++;
      if (due.isBefore(wake)) {
        nudge(id, hop);
      }
    }

    assertThat(RUNG.at().run(id).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(nudges(id)).hasSize(3);
  }

  @Test
  void theNudgeOfACanceledRunIsCanceledAtQStash() {
    WorkflowId id = waiting("canceled", "PT2H");
    parked(id);
    HeldMessage sent = nudge(id, 1);

    RUNG.at().house.runs.cancel(RUNG.at().run(id).id(), "enough");

    await().until(() -> nudges(id).get(0).state() == HeldMessage.State.CANCELED);
    assertThat(nudges(id)).extracting(HeldMessage::id).containsExactly(sent.id());
  }

  @Test
  void aLongPauseBeforeATaskIsTriedAgainIsWokenByQStash() {
    WorkflowId id = RUNG.at().house.save("tried-again", """
        - careful:
            try:
              - pass: { call: gate }
            catch:
              retry:
                delay: { hours: 6 }
                limit: { attempt: { count: 2 } }
        """);
    RUNG.gate.failures.set(1);
    Instant wake = parked(id);
    assertThat(nudge(id, 1).notBefore()).isBetween(wake.minusSeconds(1), wake.plusSeconds(1));

    assertThat(statuses(RUNG.at().qstash.deliverAt(wake.plusSeconds(1)))).containsExactly(200);

    assertThat(RUNG.at().await(id, RunState.SUCCEEDED).attempts()).isEqualTo(1);
  }

  @Test
  void aLongPauseBeforeTheNextAttemptIsWokenByQStash() {
    WorkflowId id = failsOnce("next-attempt");
    Instant wake = RUNG.at().await(id, RunState.RETRYING).wakeAt().orElseThrow();
    assertThat(nudge(id, 1).notBefore()).isBetween(wake.minusSeconds(1), wake.plusSeconds(1));

    assertThat(statuses(RUNG.at().qstash.deliverAt(wake.plusSeconds(1)))).containsExactly(200);

    assertThat(RUNG.at().await(id, RunState.SUCCEEDED).attempts()).isEqualTo(2);
  }

  @Test
  void theNudgeOfAnAttemptThatIsCanceledIsCanceledAtQStash() {
    WorkflowId id = failsOnce("no-next-attempt");
    RUNG.at().await(id, RunState.RETRYING);
    nudge(id, 1);

    RUNG.at().house.runs.cancel(RUNG.at().run(id).id(), "enough");

    await().until(() -> nudges(id).get(0).state() == HeldMessage.State.CANCELED);
    assertThat(RUNG.at().run(id).state()).isEqualTo(RunState.CANCELED);
  }

  /** Its first attempt fails; the next one is due in six hours. */
  private static WorkflowId failsOnce(String name) {
    WorkflowId id = RUNG.at()
        .house
        .save(
            name,
            "1.0.0",
            "- pass: { call: gate }",
            "  metadata: { carillon: { retryDelay: '21600000' } }\n");
    RUNG.gate.failures.set(1);
    RUNG.at().house.start(id, "");
    return id;
  }

  @Test
  void withQStashAwayOurOwnTimersWake() {
    RUNG.at().qstash.fails(Failure.UNAVAILABLE, it -> it.times(99));
    WorkflowId id = waiting("away", "PT2H");
    parked(id);

    RUNG.at().house.moveBy(Duration.ofHours(2));

    RUNG.at().await(id, RunState.SUCCEEDED);
    assertThat(nudges(id)).isEmpty();
  }
}
