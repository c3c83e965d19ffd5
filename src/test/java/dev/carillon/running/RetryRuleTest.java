package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.ErrorType;
import dev.carillon.run.Pauses;
import dev.carillon.run.Run;
import dev.carillon.run.Run.Ownership;
import dev.carillon.run.RunError;
import dev.carillon.run.RunState;
import dev.carillon.schedule.RetryDelay;
import dev.carillon.testing.RunBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryRuleTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final RunError BROKEN = RunError.of(ErrorType.COMMUNICATION, "nobody answered");

  private static RunError asking(Duration pause) {
    return new RunError(
        BROKEN.type(),
        503,
        "busy",
        Optional.empty(),
        Optional.empty(),
        Optional.of(pause.toString()));
  }

  private static Optional<Duration> untilWake(Run run, RunError error) {
    return RetryRule.after(run, error, NOON).wakeAt().map(wake -> Duration.between(NOON, wake));
  }

  @Test
  void ourOwnNextAttemptComesAfterTheUsualPause() {
    Run run = RunBuilder.aRun().owned(Ownership.OURS).attempts(2, 4).build();

    assertThat(untilWake(run, BROKEN)).contains(Pauses.USUAL.after(2));
  }

  @Test
  void qStashIsWaitedForAMinuteBeyondItsTime() {
    Run run = RunBuilder.aRun().owned(Ownership.ENGINE).attempts(1, 4).build();

    assertThat(untilWake(run, BROKEN)).contains(Pauses.USUAL.after(1).plusSeconds(60));
  }

  @Test
  void qStashsTimeIsReckonedByItsOwnCountOfDeliveries() {
    Run run = RunBuilder.aRun()
        .owned(Ownership.ENGINE)
        .attempts(1, 4)
        .pausing(new Pauses(Optional.empty(), 2))
        .build();

    assertThat(untilWake(run, BROKEN)).contains(Pauses.USUAL.after(3).plusSeconds(60));
  }

  @Test
  void theSchedulesOwnDelayGovernsBoth() {
    Pauses own = new Pauses(Optional.of(new RetryDelay("5000")), 0);
    RunBuilder run = RunBuilder.aRun().attempts(1, 4).pausing(own);

    assertThat(untilWake(run.owned(Ownership.OURS).build(), BROKEN))
        .contains(Duration.ofSeconds(5));
    assertThat(untilWake(run.owned(Ownership.ENGINE).build(), BROKEN))
        .contains(Duration.ofSeconds(65));
  }

  @Test
  void aLongerPauseThatTheOtherSideAskedForIsKeptAndAShorterOneIsNot() {
    Run run = RunBuilder.aRun().owned(Ownership.OURS).attempts(1, 4).build();

    assertThat(untilWake(run, asking(Duration.ofMinutes(5)))).contains(Duration.ofMinutes(5));
    assertThat(untilWake(run, asking(Duration.ofSeconds(1)))).contains(Pauses.USUAL.after(1));
    assertThat(RetryRule.asked(run, asking(Duration.ofSeconds(1)))).isEmpty();
  }

  @Test
  void qStashHeedsNoPauseOfMoreThanADay() {
    Run run = RunBuilder.aRun().owned(Ownership.ENGINE).attempts(1, 4).build();

    assertThat(RetryRule.asked(run, asking(Duration.ofDays(3)))).contains(Duration.ofDays(1));
  }

  @Test
  void theLastAttemptIsTheLastAndAHopelessOneToo() {
    Run last = RunBuilder.aRun().attempts(4, 4).build();
    Run first = RunBuilder.aRun().attempts(1, 4).build();

    assertThat(RetryRule.after(last, BROKEN, NOON).state()).isEqualTo(RunState.FAILED);
    assertThat(RetryRule.after(first, RunError.of(ErrorType.VALIDATION, "no"), NOON)
            .state())
        .isEqualTo(RunState.FAILED);
  }
}
