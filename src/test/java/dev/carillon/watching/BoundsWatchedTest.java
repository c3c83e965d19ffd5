package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.running.Arrivals;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Start, end, blackout and grace: rung or not, each due time is booked by the same rules. */
class BoundsWatchedTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir
  Path directory;

  private Tower tower;

  private WorkflowId opened(boolean byQStash, String... wishes) {
    tower = byQStash
        ? Tower.withQStash(TestDatabases.h2(directory), NOON)
        : Tower.withLocalEngine(TestDatabases.h2(directory), NOON);
    tower.watch.tick();
    return tower.scheduled("bounded", "0 * * * *", wishes);
  }

  @AfterEach
  void close() {
    tower.close();
  }

  @Test
  void whatRingsInABlackoutIsAnsweredAndDoesNotRun() {
    WorkflowId id = opened(true, "blackout", "2026-03-01T13:00/2026-03-01T13:30");
    Instant due = NOON.plusSeconds(3600);
    tower.clock.moveTo(due.plusSeconds(1));

    var answer = tower.deliver(id, "msg_1", due);

    assertThat(answer.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(tower.at(id, due).detail().orElseThrow()).contains("2026-03-01T13:00");
    assertThat(tower.tally(id)).isEqualTo(Map.of("SKIPPED BLACKOUT", 1));
  }

  @Test
  void aRunKnowsTheDueTimesThatAreMeantBeforeAndAfterItsOwn() {
    WorkflowId id = opened(true, "blackout", "* 14-15 * * *; * 11-12 * * *");
    tower.house.save("bounded", "1.0.1", """
        - say:
            set: ${ $runtime.metadata.schedule }
        """, "");
    Instant due = NOON.plusSeconds(3600);
    tower.clock.moveTo(due.plusSeconds(1));

    tower.deliver(id, "msg_1", due);

    assertThat(tower.runsOf(id).get(0).output().orElseThrow().toString())
        .contains("\"nextDueTime\":\"2026-03-01T16:00:00Z\"")
        .contains("\"previousDueTime\":\"2026-03-01T10:00:00Z\"");
  }

  @Test
  void whatTheLocalEngineRingsOutsideStartAndEndDoesNotRun() {
    WorkflowId id = opened(false, "start", "2026-03-01T14:00", "end", "2026-03-01T14:00");
    for (int hour = 1; hour <= 3; hour++) {
      Instant due = NOON.plusSeconds(3600L * hour);
      tower.clock.moveTo(due.plusSeconds(1));
      tower.house.hand(Arrivals.of(tower.house, id).local(due).build());
      tower.settle();
    }

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 1, "SKIPPED OUTSIDE_START_END", 2));
  }

  @Test
  void whatNobodyRingsIsJudgedByTheSameRules() {
    WorkflowId id = opened(
        true,
        "start",
        "2026-03-01T14:00:00Z",
        "end",
        "2026-03-01T16:00:00Z",
        "blackout",
        "* 15 * * *");

    tower.passTo(NOON.plus(Duration.ofMinutes(5 * 60 + 10)));

    assertThat(tower.tally(id))
        .isEqualTo(Map.of("RAN", 2, "SKIPPED OUTSIDE_START_END", 2, "SKIPPED BLACKOUT", 1));
  }

  @Test
  void standbyWaitsForTheGraceThatTheScheduleGives() {
    WorkflowId id = opened(true, "grace", "20m");
    Instant due = NOON.plusSeconds(3600);

    tower.passTo(due.plus(Duration.ofMinutes(19)));
    assertThat(tower.tally(id)).isEmpty();

    tower.passTo(due.plus(Duration.ofMinutes(21)));
    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 1));
  }

  @Test
  void whatComesInItsGraceIsNotLate() {
    WorkflowId id = opened(true, "grace", "20m", "catchUp", "none");
    Instant due = NOON.plusSeconds(3600);
    tower.clock.moveTo(due.plus(Duration.ofMinutes(15)));

    tower.deliver(id, "msg_1", due);

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 1));
  }

  @Test
  void ofThoseThatWaitToBeCaughtUpNoneRunsThatIsNotMeant() {
    WorkflowId id = opened(false, "catchUp", "all", "blackout", "* 13 * * *");
    tower.clock.moveTo(NOON.plus(Duration.ofMinutes(4 * 60 - 1)));

    tower.pass(Duration.ofMinutes(5));

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 3, "SKIPPED BLACKOUT", 1));
  }
}
