package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.testing.Together;
import dev.carillon.workflow.WorkflowId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Messages that come again, or that stand for what another has done. */
class RepeatedDeliveriesTest extends Delivering {
  @Test
  void theSameMessageAgainIsADuplicateAndMakesNoSecondRun() throws Exception {
    WorkflowId id = scheduled("twice");
    Answer first = taken(Arrivals.of(house, id).token("a".repeat(64)));

    Answer second = taken(Arrivals.of(house, id).token("b".repeat(64)).retried(1));

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.duplicate()).isTrue();
    assertThat(second.run()).isEqualTo(first.run());
    assertThat(runsOf(id)).hasSize(1);
  }

  @Test
  void ofEightAtOnceOneMakesTheRunAndAllAreAnsweredWithIt() throws Exception {
    WorkflowId id = scheduled("eight");

    List<Answer> answers = Together.call(8, () -> taken(Arrivals.of(house, id)));

    assertThat(runsOf(id)).hasSize(1);
    assertThat(gate.calls).hasValue(1);
    assertThat(answers).allMatch(it -> it.status() == 200);
    assertThat(answers).filteredOn(it -> !it.duplicate()).hasSize(1);
  }

  @Test
  void theSameTokenWithAnotherMessageIsRefused() throws Exception {
    WorkflowId id = scheduled("captured");
    taken(Arrivals.of(house, id).token("c".repeat(64)));

    Answer answer = taken(Arrivals.of(house, id).message("msg_2").token("c".repeat(64)));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(runsOf(id)).hasSize(1);
  }

  @Test
  void theSameTokenWithItsMessageGetsTheAnswerThatItGot() throws Exception {
    WorkflowId id = scheduled("replayed");
    gate.failures.set(1);
    Answer first = taken(Arrivals.of(house, id).token("d".repeat(64)));

    Answer again = taken(Arrivals.of(house, id).token("d".repeat(64)));

    assertThat(first.status()).isEqualTo(500);
    assertThat(again.status()).isEqualTo(500);
    assertThat(house.store.get(first.run().get()).attempts()).isEqualTo(1);
  }

  @Test
  void theLocalEngineRingsADueTimeOnceHoweverOftenItRecovers() {
    WorkflowId id = scheduled("recovered");

    Answer first = house.hand(Arrivals.of(house, id).local(NOON).build());
    Answer second = house.hand(Arrivals.of(house, id).local(NOON).build());

    assertThat(second.run()).isEqualTo(first.run());
    assertThat(runsOf(id)).hasSize(1);
  }

  @Test
  void aDueTimeThatWeRangOurselvesMakesALateMessageADuplicate() throws Exception {
    WorkflowId id = scheduled("standby");
    Answer own = house.hand(Arrivals.of(house, id).local(NOON).build());
    house.await(own.run().get(), RunState.SUCCEEDED);

    Answer late = taken(Arrivals.of(house, id));

    assertThat(late.duplicate()).isTrue();
    assertThat(late.status()).isEqualTo(200);
    assertThat(runsOf(id)).hasSize(1);
    assertThat(occurrence(id, NOON).duplicates()).isEqualTo(1);
  }

  @Test
  void aDueTimeThatWeRangAndThatFailedForGoodIsNotRunAgainByTheMessageThatWasMadeForIt()
      throws Exception {
    WorkflowId id = scheduled("failed", Map.of("retries", "0"));
    gate.failures.set(1);
    Answer own = house.hand(Arrivals.of(house, id).local(NOON).build());
    house.await(own.run().get(), RunState.FAILED);

    Answer late = taken(Arrivals.of(house, id));

    assertThat(late.duplicate()).isTrue();
    assertThat(late.run()).isEqualTo(own.run());
    assertThat(late.status()).isEqualTo(200);
    assertThat(gate.calls).hasValue(1);
    assertThat(runsOf(id)).hasSize(1);
  }

  @Test
  void aMessageThatIsMadeLongAfterADueTimeThatFailedIsMeantAndRuns() throws Exception {
    WorkflowId id = scheduled("meant", Map.of("retries", "0", "cron", "0 * * * *"));
    gate.failures.set(1);
    Answer own = house.hand(Arrivals.of(house, id).local(NOON).build());
    house.await(own.run().get(), RunState.FAILED);
    clock.moveTo(NOON.plusSeconds(1800));

    Answer meant = taken(Arrivals.of(house, id).createdAt(NOON.plusSeconds(1799)));

    assertThat(meant.run()).isNotEqualTo(own.run());
    assertThat(gate.calls).hasValue(2);
  }

  @Test
  void twoMessagesOfQStashNeverCollapseIntoOne() throws Exception {
    WorkflowId id = scheduled("second");
    activate(id, "0 * * * *", Map.of());
    Answer first = taken(Arrivals.of(house, id).message("msg_1"));

    Answer second = taken(Arrivals.of(house, id).message("msg_2"));

    assertThat(second.run()).isNotEqualTo(first.run());
    assertThat(house.store.get(second.run().get()).trigger()).isEqualTo(Trigger.REDELIVERY);
  }

  @Test
  void aSecondMessageForADueTimeDoesNotRunBesideTheFirst() throws Exception {
    WorkflowId id = scheduled("not-beside");
    gate.closed = new CountDownLatch(1);
    Answer first = house.hand(Arrivals.of(house, id).message("msg_1").build());

    Answer second = taken(Arrivals.of(house, id).message("msg_2"));

    assertThat(second.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(runsOf(id)).hasSize(1);
    assertThat(first.run()).isPresent();
  }
}
