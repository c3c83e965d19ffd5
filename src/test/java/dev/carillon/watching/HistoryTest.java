package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.jdbc.JdbcHistory;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.watching.History.Past;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir
  Path directory;

  private Tower tower;
  private History history;

  @BeforeEach
  void open() {
    tower = Tower.withQStash(TestDatabases.h2(directory), NOON.plusSeconds(30));
    tower.watch.tick();
    history = new JdbcHistory(tower.house.database);
  }

  @AfterEach
  void close() {
    tower.close();
  }

  @Test
  void theNewestDueTimesComeFirstEachWithItsRun() {
    WorkflowId one = tower.scheduled("one", "0 * * * *", "standby", "off");
    WorkflowId two = tower.scheduled("two", "0 * * * *", "standby", "off");
    WorkflowId none = tower.scheduled("none", "0 0 1 1 *");
    tower.passTo(NOON.plus(HOUR).plusSeconds(1));
    tower.deliver(one, "msg_1", NOON.plus(HOUR));
    tower.settle();
    tower.passTo(NOON.plus(HOUR.multipliedBy(2)).plusSeconds(300));

    var newest =
        history.newest(List.of(ScheduleId.of(two), ScheduleId.of(one), ScheduleId.of(none)), 10);

    assertThat(newest).containsOnlyKeys(ScheduleId.of(one), ScheduleId.of(two));
    List<Past> all = newest.get(ScheduleId.of(one));
    assertThat(all)
        .extracting(Past::dueTime)
        .containsExactly(NOON.plus(HOUR.multipliedBy(2)), NOON.plus(HOUR));
    assertThat(all.get(0).verdict()).isEqualTo(Verdict.MISSED);
    assertThat(all.get(0).reason()).contains(Reason.NOT_DELIVERED);
    assertThat(all.get(0).run()).isEmpty();
    assertThat(all.get(1).lateness()).contains(Duration.ofSeconds(1));
    History.Ran run = all.get(1).run().orElseThrow();
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.took()).contains(Duration.ZERO);
    assertThat(newest.get(ScheduleId.of(two)))
        .extracting(Past::verdict)
        .containsExactly(Verdict.MISSED, Verdict.MISSED);
    assertThat(history.newest(List.of(ScheduleId.of(one)), 1).get(ScheduleId.of(one)))
        .hasSize(1);
  }

  @Test
  void whatWasSkippedSinceHidesNothingOfHowItDoes() throws Exception {
    WorkflowId id = tower.scheduled("hangs", "* * * * *", "standby", "off");
    Instant hanging = NOON.plusSeconds(120);
    for (Instant due : List.of(NOON.plusSeconds(60), hanging)) {
      tower.clock.moveTo(due.plusSeconds(1));
      tower.deliver(id, "msg_" + due.getEpochSecond(), due);
    }
    for (int minutes = 1; minutes <= Health.SPAN; minutes++) {
      Instant due = hanging.plusSeconds(60L * minutes);
      tower.ledger.judged(ScheduleId.of(id), 1, due, Reason.OVERLAP, Optional.empty());
    }
    tower.clock.moveTo(hanging.plusSeconds(31 * 60));

    assertThat(seen(id, "RUNNING").health().word()).isEqualTo(Health.Word.STUCK);
    Healths.Seen failed = seen(id, "FAILED");
    assertThat(failed.health().word()).isEqualTo(Health.Word.FAILING);
    assertThat(failed.health().since()).contains(hanging);
    assertThat(failed.newest())
        .hasSize(Health.SPAN)
        .allMatch(it -> it.verdict() == Verdict.SKIPPED);
  }

  /** Shows how it does once its newest run is in that state. */
  private Healths.Seen seen(WorkflowId id, String state) throws Exception {
    RunId newest = tower.runsOf(id).get(0).id();
    try (var connection = tower.house.database.dataSource().getConnection();
        var update = connection.prepareStatement("update run set state = ? where id = ?")) {
      update.setString(1, state);
      update.setString(2, newest.value());
      update.executeUpdate();
    }
    return new Healths(history)
        .of(tower.house.scheduling.get(ScheduleId.of(id)), tower.clock.instant());
  }

  @Test
  void runsAreCountedByTheirStateAndByWhenTheyEnded() {
    WorkflowId one = tower.scheduled("one", "0 * * * *");
    tower.passTo(NOON.plus(HOUR).plusSeconds(1));
    tower.deliver(one, "msg_1", NOON.plus(HOUR));
    tower.settle();
    Instant ended = tower.clock.instant();

    assertThat(history.inState(RunState.SUCCEEDED)).isEqualTo(1);
    assertThat(history.inState(RunState.RUNNING)).isZero();
    assertThat(history.endedSince(RunState.SUCCEEDED, ended)).isEqualTo(1);
    assertThat(history.endedSince(RunState.SUCCEEDED, ended.plusSeconds(1))).isZero();
    assertThat(history.endedSince(RunState.FAILED, NOON)).isZero();
  }

  @Test
  void dueTimesAreCountedByWhatBecameOfThem() {
    WorkflowId one = tower.scheduled("one", "0 * * * *", "standby", "off");
    tower.passTo(NOON.plus(HOUR).plusSeconds(1));
    tower.deliver(one, "msg_1", NOON.plus(HOUR));
    tower.settle();
    Instant missed = NOON.plus(HOUR.multipliedBy(2));
    tower.passTo(missed.plusSeconds(300));

    assertThat(history.judged(Verdict.RAN, NOON, missed)).isEqualTo(1);
    assertThat(history.judged(Verdict.MISSED, NOON, missed)).isEqualTo(1);
    assertThat(history.judged(Verdict.MISSED, NOON, missed.minusSeconds(1))).isZero();
    assertThat(history.judged(Verdict.RAN, missed, missed)).isZero();
    assertThat(history.judged(Verdict.SKIPPED, NOON, missed)).isZero();
  }
}
