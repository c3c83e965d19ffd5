package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.Trigger;
import dev.carillon.running.Arrivals;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of due times about which the clocks of Berlin are set, whoever rings. */
class ClockChangesTest {
  private static final Instant AUTUMN = Instant.parse("2026-10-25T00:30:00Z");
  private static final Instant AGAIN = AUTUMN.plusSeconds(3600);

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
}
