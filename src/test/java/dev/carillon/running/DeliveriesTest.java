package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a message makes, and how it is answered. */
class DeliveriesTest extends Delivering {
  @Test
  void aMessageRunsItsWorkflowAndIsAnsweredAsTheRunEnded() throws Exception {
    WorkflowId id = scheduled("good");

    Answer answer = taken(Arrivals.of(house, id));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.verdict()).isEqualTo(Verdict.SUCCEEDED);
    Occurrence ran = occurrence(id, NOON);
    assertThat(ran.verdict()).isEqualTo(Occurrence.Verdict.RAN);
    assertThat(ran.run()).isEqualTo(answer.run());
    assertThat(ran.lateness()).contains(Duration.ofSeconds(1));
  }

  @Test
  void aFailedAttemptIsFiveHundredAndTheNextDeliveryIsTheNextAttempt() throws Exception {
    WorkflowId id = scheduled("retried");
    gate.failures.set(2);

    assertThat(taken(Arrivals.of(house, id)).status()).isEqualTo(500);
    clock.moveBy(Duration.ofSeconds(13));
    assertThat(taken(Arrivals.of(house, id).retried(1)).status()).isEqualTo(500);
    clock.moveBy(Duration.ofSeconds(149));
    Answer last = taken(Arrivals.of(house, id).retried(2));

    assertThat(last.status()).isEqualTo(200);
    assertThat(last.duplicate()).isFalse();
    assertThat(house.store.get(last.run().get()).attempts()).isEqualTo(3);
    assertThat(runsOf(id)).hasSize(1);
  }

  @Test
  void theLastAttemptThatFailsIsAnsweredSoThatNobodyComesAgain() throws Exception {
    WorkflowId id = scheduled("last", Map.of("retries", "0"));
    gate.failures.set(9);

    Answer answer = taken(Arrivals.of(house, id));

    assertThat(answer.status()).isEqualTo(489);
    assertThat(house.store.get(answer.run().get()).state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void anAttemptThatItsEngineDoesNotBringIsTakenOver() throws Exception {
    WorkflowId id = scheduled("forgotten");
    gate.failures.set(1);
    Answer failed = taken(Arrivals.of(house, id));

    house.moveBy(Duration.ofSeconds(12 + 61));

    house.await(failed.run().get(), RunState.SUCCEEDED);
  }

  @Test
  void aRunThatWaitsIsAnsweredTwoHundredAndIsOursFromThenOn() throws Exception {
    WorkflowId id = house.save("waits", """
        - pause:
            wait: PT1H
        - pass:
            call: gate
        """);
    activate(id, "* * * * *", Map.of());
    gate.failures.set(1);

    Answer answer = taken(Arrivals.of(house, id));
    assertThat(answer.verdict()).isEqualTo(Verdict.WAITING);
    assertThat(answer.status()).isEqualTo(200);

    house.moveBy(Duration.ofHours(1));
    var retrying = house.await(answer.run().get(), RunState.RETRYING);
    assertThat(retrying.ownership()).isEqualTo(dev.carillon.run.Run.Ownership.OURS);
  }

  @Test
  void aHandMadeScheduleRunsWithoutOneOfOurs() throws Exception {
    WorkflowId id = house.save("hand-made", """
        - pass:
            call: gate
        """);

    Answer answer = taken(Arrivals.of(house, id).external());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(house.store.get(answer.run().get()).trigger()).isEqualTo(Trigger.EXTERNAL);
  }

  @Test
  void anUnknownWorkflowIsAnsweredSoThatNobodyComesAgain() throws Exception {
    Answer answer = taken(Arrivals.of(house, new WorkflowId("nobody")).external());

    assertThat(answer.status()).isEqualTo(489);
  }

  @Test
  void aWorkflowMayWantToBeAnsweredAsSoonAsItsRunIsCommitted() throws Exception {
    WorkflowId id =
        house.save("at-once", "1.0.0", """
        - pass:
            call: gate
        """, "  metadata: { carillon: { ack: accepted } }\n");
    gate.closed = new CountDownLatch(1);

    Answer answer = taken(Arrivals.of(house, id).external());

    assertThat(answer.status()).isEqualTo(202);
    gate.closed.countDown();
    house.await(answer.run().get(), RunState.SUCCEEDED);
  }

  @Test
  void withTheDatabaseGoneNoScheduleIsCalledSoonerThanItWished() throws Exception {
    WorkflowId id = scheduled("slow", Map.of("retryDelay", "3600000"));
    taken(Arrivals.of(house, id));
    Arrival next = Arrivals.of(house, id).message("msg_next").build();
    house.runs.stop();
    house.database.close();

    Answer answer =
        house.runs.deliveries().take(next).toCompletableFuture().get(30, TimeUnit.SECONDS);

    assertThat(answer.retryAfter()).contains(Duration.ofHours(1));
  }

  @Test
  void withTheDatabaseGoneTheAnswerIsComeBackNotBeforeYouWouldHave() throws Exception {
    WorkflowId id = scheduled("gone");
    Arrival arrival = Arrivals.of(house, id).retried(1).build();
    house.runs.stop();
    house.database.close();

    Answer answer =
        house.runs.deliveries().take(arrival).toCompletableFuture().get(30, TimeUnit.SECONDS);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.retryAfter().get()).isGreaterThanOrEqualTo(Duration.ofSeconds(148));
  }
}
