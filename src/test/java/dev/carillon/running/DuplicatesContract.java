package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.run.RunState;
import dev.carillon.testing.Together;
import dev.carillon.workflow.WorkflowId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Which deliveries are counted on the row of a due time, on every database: those of QStash that came
 * for it again, were no attempt at it, and so are answered as duplicates.
 */
abstract class DuplicatesContract extends Delivering {
  private int counted(WorkflowId id) {
    return occurrence(id, NOON).duplicates();
  }

  @Test
  void theSameMessageAgainIsCountedWhenItsRunIsDone() throws Exception {
    WorkflowId id = scheduled("done");
    taken(Arrivals.of(house, id));

    Answer second = taken(Arrivals.of(house, id).retried(1));
    Answer third = taken(Arrivals.of(house, id).retried(2));

    assertThat(List.of(second, third)).allMatch(Answer::duplicate);
    assertThat(counted(id)).isEqualTo(2);
  }

  @Test
  void soItIsWhereItFailedForGood() throws Exception {
    WorkflowId id = scheduled("failed", Map.of("retries", "0"));
    gate.failures.set(1);
    taken(Arrivals.of(house, id));

    Answer second = taken(Arrivals.of(house, id).retried(1));

    assertThat(second.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(second.duplicate()).isTrue();
    assertThat(counted(id)).isEqualTo(1);
  }

  @Test
  void soItIsWhileItWaitsForTheSameRun() throws Exception {
    WorkflowId id = scheduled("going-on");
    gate.closed = new CountDownLatch(1);
    house.hand(Arrivals.of(house, id).build());

    CompletableFuture<Answer> second = house
        .runs
        .deliveries()
        .take(Arrivals.of(house, id).retried(1).build())
        .toCompletableFuture();

    assertThat(counted(id)).isEqualTo(1);
    gate.closed.countDown();
    assertThat(second.get(30, TimeUnit.SECONDS).duplicate()).isTrue();
    assertThat(counted(id)).isEqualTo(1);
  }

  @Test
  void ofEightAtOnceSevenAreCounted() throws Exception {
    WorkflowId id = scheduled("eight");

    List<Answer> answers = Together.call(8, () -> taken(Arrivals.of(house, id)));

    assertThat(answers).filteredOn(Answer::duplicate).hasSize(7);
    assertThat(counted(id)).isEqualTo(7);
  }

  @Test
  void theMessageOfADueTimeThatWeRangOurselvesIsCountedAsOftenAsItComes() throws Exception {
    WorkflowId id = scheduled("standby");
    Answer own = house.hand(Arrivals.of(house, id).local(NOON).build());
    house.await(own.run().orElseThrow(), RunState.SUCCEEDED);

    Answer late = taken(Arrivals.of(house, id));
    Answer later = taken(Arrivals.of(house, id).retried(1));

    assertThat(List.of(late, later)).allMatch(Answer::duplicate);
    assertThat(counted(id)).isEqualTo(2);
  }

  @Test
  void oneThatMadeNoRunIsCountedOnTheRowThatSaysWhy() throws Exception {
    WorkflowId id = scheduled("skipped", Map.of("blackout", "* 12 * * *"));
    taken(Arrivals.of(house, id));

    Answer second = taken(Arrivals.of(house, id).retried(1));

    assertThat(second.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(second.duplicate()).isTrue();
    assertThat(counted(id)).isEqualTo(1);
  }

  @Test
  void theNextAttemptOfARunIsNone() throws Exception {
    WorkflowId id = scheduled("retried");
    gate.failures.set(1);
    taken(Arrivals.of(house, id));

    Answer second = taken(Arrivals.of(house, id).retried(1));

    assertThat(second.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(second.duplicate()).isFalse();
    assertThat(counted(id)).isZero();
  }

  @Test
  void theSameTokenAgainIsNone() throws Exception {
    WorkflowId id = scheduled("replayed");
    taken(Arrivals.of(house, id).token("a".repeat(64)));

    taken(Arrivals.of(house, id).token("a".repeat(64)));

    assertThat(counted(id)).isZero();
  }

  /** Another node, or an engine that recovers, rings again what was rung: nobody delivered it. */
  @Test
  void whatIsRungHereAgainIsNone() {
    WorkflowId id = scheduled("recovered");

    house.hand(Arrivals.of(house, id).local(NOON).build());
    house.hand(Arrivals.of(house, id).local(NOON).build());

    assertThat(counted(id)).isZero();
  }
}
