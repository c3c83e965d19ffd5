package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.jdbc.TestDatabases;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.Trigger;
import dev.carillon.running.Arrivals;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of due times about which the clocks of Berlin are set, whoever rings. */
class ClockChangesTest {
  private static final Instant AUTUMN = Instant.parse("2026-10-25T00:30:00Z");
  private static final Instant AGAIN = AUTUMN.plusSeconds(3600);

  /** The clock goes from 02:00 to 03:00. */
  private static final Instant SPRING = Instant.parse("2026-03-29T01:00:00Z");

  @TempDir
  Path directory;

  private Tower tower;

  private WorkflowId opened(boolean byQStash, Instant now, String cron, String... wishes) {
    tower = byQStash
        ? Tower.withQStash(TestDatabases.h2(directory), now)
        : Tower.withLocalEngine(TestDatabases.h2(directory), now);
    tower.watch.tick();
    return tower.scheduled("berlin", "CRON_TZ=Europe/Berlin " + cron, wishes);
  }

  @AfterEach
  void close() {
    tower.close();
  }

  /** Its engine rings a due time, as engines do at each. */
  private void rung(boolean byQStash, WorkflowId id, Instant due) {
    tower.passTo(due.plusSeconds(1));
    if (byQStash) {
      tower.deliver(id, "msg_" + due, due);
    } else {
      tower.house.hand(Arrivals.of(tower.house, id).local(due).build());
      tower.settle();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRepeatedHourRunsOnce(boolean byQStash) {
    WorkflowId id = opened(byQStash, AUTUMN.minusSeconds(7200), "30 2 * * *");
    rung(byQStash, id, AUTUMN);
    rung(byQStash, id, AGAIN);

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 1, "SKIPPED REPEATED_HOUR", 1));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRepeatedHourThatIsToRunTwiceDoes(boolean byQStash) {
    WorkflowId id =
        opened(byQStash, AUTUMN.minusSeconds(7200), "30 2 * * *", "repeatedHour", "twice");
    rung(byQStash, id, AUTUMN);
    rung(byQStash, id, AGAIN);

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 2));
    assertThat(tower.runsOf(id)).hasSize(2);
    assertThat(tower.triggerOf(tower.at(id, AGAIN))).isEqualTo(Trigger.CRON);
  }

  @Test
  void whereQStashIsSilentStandbyRingsTheSecondTimeToo() {
    WorkflowId id = opened(true, AUTUMN.minusSeconds(7200), "30 2 * * *", "repeatedHour", "twice");

    tower.passTo(AGAIN.plusSeconds(130));

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 2));
    assertThat(tower.triggerOf(tower.at(id, AGAIN))).isEqualTo(Trigger.STANDBY);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSkippedHourIsNotDue(boolean byQStash) {
    WorkflowId id = opened(byQStash, SPRING.minusSeconds(7200), "30 2 * * *");

    tower.passTo(SPRING.plusSeconds(7200));

    assertThat(tower.tally(id)).isEmpty();
  }

  /** QStash rings nothing then, so it is rung by us: at once, and also where standby is off. */
  @ParameterizedTest
  @ValueSource(strings = {"on", "off"})
  void aSkippedHourThatQStashIsToRunAfterIsRungByUsAtTheVeryInstant(String standby) {
    WorkflowId id = opened(
        true,
        SPRING.minusSeconds(7200),
        "15,30 2 * * *",
        "skippedHour",
        "run-after",
        "standby",
        standby);

    tower.passTo(SPRING.plusSeconds(1));
    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 1));
    assertThat(tower.triggerOf(tower.at(id, SPRING))).isEqualTo(Trigger.CRON);
    assertThat(tower.at(id, SPRING).lateness()).contains(Duration.ZERO);

    tower.passTo(SPRING.plusSeconds(7200));
    assertThat(tower.runsOf(id)).hasSize(1);
  }

  @Test
  void aSkippedHourThatTheLocalEngineRingsRunsOnce() {
    WorkflowId id =
        opened(false, SPRING.minusSeconds(7200), "30 2 * * *", "skippedHour", "run-after");
    rung(false, id, SPRING);

    tower.passTo(SPRING.plusSeconds(7200));

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 1));
    assertThat(tower.runsOf(id)).hasSize(1);
  }

  /** A due time shortly before is still waited for when the clock is set. */
  @Test
  void itIsRungAtTheInstantThoughAnEarlierDueTimeIsStillWaitedFor() {
    WorkflowId id = opened(
        true,
        SPRING.minusSeconds(7200),
        "59 1,2 * * *",
        "skippedHour",
        "run-after",
        "grace",
        "10m");

    tower.passTo(SPRING.plusSeconds(1));
    assertThat(tower.all(id)).extracting(Occurrence::dueTime).containsExactly(SPRING);

    tower.passTo(SPRING.plusSeconds(1200));
    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 2));
    assertThat(tower.triggerOf(tower.at(id, SPRING.minusSeconds(60)))).isEqualTo(Trigger.STANDBY);
  }

  /** What QStash made belongs to a due time that its cron names, also if it comes late. */
  @Test
  void aMessageOfQStashIsNeverTakenForIt() {
    WorkflowId id =
        opened(true, SPRING.minusSeconds(7200), "59 1,2 * * *", "skippedHour", "run-after");
    tower.passTo(SPRING.plusSeconds(1));

    tower.house.hand(Arrivals.of(tower.house, id)
        .message("msg_late")
        .createdAt(SPRING.plusSeconds(1))
        .build());
    tower.settle();

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 2));
    assertThat(tower.at(id, SPRING).duplicates()).isZero();
    assertThat(tower.at(id, SPRING.minusSeconds(60)).verdict()).isEqualTo(Verdict.RAN);
  }

  /** Two messages of QStash's never collapse into one, and neither is for what it does not ring. */
  @Test
  void aSecondMessageForTheDueTimeAfterItIsNotTakenForItEither() {
    WorkflowId id =
        opened(true, SPRING.minusSeconds(7200), "1 2,3 * * *", "skippedHour", "run-after");
    tower.clock.moveTo(SPRING.plusSeconds(62));

    tower.deliver(id, "msg_1", SPRING.plusSeconds(60));
    tower.deliver(id, "msg_2", SPRING.plusSeconds(60));

    assertThat(tower.all(id))
        .extracting(Occurrence::dueTime)
        .containsExactly(SPRING.plusSeconds(60));
    assertThat(tower.runsOf(id)).hasSize(2);
  }

  @Test
  void whereTheCronNamesTheInstantItselfQStashRingsIt() {
    WorkflowId id =
        opened(true, SPRING.minusSeconds(7200), "0 2,3 * * *", "skippedHour", "run-after");
    tower.passTo(SPRING.plusSeconds(1));
    assertThat(tower.tally(id)).isEmpty();

    tower.deliver(id, "msg_three", SPRING);
    tower.passTo(SPRING.plusSeconds(7200));

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 1));
    assertThat(tower.runsOf(id)).hasSize(1);
  }

  @Test
  void inAPauseItIsSkipped() {
    WorkflowId id =
        opened(true, SPRING.minusSeconds(7200), "30 2 * * *", "skippedHour", "run-after");
    tower.pause(id, SPRING.minusSeconds(60), SPRING.plusSeconds(60));

    tower.passTo(SPRING.plusSeconds(300));

    assertThat(tower.tally(id)).isEqualTo(Map.of("SKIPPED PAUSED", 1));
  }

  @ParameterizedTest
  @CsvSource({"true,last,RAN", "true,none,MISSED WE_WERE_DOWN", "false,last,RAN"})
  void afterADowntimeItIsCaughtUpAsAnyDueTime(boolean byQStash, String catchUp, String becomes) {
    WorkflowId id = opened(
        byQStash,
        SPRING.minusSeconds(7200),
        "30 2 * * *",
        "skippedHour",
        "run-after",
        "catchUp",
        catchUp);
    tower.clock.moveTo(SPRING.plusSeconds(7200));

    tower.pass(Duration.ofMinutes(5));

    assertThat(tower.tally(id)).isEqualTo(Map.of(becomes, 1));
  }
}
