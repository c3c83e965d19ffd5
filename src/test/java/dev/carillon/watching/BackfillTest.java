package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.jdbc.JdbcBackfillStore;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.Run;
import dev.carillon.run.Trigger;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.testing.Together;
import dev.carillon.watching.Backfill.Gaps;
import dev.carillon.watching.Backfill.State;
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

/** Many due times that did not run are run after all, one after the other. */
class BackfillTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant ONE = NOON.plus(Duration.ofHours(1));
  private static final Instant TWO = NOON.plus(Duration.ofHours(2));
  private static final Instant THREE = NOON.plus(Duration.ofHours(3));

  @TempDir
  Path directory;

  private Tower tower;
  private Backfills backfills;

  @BeforeEach
  void open() {
    open(NOON.plusSeconds(30));
  }

  private void open(Instant now) {
    tower = Tower.withQStash(TestDatabases.h2(directory), now);
    tower.watch.tick();
    backfills = new Backfills(
        new JdbcBackfillStore(tower.house.database), tower.house.changes, tower.clock);
  }

  @AfterEach
  void close() {
    tower.close();
  }

  /** QStash rings nothing until three hours have passed. */
  private WorkflowId missed(String name) {
    WorkflowId id = tower.scheduled(name, "0 * * * *", "standby", "off", "catchUp", "none");
    tower.passTo(THREE.plusSeconds(180));
    assertThat(List.of(ONE, TWO, THREE)).allMatch(due -> verdict(id, due) == Verdict.MISSED);
    return id;
  }

  private Verdict verdict(WorkflowId id, Instant due) {
    return tower.at(id, due).verdict();
  }

  private Backfill begun(WorkflowId id, int perMinute) {
    Gaps all = new Gaps(NOON, tower.clock.instant(), List.of(), false);
    return backfills
        .begin(ScheduleId.of(id), all, perMinute, Optional.empty(), "ada")
        .orElseThrow();
  }

  private Backfill now(Backfill begun) {
    return backfills.get(begun.schedule(), begun.id());
  }

  private void lookAfter(Duration time) {
    tower.clock.moveBy(time);
    tower.watch.sweep();
    tower.settle();
  }

  private List<Instant> ran(WorkflowId id) {
    return tower.runsOf(id).stream()
        .sorted(java.util.Comparator.comparing(Run::createdAt))
        .map(run -> run.dueTime().orElseThrow())
        .toList();
  }

  @Test
  void whatWasMissedRunsTheOldestFirstAndAnswersForItsDueTime() {
    WorkflowId id = missed("missed");
    Backfill begun = begun(id, 600);

    for (int round = 0; round < 3; round++) {
      lookAfter(Duration.ofSeconds(1));
    }

    assertThat(ran(id)).containsExactly(ONE, TWO, THREE);
    assertThat(tower.runsOf(id)).allMatch(run -> run.trigger() == Trigger.BACKFILL);
    assertThat(now(begun).state()).isEqualTo(State.DONE);
    assertThat(now(begun).ran()).isEqualTo(3);
    backfills.cancel(begun.schedule(), begun.id(), "bob");
    assertThat(now(begun).state()).as("what is over is not canceled").isEqualTo(State.DONE);
    assertThat(tower.deliver(id, "msg_late", TWO).duplicate()).isTrue();
    assertThat(ran(id)).hasSize(3);
  }

  @Test
  void noMoreRunsBeginInAMinuteThanWasAsked() {
    WorkflowId id = missed("slowly");
    Backfill begun = begun(id, 1);

    lookAfter(Duration.ZERO);
    lookAfter(Duration.ofSeconds(59));
    assertThat(ran(id)).containsExactly(ONE);
    assertThat(now(begun).left()).isEqualTo(2);

    lookAfter(Duration.ofSeconds(1));
    assertThat(ran(id)).containsExactly(ONE, TWO);
  }

  @Test
  void whatIsCanceledRunsNoMoreAndIsMissedAsBefore() {
    WorkflowId id = missed("canceled");
    Backfill begun = begun(id, 600);
    lookAfter(Duration.ZERO);

    backfills.cancel(begun.schedule(), begun.id(), "bob");
    lookAfter(Duration.ofMinutes(5));

    assertThat(ran(id)).containsExactly(ONE);
    assertThat(verdict(id, TWO)).isEqualTo(Verdict.MISSED);
    assertThat(now(begun).state()).isEqualTo(State.CANCELED);
  }

  @Test
  void noPauseHoldsItUp() {
    WorkflowId id = missed("paused");
    tower.house.schedules.pause(
        ScheduleId.of(id), 1, new Pause(tower.clock.instant(), Optional.empty(), "", "ada"));
    begun(id, 600);

    lookAfter(Duration.ofSeconds(1));

    assertThat(ran(id)).containsExactly(ONE);
  }

  @Test
  void itGoesOnAfterARestart() {
    WorkflowId id = missed("restarted");
    Backfill begun = begun(id, 600);
    lookAfter(Duration.ZERO);
    Instant now = tower.clock.instant();

    tower.close();
    open(now.plusSeconds(60));
    lookAfter(Duration.ofSeconds(1));
    lookAfter(Duration.ofSeconds(1));

    assertThat(ran(id)).containsExactly(ONE, TWO, THREE);
    assertThat(now(begun).state()).isEqualTo(State.DONE);
  }

  @Test
  void twoNodesRunEachDueTimeOnce() throws Exception {
    WorkflowId id = missed("nodes");
    begun(id, 600);
    Watch other = tower.anotherWatch(tower.ledger, "node-2");

    for (int round = 0; round < 3; round++) {
      tower.clock.moveBy(Duration.ofSeconds(1));
      Together.call(2, number -> () -> {
        (number == 0 ? tower.watch : other).sweep();
        return number;
      });
      tower.settle();
    }
    other.stop();

    assertThat(ran(id)).doesNotHaveDuplicates().contains(ONE);
    assertThat(tower.runsOf(id)).hasSizeLessThanOrEqualTo(3);
  }
}
