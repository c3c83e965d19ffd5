package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.run.RunState;
import dev.carillon.scheduling.Wishes;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Due times that do not run, or not yet: overlap, being switched off, the repeated hour. */
class SkippedDeliveriesTest extends Delivering {
  @Test
  void aDueTimeWhoseEarlierRunIsNotDoneIsSkipped() throws Exception {
    WorkflowId id = scheduled("overlap");
    gate.closed = new CountDownLatch(1);
    house.hand(Arrivals.of(house, id).local(NOON).build());
    clock.moveBy(Duration.ofMinutes(1));

    Answer answer = taken(Arrivals.of(house, id).message("msg_2"));

    assertThat(answer.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(occurrence(id, NOON.plusSeconds(60)).reason()).contains(Reason.OVERLAP);
    Answer again = taken(Arrivals.of(house, id).message("msg_2").retried(1));
    assertThat(again.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(again.duplicate()).isTrue();
  }

  @Test
  void aRetryThatFindsItsSlotTakenWaitsAsARow() throws Exception {
    WorkflowId id = scheduled("slot");
    gate.failures.set(1);
    Answer first = house.hand(Arrivals.of(house, id).local(NOON).build());
    house.await(first.run().get(), RunState.RETRYING);
    gate.closed = new CountDownLatch(1);
    Answer second =
        house.hand(Arrivals.of(house, id).local(NOON.plusSeconds(60)).build());
    house.await(second.run().get(), RunState.RUNNING);

    house.moveBy(Duration.ofSeconds(20));
    assertThat(house.store.claim(
            first.run().get(), "other", clock.instant(), clock.instant().plusSeconds(9), true))
        .isEmpty();

    gate.closed.countDown();
    house.await(second.run().get(), RunState.SUCCEEDED);
    house.moveBy(Duration.ofSeconds(1));
    house.await(first.run().get(), RunState.SUCCEEDED);
  }

  @Test
  void withOverlapAllowedTheyRunSideBySide() throws Exception {
    WorkflowId id = scheduled("beside", Map.of("overlap", "allow"));
    gate.closed = new CountDownLatch(1);
    house.hand(Arrivals.of(house, id).local(NOON).build());
    house.hand(Arrivals.of(house, id).local(NOON.plusSeconds(60)).build());
    gate.closed.countDown();

    assertThat(runsOf(id)).hasSize(2);
  }

  @Test
  void whatStillRingsAfterItWasSwitchedOffIsSkipped() throws Exception {
    WorkflowId id = scheduled("off");
    house.scheduling.deactivate(id);

    Answer answer = taken(Arrivals.of(house, id));

    assertThat(answer.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(runsOf(id)).isEmpty();
    assertThat(occurrence(id, NOON).reason()).contains(Reason.DEACTIVATED);
  }

  @Test
  void theSecondTimeOfARepeatedHourIsSkipped() throws Exception {
    WorkflowId id = house.save("autumn", """
        - pass:
            call: gate
        """);
    house.scheduling.activate(
        id,
        new Wishes(Map.of(
            "cron", Optional.of("30 1 * * *"), "timezone", Optional.of("America/New_York"))));
    Instant first = Instant.parse("2026-11-01T05:30:00Z");
    Instant second = Instant.parse("2026-11-01T06:30:00Z");

    clock.moveTo(first.plusSeconds(1));
    assertThat(taken(Arrivals.of(house, id)).verdict()).isEqualTo(Verdict.SUCCEEDED);
    clock.moveTo(second.plusSeconds(1));
    assertThat(taken(Arrivals.of(house, id).message("msg_2")).verdict()).isEqualTo(Verdict.SKIPPED);

    assertThat(occurrence(id, second).reason()).contains(Reason.REPEATED_HOUR);
  }

  private void wish(WorkflowId id, String blackout) {
    house.scheduling.activate(id, new Wishes(Map.of("blackout", Optional.of(blackout))));
  }

  /** The engine goes on by the old revision for up to a minute, or while it cannot be reached. */
  @Test
  void aFreezeHoldsThoughItsEngineHasNotTakenItYet() throws Exception {
    WorkflowId id = scheduled("frozen");
    wish(id, "2026-03-01");
    clock.moveBy(Duration.ofMinutes(1));

    Answer answer = taken(Arrivals.of(house, id).revision(1));

    assertThat(answer.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(occurrence(id, NOON.plusSeconds(60)).reason()).contains(Reason.BLACKOUT);
  }

  @Test
  void aFreezeThatWasLiftedLosesNoDueTimeThoughItsEngineHasNotTakenThatYet() throws Exception {
    WorkflowId id = scheduled("thawed", Map.of("blackout", "2026-03-01"));
    wish(id, "");
    clock.moveBy(Duration.ofMinutes(1));

    Answer answer = taken(Arrivals.of(house, id).revision(1));

    assertThat(answer.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(occurrence(id, NOON.plusSeconds(60)).run()).isEqualTo(answer.run());
  }

  @Test
  void whatWasNotMeantIsNotRunByAMessageThatComesLater() throws Exception {
    WorkflowId id = scheduled("again");
    house.scheduling.deactivate(id);
    taken(Arrivals.of(house, id));
    house.scheduling.activate(id, Wishes.NONE);

    Answer answer = taken(Arrivals.of(house, id).message("msg_2").revision(1).createdAt(NOON));

    assertThat(answer.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(occurrence(id, NOON).reason()).contains(Reason.DEACTIVATED);
    assertThat(runsOf(id)).isEmpty();
  }
}
