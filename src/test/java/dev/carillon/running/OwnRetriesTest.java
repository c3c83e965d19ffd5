package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.Backoff;
import dev.carillon.run.ErrorType;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The attempts at what the local engine rang: all are ours, after QStash's pauses. */
class OwnRetriesTest extends Delivering {
  private RunId rung(WorkflowId id) {
    return house.hand(Arrivals.of(house, id).local(NOON).build()).run().orElseThrow();
  }

  /** A run that waits for its next attempt may be taken at once: it is not, for a day. */
  private void nothingComesOf(RunId run) {
    int calls = gate.calls.get();
    house.moveBy(Duration.ofDays(1));
    house.moveBy(Duration.ofDays(1));
    assertThat(house.store.get(run).state()).isEqualTo(RunState.FAILED);
    assertThat(house.store.claimable(clock.instant(), 100)).isEmpty();
    assertThat(gate.calls).hasValue(calls);
  }

  @Test
  void eachIsMadeAfterItsPauseAndTheLastIsTheLast() {
    gate.failures.set(99);
    RunId run = rung(scheduled("own", Map.of("retries", "2")));

    for (int attempt = 1; attempt <= 2; attempt++) {
      Run failed = afterAttempt(run, attempt);
      assertThat(failed.wakeAt()).contains(clock.instant().plus(Backoff.after(attempt)));
      house.moveBy(Backoff.after(attempt).minusMillis(1));
      assertThat(house.store.get(run).state()).isEqualTo(RunState.RETRYING);
      house.moveBy(Duration.ofMillis(1));
    }

    assertThat(house.await(run, RunState.FAILED).attempts()).isEqualTo(3);
    assertThat(gate.calls).hasValue(3);
    nothingComesOf(run);
  }

  /** The attempt before it left the run in the same state. */
  private Run afterAttempt(RunId run, int attempt) {
    return Awaitility.await()
        .until(
            () -> house.store.get(run),
            it -> it.attempts() == attempt && it.state() == RunState.RETRYING);
  }

  @Test
  void withoutRetriesTheFirstIsTheLast() {
    gate.failures.set(99);
    RunId run = rung(scheduled("once", Map.of("retries", "0")));

    assertThat(house.await(run, RunState.FAILED).attempts()).isEqualTo(1);
    nothingComesOf(run);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"CONFIGURATION", "VALIDATION", "EXPRESSION", "AUTHENTICATION", "AUTHORIZATION"})
  void whatAnotherAttemptCannotMendIsTriedOnce(ErrorType type) {
    WorkflowId id = house.save("never", """
        - refuse: { raise: { error: { type: '%s', status: %d, title: no } } }
        """.formatted(type.uri(), type.status()));
    activate(id, "* * * * *", Map.of());

    RunId run = rung(id);

    assertThat(house.await(run, RunState.FAILED).attempts()).isEqualTo(1);
    nothingComesOf(run);
  }
}
