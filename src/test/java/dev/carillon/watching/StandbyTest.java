package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.Answer;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.Trigger;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.scheduling.Standing;
import dev.carillon.scheduling.Told;
import dev.carillon.testing.Together;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** QStash is to ring: what is rung by our own hand, and what becomes of the rest. */
class StandbyTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant ONE = Instant.parse("2026-03-01T13:00:00Z");
  private static final Instant TWO = Instant.parse("2026-03-01T14:00:00Z");

  @TempDir
  Path directory;

  private Tower tower;

  @BeforeEach
  void open() {
    tower = Tower.withQStash(TestDatabases.h2(directory), NOON.plusSeconds(30));
    tower.watch.tick();
  }

  @AfterEach
  void close() {
    tower.close();
  }

  @Test
  void whatQStashRangInTimeIsLeftAlone() {
    WorkflowId id = tower.scheduled("rung", "0 * * * *");
    tower.passTo(ONE.plusSeconds(1));
    tower.deliver(id, "msg_1", ONE);

    tower.pass(Duration.ofMinutes(5));

    assertThat(tower.runsOf(id)).hasSize(1);
    assertThat(tower.at(id, ONE).duplicates()).isZero();
  }

  @Test
  void whatQStashDoesNotRingIsRungByUsWhenTheGraceIsOver() {
    WorkflowId id = tower.scheduled("silent", "0 * * * *");
    tower.passTo(ONE.plusSeconds(110));
    assertThat(tower.runsOf(id)).isEmpty();

    tower.pass(Duration.ofSeconds(20));

    Occurrence ran = tower.at(id, ONE);
    assertThat(ran.verdict()).isEqualTo(Verdict.RAN);
    assertThat(tower.triggerOf(ran)).isEqualTo(Trigger.STANDBY);
    assertThat(ran.lateness()).contains(Wording.GRACE);
  }

  @Test
  void whileQStashIsSilentForAnHourEachDueTimeIsRungOnce() {
    WorkflowId id = tower.scheduled("hour", "* * * * *");
    tower.passTo(ONE.plusSeconds(130));

    assertThat(tower.all(id)).hasSize(60).allMatch(it -> it.verdict() == Verdict.RAN);
    assertThat(tower.runsOf(id)).hasSize(60);
    assertThat(tower.all(id)).extracting(Occurrence::duplicates).containsOnly(0);
  }

  @Test
  void aMessageThatComesAfterItsStandbyIsADuplicateOfIt() {
    WorkflowId id = tower.scheduled("late", "0 * * * *");
    tower.passTo(ONE.plusSeconds(130));

    Answer answer = tower.deliver(id, "msg_1", ONE);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.duplicate()).isTrue();
    assertThat(tower.runsOf(id)).hasSize(1);
    assertThat(tower.at(id, ONE).duplicates()).isEqualTo(1);
  }

  @Test
  void aMessageThatComesWhenTheGraceIsJustOverIsRungAsUsual() {
    WorkflowId id = tower.scheduled("just-late", "* * * * *");
    tower.passTo(ONE.minusSeconds(1));
    tower.clock.moveTo(ONE.plusSeconds(125));

    tower.deliver(id, "msg_1", ONE);
    tower.watch.tick();

    assertThat(tower.at(id, ONE).verdict()).isEqualTo(Verdict.RAN);
    assertThat(tower.triggerOf(tower.at(id, ONE))).isEqualTo(Trigger.CRON);
  }

  @Test
  void theFirstNinetySecondsOfAScheduleAreRungByUsAtTheDueTimeItself() {
    WorkflowId id = tower.scheduled("new", "* * * * *");

    tower.pass(Duration.ofSeconds(150));

    Occurrence first = tower.at(id, NOON.plusSeconds(60));
    Occurrence second = tower.at(id, NOON.plusSeconds(120));
    assertThat(first.lateness()).contains(Duration.ZERO);
    assertThat(tower.triggerOf(first)).isEqualTo(Trigger.CRON);
    assertThat(second.lateness()).contains(Duration.ZERO);
    assertThat(tower.all(id)).hasSize(2);
  }

  /** What was due before it was given to QStash again is still waited for, and for long. */
  @Test
  void whatIsDueJustAfterARepairIsRungByUsThoughAnEarlierOneIsStillWaitedFor() {
    WorkflowId id = tower.scheduled("repaired", "0 * * * *", "grace", "2h");
    tower.passTo(TWO.minusSeconds(30));
    var told = new Told("qstash", 1, Map.of(), tower.clock.instant());
    tower.house.schedules.confirm(
        ScheduleId.of(id), 1, new Standing.Held(Optional.of(told), false, Optional.empty()));

    tower.passTo(TWO.plusSeconds(60));
    assertThat(tower.all(id)).extracting(Occurrence::dueTime).containsExactly(TWO);
    assertThat(tower.triggerOf(tower.at(id, TWO))).isEqualTo(Trigger.CRON);
    assertThat(tower.at(id, TWO).lateness()).contains(Duration.ZERO);

    tower.passTo(ONE.plus(Duration.ofHours(2)));
    assertThat(tower.triggerOf(tower.at(id, ONE))).isEqualTo(Trigger.STANDBY);
  }

  @Test
  void aMessageForADueTimeThatWasBridgedRunsNothingASecondTime() {
    WorkflowId id = tower.scheduled("bridged", "* * * * *");
    tower.passTo(NOON.plusSeconds(60));

    Answer answer = tower.deliver(id, "msg_1", NOON.plusSeconds(60));

    assertThat(answer.duplicate()).isTrue();
    assertThat(tower.runsOf(id)).hasSize(1);
  }

  @Test
  void nothingIsBridgedWhileItsEngineMayStillRefuse() {
    tower.house.engine.isGone();
    tower.clock.moveTo(NOON.plusSeconds(50));
    WorkflowId id = tower.scheduled("pending", "* * * * *");

    tower.passTo(NOON.plusSeconds(70));
    assertThat(tower.runsOf(id)).isEmpty();

    tower.passTo(NOON.plusSeconds(90));
    assertThat(tower.at(id, NOON.plusSeconds(60)).verdict()).isEqualTo(Verdict.RAN);
  }

  @Test
  void whatWasDueBeforeAnEditIsJudgedAsItWasThen() {
    WorkflowId id = tower.scheduled("edited", "0 * * * *", "standby", "off");
    tower.passTo(ONE.plusSeconds(40));

    tower.edit(id, "30 * * * *", "standby", "on");
    tower.passTo(TWO);

    assertThat(tower.tally(id)).isEqualTo(Map.of("MISSED NOT_DELIVERED", 1, "RAN", 1));
    assertThat(tower.at(id, ONE).revision()).isEqualTo(1);
    assertThat(tower.at(id, ONE.plusSeconds(1800)).revision()).isEqualTo(2);
  }

  @Test
  void aDueTimeAtTheVeryInstantOfAnEditBelongsToTheWordingBefore() {
    WorkflowId id = tower.scheduled("at-once", "0 * * * *");
    tower.passTo(ONE);

    tower.edit(id, "0 */3 * * *");
    tower.pass(Duration.ofMinutes(3));

    assertThat(tower.all(id)).extracting(Occurrence::dueTime).containsExactly(ONE);
    assertThat(tower.at(id, ONE).revision()).isEqualTo(1);
  }

  @Test
  void whatIsSwitchedOffBeforeItsGraceIsOverIsSkipped() {
    WorkflowId id = tower.scheduled("off", "0 * * * *");
    tower.passTo(ONE.plusSeconds(40));

    tower.house.scheduling.deactivate(id);
    tower.passTo(TWO.plusSeconds(300));

    assertThat(tower.all(id)).hasSize(1);
    assertThat(tower.at(id, ONE).reason()).contains(Reason.DEACTIVATED);
    assertThat(tower.runsOf(id)).isEmpty();
  }

  @Test
  void whatIsSwitchedOnAgainIsWatchedFromThenOn() {
    WorkflowId id = tower.scheduled("again", "0 * * * *");
    tower.pass(Duration.ofMinutes(10));
    tower.house.scheduling.deactivate(id);
    tower.passTo(ONE.plusSeconds(600));

    tower.edit(id, "0 * * * *");
    tower.passTo(TWO.plusSeconds(130));

    assertThat(tower.all(id)).extracting(Occurrence::dueTime).containsExactly(TWO);
  }

  @Test
  void whatWasDueDuringAPauseIsSkippedAlsoWhenThePauseIsOver() {
    WorkflowId id = tower.scheduled("paused", "0 * * * *");
    tower.pause(id, ONE.minusSeconds(60), ONE.plusSeconds(60));

    tower.passTo(ONE.plusSeconds(200));

    assertThat(tower.at(id, ONE).reason()).contains(Reason.PAUSED);
    assertThat(tower.at(id, ONE).detail()).contains("holidays");
    assertThat(tower.runsOf(id)).isEmpty();
  }

  @Test
  void withoutStandbyItIsMissedAndAMessageThatComesLateStillRunsIt() {
    WorkflowId id = tower.scheduled("no-standby", "0 * * * *", "standby", "off");
    tower.passTo(ONE.plusSeconds(300));
    assertThat(tower.at(id, ONE).reason()).contains(Reason.NOT_DELIVERED);

    tower.deliver(id, "msg_1", ONE);

    assertThat(tower.at(id, ONE).verdict()).isEqualTo(Verdict.RAN);
    assertThat(tower.triggerOf(tower.at(id, ONE))).isEqualTo(Trigger.CATCH_UP);
  }

  @Test
  void whatWasDeletedInTheConsoleIsNotRungByUs() {
    WorkflowId id = tower.scheduled("deleted", "0 * * * *");
    tower.deleteInConsole(id);

    tower.passTo(ONE.plusSeconds(300));

    assertThat(tower.tally(id)).isEqualTo(Map.of("MISSED NOT_DELIVERED", 1));
  }

  @Test
  void theSecondTimeOfARepeatedHourIsSkippedThoughNobodyRangIt() {
    tower.clock.moveTo(Instant.parse("2026-11-01T04:00:00Z"));
    tower.watch.tick();
    WorkflowId id = tower.scheduled("autumn", "30 1 * * *", "timezone", "America/New_York");

    tower.passTo(Instant.parse("2026-11-01T06:40:00Z"));

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 1, "SKIPPED REPEATED_HOUR", 1));
  }

  @Test
  void whatNobodyCanRunIsMissedAndSaysWhy() throws Exception {
    WorkflowId id = tower.scheduled("gone", "0 * * * *");
    try (var connection = tower.house.database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("update workflow set removed = true");
    }

    tower.passTo(ONE.plusSeconds(300));

    assertThat(tower.at(id, ONE).reason()).contains(Reason.REFUSED);
    assertThat(tower.at(id, ONE).detail()).contains("there is no workflow gone");
  }

  @Test
  void aDeliveryThatWasRefusedIsTheReasonWhyItWasMissed() {
    WorkflowId id = tower.scheduled("refused", "0 * * * *", "standby", "off");
    tower.refuse(id, ONE.plusSeconds(1));

    tower.passTo(ONE.plusSeconds(3600 + 150));

    assertThat(tower.tally(id)).isEqualTo(Map.of("MISSED NOT_DELIVERED", 1, "MISSED REFUSED", 1));
    assertThat(tower.at(id, ONE).detail())
        .contains("QStash's delivery was refused: signed for another URL");
  }

  @Test
  void twoNodesThatWatchAtOnceRingOnce() throws Exception {
    WorkflowId id = tower.scheduled("two", "* * * * *");
    tower.clock.moveBy(Duration.ofMinutes(30));
    List<Watch> nodes = List.of(
        tower.anotherWatch(tower.ledger, "left"), tower.anotherWatch(tower.ledger, "right"));

    for (int minute = 0; minute < 8; minute++) {
      Together.call(2, number -> () -> {
        nodes.get(number).tick();
        return true;
      });
      tower.settle();
      tower.clock.moveBy(Duration.ofSeconds(30));
    }

    Map<String, Integer> tally = tower.tally(id);
    assertThat(tower.runsOf(id)).hasSize(tally.get("RAN"));
    assertThat(tower.all(id)).extracting(Occurrence::dueTime).doesNotHaveDuplicates();
    assertThat(tower.all(id)).hasSize(32);
    assertThat(tower.tally(id)).isEqualTo(Map.of("MISSED SUPERSEDED", 28, "RAN", 4));
  }

  @Test
  void noWantOfMemoryEndsTheWatch() {
    assertThat(WatchTimer.guarded(() -> {
          throw new OutOfMemoryError("just now");
        }))
        .isFalse();
  }

  @Test
  void aNodeThatDiesBetweenRingingAndWritingLosesNothing() {
    WorkflowId id = tower.scheduled("dies", "0 * * * *");
    tower.passTo(ONE.plusSeconds(110));
    tower.clock.moveTo(ONE.plusSeconds(121));
    Watch dying = tower.anotherWatch(Dying.after(tower.ledger, 1), "dying");
    assertThat(WatchTimer.guarded(dying::sweep)).isFalse();

    tower.settle();
    tower.watch.tick();
    tower.passTo(TWO.plusSeconds(130));

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 2));
    assertThat(tower.runsOf(id)).hasSize(2);
  }

  /** Much may be due at once, and the watch has one thread. */
  @Test
  void aNodeThatSweepsForLongIsUpAllTheWhile() {
    WorkflowId id = tower.scheduled("busy", "0 * * * *", "catchUp", "none");
    tower.passTo(ONE.plusSeconds(30));
    AtomicBoolean first = new AtomicBoolean(true);
    Ledger slow = Overseen.before(tower.ledger, "due", () -> {
      if (first.getAndSet(false)) {
        tower.clock.moveBy(Duration.ofSeconds(40));
      }
    });
    tower.watch.stop();
    Watch busy = tower.anotherWatch(slow, "busy");
    busy.tick();

    tower.clock.moveTo(ONE.plusSeconds(121));
    busy.sweep();
    tower.settle();

    assertThat(tower.tally(id)).isEqualTo(Map.of("RAN", 1));
    assertThat(tower.triggerOf(tower.at(id, ONE))).isEqualTo(Trigger.STANDBY);
  }
}
