package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.jdbc.JdbcBackfillStore;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.Run;
import dev.carillon.run.Trigger;
import dev.carillon.running.Arrivals;
import dev.carillon.running.Changes;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.watching.Backfill.Gaps;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody rang, because nobody was up or because the local engine did not: the policy decides. */
class CatchUpTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant NEXT_DAY = NOON.plus(Duration.ofHours(24));

  @TempDir
  Path directory;

  private Tower tower;

  private void open(Instant now) {
    tower = Tower.withLocalEngine(TestDatabases.h2(directory), now);
  }

  /** The server is off until then. */
  private void offUntil(Instant now) {
    tower.close();
    open(now);
  }

  @AfterEach
  void close() {
    tower.close();
  }

  private WorkflowId watched(String name, String cron, String catchUp) {
    open(NOON.plusSeconds(30));
    tower.watch.tick();
    WorkflowId id = tower.scheduled(name, cron, "catchUp", catchUp);
    tower.watch.tick();
    return id;
  }

  @Test
  void afterADayOffTheLastDueTimeRunsAndTheOthersAreSuperseded() {
    WorkflowId id = watched("last", "0 * * * *", "last");
    offUntil(NEXT_DAY.plusSeconds(1800));

    tower.watch.tick();
    tower.settle();

    assertThat(tower.tally(id)).isEqualTo(Map.of("MISSED SUPERSEDED", 23, "RAN", 1));
    Occurrence last = tower.at(id, NEXT_DAY);
    assertThat(tower.triggerOf(last)).isEqualTo(Trigger.CATCH_UP);
    assertThat(last.lateness()).contains(Duration.ofMinutes(30));
    assertThat(tower.at(id, NOON.plusSeconds(3600)).detail()).contains("no node was up");
  }

  @ParameterizedTest
  @ValueSource(strings = {"blackout=2026-03-02T11:30/2026-03-03", "end=2026-03-02T11:30"})
  void whatIsNotMeantSupersedesNothing(String bound) {
    open(NOON.plusSeconds(30));
    tower.watch.tick();
    String[] said = bound.split("=");
    WorkflowId id = tower.scheduled("bounded", "0 * * * *", "catchUp", "last", said[0], said[1]);
    tower.watch.tick();
    offUntil(NEXT_DAY.plusSeconds(1800));

    tower.watch.tick();
    tower.settle();

    Occurrence meant = tower.at(id, NEXT_DAY.minusSeconds(3600));
    assertThat(meant.verdict()).isEqualTo(Verdict.RAN);
    assertThat(tower.triggerOf(meant)).isEqualTo(Trigger.CATCH_UP);
    assertThat(tower.at(id, NEXT_DAY).verdict()).isEqualTo(Verdict.SKIPPED);
  }

  /** QStash's message comes when nobody has judged yet: the same rule. */
  @Test
  void whatArrivesLateIsNotSupersededByWhatIsNotMeant() {
    tower = Tower.withQStash(TestDatabases.h2(directory), NOON.plusSeconds(30));
    WorkflowId id = tower.scheduled("late", "0 * * * *", "end", "2026-03-01T13:00");
    tower.clock.moveTo(NOON.plusSeconds(2 * 3600 + 60));

    tower.deliver(id, "msg_late", NOON.plusSeconds(3600));

    assertThat(tower.at(id, NOON.plusSeconds(3600)).verdict()).isEqualTo(Verdict.RAN);
  }

  /** The due times after it are not late yet, and nobody rang them: so nothing took its place. */
  @Test
  void aGraceLongerThanTheIntervalLeavesTheLastToBeCaughtUp() {
    open(NOON.plusSeconds(30));
    tower.watch.tick();
    WorkflowId id = tower.scheduled("patient", "0 * * * *", "catchUp", "last", "grace", "2h");

    tower.passTo(NOON.plus(Duration.ofHours(3)).plusSeconds(60));

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 1));
    assertThat(tower.at(id, NOON.plusSeconds(3600)).lateness()).contains(Duration.ofHours(2));
  }

  @Test
  void aLaterDueTimeThatWasRungSupersedesWhatIsLateByALongGrace() {
    open(NOON.plusSeconds(30));
    tower.watch.tick();
    WorkflowId id = tower.scheduled("overtaken", "0 * * * *", "catchUp", "last", "grace", "2h");
    tower.passTo(NOON.plus(Duration.ofHours(2)).plusSeconds(1));
    tower.house.hand(
        Arrivals.of(tower.house, id).local(NOON.plusSeconds(2 * 3600)).build());
    tower.settle();

    tower.passTo(NOON.plus(Duration.ofHours(3)).plusSeconds(60));

    assertThat(tower.tally(id)).isEqualTo(Map.of("MISSED SUPERSEDED", 1, "RAN", 1));
  }

  /** Somebody may have paused it at that very due time; then nothing took its place either. */
  @Test
  void aLaterDueTimeThatWasPausedSupersedesNothing() {
    open(NOON.plusSeconds(30));
    tower.watch.tick();
    WorkflowId id = tower.scheduled("before-pause", "0 * * * *", "catchUp", "last", "grace", "2h");
    Instant two = NOON.plusSeconds(2 * 3600);
    tower.pause(id, two.minusSeconds(60), two.plusSeconds(60));
    tower.passTo(two.plusSeconds(1));
    tower.house.hand(Arrivals.of(tower.house, id).local(two).build());

    tower.passTo(two.plusSeconds(3600 + 60));

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 1, "SKIPPED PAUSED", 1));
    assertThat(tower.at(id, NOON.plusSeconds(3600)).verdict()).isEqualTo(Verdict.RAN);
  }

  @Test
  void withAllCaughtUpAGraceOfADayLeavesADayToDoIt() {
    open(NOON.plusSeconds(30));
    tower.watch.tick();
    WorkflowId id = tower.scheduled("a-day", "0 13 * * *", "catchUp", "all", "grace", "24h");
    tower.watch.tick();
    offUntil(NOON.plus(Duration.ofHours(26)));

    tower.watch.tick();
    tower.settle();

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 1));
  }

  @Test
  void withoutCatchUpAllAreMissedBecauseWeWereDown() {
    WorkflowId id = watched("none", "0 * * * *", "none");
    offUntil(NEXT_DAY.plusSeconds(1800));

    tower.watch.tick();

    assertThat(tower.tally(id)).isEqualTo(Map.of("MISSED WE_WERE_DOWN", 24));
    assertThat(tower.runsOf(id)).isEmpty();
  }

  @Test
  void withAllCaughtUpThoseOfTheLastDayRunOneAfterTheOtherTheOldestFirst() {
    WorkflowId id = watched("all", "0 * * * *", "all");
    offUntil(NEXT_DAY.plusSeconds(5400));

    tower.watch.tick();
    assertThat(tower.tally(id)).containsEntry("EXPECTED", 23);
    for (int turn = 0; turn < 24; turn++) {
      tower.settle();
      tower.clock.moveBy(Duration.ofSeconds(1));
      tower.watch.sweep();
    }
    tower.settle();

    assertThat(tower.tally(id)).isEqualTo(Map.of("MISSED WE_WERE_DOWN", 1, "RAN", 24));
    List<Run> runs = new ArrayList<>(tower.runsOf(id));
    assertThat(runs).extracting(Run::trigger).containsOnly(Trigger.CATCH_UP);
    assertThat(runs.stream().map(it -> it.dueTime().orElseThrow()).toList())
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(tower.ledger.waiting(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void whatWaitsToBeCaughtUpIsNotHeldUpByAQuietWatch() {
    WorkflowId id = watched("by-itself", "0 * * * *", "all");
    offUntil(NOON.plus(Duration.ofHours(10)));

    tower.watch.start();

    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> tower.tally(id).getOrDefault("RAN", 0) == 9);
  }

  /** A run tells of each of its steps. */
  @Test
  void manyChangesOfARunAreOneLookAtWhatWaits() {
    WorkflowId id = watched("many-steps", "0 * * * *", "all");
    offUntil(NOON.plus(Duration.ofHours(3)));
    var looks = new AtomicInteger();
    var gate = new CountDownLatch(1);
    Watch watch = tower.anotherWatch(
        Looking.at(tower.ledger, () -> {
          looks.incrementAndGet();
          gate.await();
        }),
        "looking");
    watch.start();
    try {
      await().atMost(Duration.ofSeconds(30)).until(() -> looks.get() == 1);
      var change = new Changes.Change(id, tower.runsOf(id).get(0).id());
      for (int step = 0; step < 1_000; step++) {
        tower.house.changes.tell(change);
      }
      gate.countDown();

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> tower.tally(id).getOrDefault("RAN", 0) == 2);
      tower.settle();
      assertThat(looks).hasValueLessThan(100);
    } finally {
      gate.countDown();
      watch.stop();
    }
  }

  @Test
  void anotherRunThatIsNotDoneHoldsUpWhatWaitsButNotTheJudging() {
    WorkflowId id = watched("held-up", "0 * * * *", "all");
    Instant due = NOON.plusSeconds(3600);
    offUntil(NOON.plus(Duration.ofHours(3)).plusSeconds(600));
    WorkflowId slow = tower.house.save("held-up", "1.0.1", """
        - pause:
            wait: PT10M
        """, "");
    assertThat(slow).isEqualTo(id);

    tower.watch.tick();
    tower.watch.tick();

    assertThat(tower.runsOf(id)).hasSize(1);
    assertThat(tower.at(id, due).verdict()).isEqualTo(Verdict.RAN);
    assertThat(tower.tally(id)).isEqualTo(Map.of("EXPECTED", 2, "RAN", 1));
  }

  @Test
  void whatWaitsToBeCaughtUpIsSkippedWhenTheScheduleIsSwitchedOff() {
    WorkflowId id = watched("off", "0 * * * *", "all");
    offUntil(NOON.plus(Duration.ofHours(3)).plusSeconds(600));
    tower.watch.tick();
    tower.settle();
    tower.house.scheduling.deactivate(id);

    for (int turn = 0; turn < 3; turn++) {
      tower.watch.tick();
    }

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 1, "SKIPPED DEACTIVATED", 2));
  }

  @Test
  void whatWaitsToBeCaughtUpWaitsOnInAPauseThatBeganAfterIt() {
    WorkflowId id = watched("paused-later", "0 * * * *", "all");
    Instant back = NOON.plus(Duration.ofHours(2)).plusSeconds(600);
    offUntil(back);
    tower.pause(id, back.minusSeconds(1), back.plusSeconds(600));

    tower.watch.tick();
    tower.watch.tick();
    assertThat(tower.tally(id)).isEqualTo(Map.of("EXPECTED", 2));

    tower.pass(Duration.ofMinutes(12));

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 2));
    assertThat(tower.runsOf(id)).extracting(Run::trigger).containsOnly(Trigger.CATCH_UP);
  }

  /** No pause holds up what somebody asked for, so what waits for the pause's end must not either. */
  @Test
  void whatSomebodyAskedForDoesNotWaitInAPauseBehindWhatIsCaughtUpByItself() {
    WorkflowId id = watched("asked-for", "0 * * * *", "all");
    Instant back = NOON.plus(Duration.ofHours(2)).plusSeconds(600);
    offUntil(back);
    tower.pause(id, back.minusSeconds(1), back.plusSeconds(600));
    ScheduleId schedule = ScheduleId.of(id);
    Instant missed = NOON.minusSeconds(3600);
    tower.ledger.judged(schedule, 1, missed, Reason.NOT_DELIVERED, Optional.empty());
    new Backfills(new JdbcBackfillStore(tower.house.database), tower.house.changes, tower.clock)
        .begin(schedule, new Gaps(missed, missed, List.of(), false), 60, Optional.empty(), "Zoë");

    tower.watch.tick();
    tower.settle();

    assertThat(tower.tally(id)).isEqualTo(Map.of("EXPECTED", 2, "RAN", 1));
    assertThat(tower.triggerOf(tower.at(id, missed))).isEqualTo(Trigger.BACKFILL);
  }

  @Test
  void whatTheLocalEngineDidNotRingThoughWeWereUpIsToldSo() {
    WorkflowId id = watched("asleep", "0 * * * *", "none");

    tower.passTo(NOON.plusSeconds(3600 + 130));

    assertThat(tower.tally(id)).isEqualTo(Map.of("MISSED ENGINE_DOWN", 1));
  }

  @Test
  void whatTheLocalEngineDidNotRingIsCaughtUpWhenItsGraceIsOver() {
    WorkflowId id = watched("caught-up", "0 * * * *", "last");

    tower.passTo(NOON.plusSeconds(3600 + 130));

    assertThat(tower.triggerOf(tower.at(id, NOON.plusSeconds(3600)))).isEqualTo(Trigger.CATCH_UP);
  }

  @Test
  void aScheduleThatWasEditedBeforeWeWentDownIsJudgedByBothWordings() {
    WorkflowId id = watched("edited", "0 * * * *", "none");
    tower.passTo(NOON.plusSeconds(3600 + 60));
    tower.edit(id, "30 * * * *", "catchUp", "last");
    offUntil(NOON.plus(Duration.ofHours(4)));

    tower.watch.tick();
    tower.settle();

    assertThat(tower.all(id))
        .extracting(it -> it.verdict() + " " + it.revision())
        .containsExactly("RAN 2", "MISSED 2", "MISSED 2", "MISSED 1");
  }

  @Test
  void whatWasDueInAPauseIsSkippedThoughWeWereDown() {
    WorkflowId id = watched("paused", "0 * * * *", "none");
    tower.pause(id, NOON, NOON.plus(Duration.ofHours(2)).plusSeconds(1));
    offUntil(NOON.plus(Duration.ofHours(4)).plusSeconds(600));

    tower.watch.tick();

    assertThat(tower.tally(id)).isEqualTo(Map.of("SKIPPED PAUSED", 2, "MISSED WE_WERE_DOWN", 2));
  }

  @Test
  void aDayOffOfManySchedulesIsJudgedInOneGo() {
    open(NOON.plusSeconds(30));
    tower.watch.tick();
    List<WorkflowId> all = new ArrayList<>();
    for (int number = 0; number < 5; number++) {
      all.add(tower.scheduled("many-" + number, "* * * * *"));
    }
    offUntil(NEXT_DAY.plusSeconds(30));

    tower.watch.tick();

    assertThat(all)
        .allSatisfy(id -> assertThat(tower.tally(id)).isEqualTo(Map.of("MISSED SUPERSEDED", 1438)));
    tower.clock.moveTo(NEXT_DAY.plusSeconds(120));
    tower.watch.tick();
    assertThat(all).allSatisfy(id -> {
      assertThat(tower.all(id))
          .hasSize(1440)
          .extracting(Occurrence::dueTime)
          .doesNotHaveDuplicates();
      assertThat(tower.at(id, NEXT_DAY).reason()).contains(Reason.SUPERSEDED);
    });
  }
}
