package dev.carillon.rest;

import static dev.carillon.rest.Rung.WEBHOOK;
import static dev.carillon.rest.Rung.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.Backoff;
import dev.carillon.run.ErrorType;
import dev.carillon.run.Run;
import dev.carillon.run.RunState;
import dev.carillon.testing.Together;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.testing.qstash.HeldMessage.State;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** After the last attempt there is none, whoever was to bring it. */
class QStashLastAttemptTest {
  private static final String PASS = "- pass: { call: gate }";

  @RegisterExtension
  static final Rung RUNG = Rung.holding(Duration.ofSeconds(20));

  @ParameterizedTest
  @EnumSource(
      names = {"CONFIGURATION", "VALIDATION", "EXPRESSION", "AUTHENTICATION", "AUTHORIZATION"})
  void whatAnotherAttemptCannotMendIsTriedOnce(ErrorType type) {
    WorkflowId id = RUNG.at().hourly("never-" + type.status() + type.ordinal(), """
        - pass: { call: gate, with: { name: pass } }
        - refuse: { raise: { error: { type: '%s', status: %d, title: no } } }
        """.formatted(
            type.uri(), type.status()));

    List<Attempt> attempts = RUNG.at().fire();

    assertThat(statuses(attempts)).startsWith(489);
    assertThat(RUNG.message(attempts.get(0)).state()).isEqualTo(State.FAILED);
    assertThat(RUNG.at().run(id).state()).isEqualTo(RunState.FAILED);
    RUNG.at().house.moveBy(Duration.ofDays(2));
    assertThat(RUNG.at().run(id).attempts()).isEqualTo(1);
    assertThat(RUNG.gate.calls("pass")).isEqualTo(1);
  }

  @Test
  void withoutRetriesTheFirstAttemptIsTheLast() {
    WorkflowId id = RUNG.at().hourly("only-one", PASS, Map.of("retries", "0"));
    RUNG.gate.failures.set(99);

    List<Attempt> attempts = RUNG.at().fire();

    assertThat(statuses(attempts)).startsWith(489);
    String message = RUNG.at().run(id).message().orElseThrow().value();
    RUNG.at().house.moveBy(Duration.ofMinutes(30));
    RUNG.at().after(Duration.ofMinutes(1));
    assertThat(RUNG.of(message)).filteredOn(it -> it.url().contains(WEBHOOK)).hasSize(1);
    assertThat(RUNG.at().run(id).state()).isEqualTo(RunState.FAILED);
    assertThat(RUNG.gate.calls("")).isEqualTo(1);
  }

  /** The sweep takes the attempt over at the very moment at which QStash brings it after all. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void whoeverTakesTheLastAttemptTheOtherOneFindsNoneLeft(int round) throws Exception {
    WorkflowId id = RUNG.at().hourly("raced-" + round, PASS, Map.of("retries", "1"));
    RUNG.gate.failures.set(99);
    String message = RUNG.at().fire().get(0).messageId();
    RUNG.at().client.cancelMessage(message);
    RUNG.at().clock.moveBy(Backoff.after(1).plusSeconds(61));
    Callable<Integer> sweep = () -> {
      RUNG.at().house.runs.walkers().sweep();
      return 489;
    };
    Callable<Integer> late =
        () -> RUNG.at().deliver(WEBHOOK, RUNG.bodyOf(id), message, 1).statusCode();

    List<Integer> answers = Together.call(2, number -> number == 0 ? sweep : late);

    Run failed = RUNG.at().await(id, RunState.FAILED);
    assertThat(answers).containsExactly(489, 489);
    assertThat(failed.attempts()).isEqualTo(2);
    assertThat(RUNG.gate.calls("")).isEqualTo(2);
  }
}
