package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.Answer;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.JdbcBackfillStore;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.Trigger;
import dev.carillon.running.Arrivals;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the due times around the two ends of a pause, on every database. */
abstract class PausesContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:30Z");
  private static final Instant ONE = Instant.parse("2026-03-01T13:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private Tower tower;

  /** Returns where an empty database is. */
  abstract DatabaseAddress address();

  private WorkflowId opened(boolean byQStash, String... wishes) {
    tower = byQStash ? Tower.withQStash(address(), NOON) : Tower.withLocalEngine(address(), NOON);
    tower.watch.tick();
    return tower.scheduled("paused", "0 * * * *", wishes);
  }

  @AfterEach
  void close() {
    tower.close();
  }

  /** Returns the due times that the list of gaps shows. */
  private List<Instant> gaps(WorkflowId id) {
    return new JdbcBackfillStore(tower.house.database)
            .gaps(ScheduleId.of(id), new Backfill.Gaps(NOON, ONE.plus(HOUR), List.of(), false), 10)
            .stream()
            .map(Occurrence::dueTime)
            .toList();
  }

  private void isAGap(WorkflowId id) {
    Occurrence row = tower.at(id, ONE);
    assertThat(row.verdict()).isEqualTo(Verdict.MISSED);
    assertThat(row.reason()).contains(Reason.REFUSED);
    assertThat(row.detail()).contains("the schedule was paused before it could run: holidays");
    assertThat(gaps(id)).containsExactly(ONE);
    assertThat(tower.runsOf(id)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDueTimeJustBeforeAPauseThatNobodyRangIsMissed(boolean byQStash) {
    WorkflowId id = opened(byQStash);
    tower.passTo(ONE.plusSeconds(10));
    tower.pause(id, ONE.plusSeconds(10), ONE.plus(HOUR));

    tower.passTo(ONE.plusSeconds(200));

    isAGap(id);
  }

  @Test
  void soIsOneThatQStashDeliversWhenThePauseHasBegun() {
    WorkflowId id = opened(true);
    tower.clock.moveTo(ONE.plusSeconds(2));
    tower.pause(id, ONE.plusSeconds(1), ONE.plus(HOUR));

    Answer answer = tower.deliver(id, "msg_1", ONE);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.verdict()).isEqualTo(Answer.Verdict.SKIPPED);
    isAGap(id);
  }

  @Test
  void whatIsDueAtTheFirstInstantIsSkippedAndAtTheEndItRuns() {
    WorkflowId id = opened(true);
    tower.clock.moveTo(ONE.plusSeconds(2));
    tower.pause(id, ONE, ONE.plus(HOUR));
    tower.deliver(id, "msg_1", ONE);

    tower.passTo(ONE.plus(HOUR).plusSeconds(200));

    assertThat(tower.at(id, ONE).reason()).contains(Reason.PAUSED);
    assertThat(tower.tally(id)).isEqualTo(Map.of("SKIPPED PAUSED", 1, "RAN", 1));
    assertThat(gaps(id)).isEmpty();
  }

  @Test
  void whatWasPausedAndIsResumedBeforeItIsJudgedRuns() {
    WorkflowId id = opened(true);
    tower.passTo(ONE.plusSeconds(10));
    tower.pause(id, ONE.plusSeconds(10), ONE.plusSeconds(20));

    tower.passTo(ONE.plusSeconds(200));

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 1));
  }

  /** Somebody said that all are to run: it waits until the pause is over. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whereAllAreCaughtUpItWaitsUntilThePauseIsOver(boolean byQStash) {
    WorkflowId id = opened(byQStash, "catchUp", "all");
    tower.passTo(ONE.plusSeconds(10));
    tower.pause(id, ONE.plusSeconds(10), ONE.plusSeconds(1_000));
    tower.passTo(ONE.plusSeconds(200));
    assertThat(tower.tally(id)).isEqualTo(Map.of("EXPECTED", 1));

    tower.passTo(ONE.plusSeconds(1_100));

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 1));
  }

  /** It is the same message that is rung when the pause is over. */
  @Test
  void whatTheLocalEngineRangInThePauseRunsWhenItIsOver() {
    WorkflowId id = opened(false, "catchUp", "all");
    tower.clock.moveTo(ONE.plusSeconds(2));
    tower.pause(id, ONE.plusSeconds(1), ONE.plusSeconds(1_000));
    tower.house.hand(Arrivals.of(tower.house, id).local(ONE).build());

    tower.passTo(ONE.plusSeconds(1_100));

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 1));
  }

  /** The answer says that it runs then: no standby, and no grace, has to see to it. */
  @ParameterizedTest
  @CsvSource({"off, 2m", "on, 24h"})
  void whatQStashDeliversInAShortPauseRunsWhenItIsOver(String standby, String grace) {
    WorkflowId id = opened(true, "catchUp", "all", "standby", standby, "grace", grace);
    tower.passTo(ONE.plusSeconds(20));
    tower.pause(id, ONE.plusSeconds(10), ONE.plusSeconds(60));

    Answer answer = tower.deliver(id, "msg_1", ONE);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(tower.tally(id)).isEqualTo(Map.of("EXPECTED", 1));
    tower.passTo(ONE.plusSeconds(200));
    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 1));
    assertThat(tower.triggerOf(tower.at(id, ONE))).isEqualTo(Trigger.CATCH_UP);
    assertThat(tower.deliver(id, "msg_1", ONE).duplicate()).isTrue();
    assertThat(tower.runsOf(id)).hasSize(1);
  }

  @Test
  void whatTheLocalEngineRangInAShortPauseDoesNotWaitForTheGrace() {
    WorkflowId id = opened(false, "catchUp", "all", "grace", "24h");
    tower.passTo(ONE.plusSeconds(20));
    tower.pause(id, ONE.plusSeconds(10), ONE.plusSeconds(60));
    tower.house.hand(Arrivals.of(tower.house, id).local(ONE).build());

    tower.passTo(ONE.plusSeconds(60));

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 1));
  }

  /** It was not to run anyway. */
  @Test
  void whatLiesInABlackoutDoesNotWaitForTheEndOfAPause() {
    WorkflowId id = opened(true, "catchUp", "all", "blackout", "2026-03-01T12:50/2026-03-01T13:10");
    tower.passTo(ONE.plusSeconds(20));
    tower.pause(id, ONE.plusSeconds(10), ONE.plusSeconds(60));

    tower.deliver(id, "msg_1", ONE);

    assertThat(tower.tally(id)).isEqualTo(Map.of("SKIPPED BLACKOUT", 1));
  }

  /** The pause is there after the watch decided to ring, and before what it rings is let in. */
  @Test
  void whatWeRingJustWhenAPauseBeginsRunsWhenItIsOver() {
    WorkflowId id = opened(true, "catchUp", "all");
    tower.passTo(ONE.plusSeconds(110));
    tower.clock.moveTo(ONE.plusSeconds(120));
    Ledger pausing = Gated.afterJudging(
        tower.ledger, () -> tower.pause(id, ONE.plusSeconds(115), ONE.plusSeconds(170)));

    tower.anotherWatch(pausing, "another").sweep();

    assertThat(tower.tally(id)).isEqualTo(Map.of("EXPECTED", 1));
    tower.passTo(ONE.plusSeconds(200));
    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 1));
  }
}
