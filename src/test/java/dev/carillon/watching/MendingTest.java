package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.delivery.Answer;
import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.jdbc.JdbcDeadLetterStore;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.MessageId;
import dev.carillon.run.Run;
import dev.carillon.run.Trigger;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.testing.Together;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Due times that did not run: what QStash says of them, and running them after all. */
class MendingTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant ONE = Instant.parse("2026-03-01T13:00:00Z");

  @TempDir
  Path directory;

  private Tower tower;
  private Mending mending;
  private Losses losses;

  @BeforeEach
  void open() {
    tower = Tower.withQStash(TestDatabases.h2(directory), NOON.plusSeconds(30));
    tower.watch.tick();
    mending = new Mending(tower.ledger, tower.house.store, tower.house.runs, tower.clock);
    losses = new Losses(
        tower.ledger,
        tower.watch,
        tower.house.schedules,
        new JdbcDeadLetterStore(tower.house.database));
  }

  @AfterEach
  void close() {
    tower.close();
  }

  private WorkflowId missed(String name) {
    WorkflowId id = tower.scheduled(name, "0 * * * *", "standby", "off");
    tower.passTo(ONE.plusSeconds(180));
    assertThat(tower.at(id, ONE).verdict()).isEqualTo(Verdict.MISSED);
    return id;
  }

  private Run run(WorkflowId id, Instant due, boolean alsoSkipped) {
    return mending.run(ScheduleId.of(id), due, alsoSkipped);
  }

  @Test
  void aMissedDueTimeRunsLateAndNeverTwice() {
    WorkflowId id = missed("mended");

    Run run = run(id, ONE, false);
    tower.settle();

    assertThat(run.trigger()).isEqualTo(Trigger.BACKFILL);
    assertThat(run.dueTime()).contains(ONE);
    assertThat(tower.at(id, ONE).verdict()).isEqualTo(Verdict.RAN);
    assertThat(tower.at(id, ONE).lateness()).contains(Duration.ofSeconds(180));
    assertThatThrownBy(() -> run(id, ONE, false))
        .isInstanceOfSatisfying(
            DueTimeRanException.class, it -> assertThat(it.run()).isEqualTo(run.id()));
    Answer late = tower.deliver(id, "msg_1", ONE);
    assertThat(late.duplicate()).isTrue();
    assertThat(tower.runsOf(id)).hasSize(1);
  }

  @Test
  void ofEightWhoMendItAtOnceOneMakesARun() throws Exception {
    WorkflowId id = missed("eight");

    List<Boolean> made = Together.call(8, () -> {
      try {
        run(id, ONE, false);
        return true;
      } catch (DueTimeRanException | DueTimeNotRunException late) {
        return false;
      }
    });

    assertThat(made).containsOnlyOnce(true);
    assertThat(tower.runsOf(id)).hasSize(1);
  }

  @Test
  void whatWasSkippedOnPurposeRunsOnlyIfThatIsKnown() {
    WorkflowId id = tower.scheduled("skipped", "0 * * * *");
    tower.pause(id, NOON, NOON.plus(Duration.ofDays(1)));
    tower.passTo(ONE.plusSeconds(180));

    assertThatThrownBy(() -> run(id, ONE, false))
        .isInstanceOf(DueTimeSkippedException.class)
        .hasMessageContaining("paused")
        .hasMessageContaining("?skipped=true");
    run(id, ONE, true);

    assertThat(tower.at(id, ONE).verdict()).isEqualTo(Verdict.RAN);
  }

  @Test
  void whatIsNotInTheLedgerCannotRun() {
    WorkflowId id = tower.scheduled("unknown", "0 * * * *");

    assertThatThrownBy(() -> run(id, ONE, true)).isInstanceOf(UnknownDueTimeException.class);
  }

  @Test
  void anotherRunThatIsNotDoneHoldsItUp() {
    WorkflowId id = missed("busy");
    tower.house.save("busy", "1.0.1", """
        - pause:
            wait: PT1H
        """, "");
    tower.deliver(id, "msg_2", ONE.plusSeconds(3600));

    assertThatThrownBy(() -> run(id, ONE, false))
        .isInstanceOf(DueTimeNotRunException.class)
        .hasMessageContaining("is not done");
    assertThat(tower.at(id, ONE).verdict()).isEqualTo(Verdict.MISSED);
  }

  @Test
  void aScheduleThatIsSwitchedOffCanBeMendedToo() {
    WorkflowId id = missed("off");
    tower.house.scheduling.deactivate(id);

    run(id, ONE, false);

    assertThat(tower.at(id, ONE).verdict()).isEqualTo(Verdict.RAN);
  }

  private Optional<Occurrence> givenUp(WorkflowId id, int status, Instant made) {
    return givenUp(id, status, made, 1);
  }

  private Optional<Occurrence> givenUp(WorkflowId id, int status, Instant made, int revision) {
    return losses.givenUp(
        new GivenUp(
            Optional.of(new MessageId("msg_lost")),
            Optional.of("1772373600000-0"),
            Optional.empty(),
            Optional.of(id),
            Optional.of(ScheduleId.of(id)),
            Optional.of(status).filter(it -> it > 0),
            Optional.of("nobody answered"),
            Optional.of(3),
            Optional.of(made),
            tower.clock.instant()),
        revision);
  }

  @Test
  void whatQStashGaveUpSaysSoOnItsDueTime() {
    WorkflowId id = missed("given-up");

    Occurrence kept = givenUp(id, 502, ONE.plusMillis(300)).orElseThrow();

    assertThat(kept.dueTime()).isEqualTo(ONE);
    assertThat(kept.verdict()).isEqualTo(Verdict.MISSED);
    assertThat(kept.detail()).contains("QStash gave it up after 4 attempts: 502, nobody answered");
    assertThat(kept.deadLetter()).contains("1772373600000-0");
    assertThat(givenUp(id, 502, ONE.plusMillis(300))).contains(kept);
    run(id, ONE, false);
    assertThat(givenUp(id, 502, ONE.plusMillis(300)).orElseThrow().verdict())
        .isEqualTo(Verdict.RAN);
  }

  @Test
  void whatWasGivenUpFromBeforeTheLedgerBeganGetsItsRow() throws Exception {
    WorkflowId id = tower.scheduled("before", "0 * * * *");
    wasMadeEarlier(Duration.ofHours(4));

    assertThat(givenUp(id, 0, NOON.minusSeconds(3599)).orElseThrow().reason())
        .contains(Reason.WE_WERE_DOWN);
    assertThat(givenUp(id, 489, NOON.minusSeconds(2 * 3600)).orElseThrow().reason())
        .contains(Reason.REFUSED);
  }

  /** As it is after the step to the version that began to keep a ledger. */
  private void wasMadeEarlier(Duration by) throws SQLException {
    try (var connection = tower.house.database.dataSource().getConnection();
        var update = connection.prepareStatement("update schedule_revision set from_at = ?")) {
      update.setObject(1, NOON.minus(by).atOffset(ZoneOffset.UTC));
      update.executeUpdate();
    }
  }

  @Test
  void whatWasGivenUpFromBeforeItsScheduleWasMadeIsOfNoDueTime() {
    WorkflowId id = tower.scheduled("young", "0 * * * *");

    assertThat(givenUp(id, 502, NOON.minusSeconds(3599))).isEmpty();
    assertThat(tower.ledger.find(ScheduleId.of(id), NOON.minusSeconds(3600))).isEmpty();
  }

  @Test
  void whatWasRungUnderTheNextRevisionsNumberIsOfTheOneBefore() {
    WorkflowId id = tower.scheduled("edited", "0 * * * *", "standby", "off");
    tower.passTo(ONE.plusSeconds(10));
    tower.house.activate(id, "30 5 * * *");
    tower.passTo(ONE.plusSeconds(180));

    Occurrence kept = givenUp(id, 502, ONE.plusSeconds(12), 2).orElseThrow();

    assertThat(kept.dueTime()).isEqualTo(ONE);
    assertThat(kept.revision()).isEqualTo(1);
  }

  @Test
  void whatStandbyRangStaysRan() {
    WorkflowId id = tower.scheduled("rang", "0 * * * *");
    tower.passTo(ONE.plusSeconds(150));

    assertThat(givenUp(id, 0, ONE).orElseThrow().verdict()).isEqualTo(Verdict.RAN);
  }

  @Test
  void givingUpAtTheFirstTryDoesNotTakeTheStandbyAway() {
    WorkflowId id = tower.scheduled("first-try", "0 * * * *");
    tower.passTo(ONE.plusSeconds(10));

    assertThat(givenUp(id, 503, ONE)).isEmpty();
    tower.passTo(ONE.plusSeconds(150));

    assertThat(tower.at(id, ONE).verdict()).isEqualTo(Verdict.RAN);
  }

  @Test
  void aMessageGivenUpJustAsWeComeUpAgainDoesNotTakeTheCatchUpAway() {
    WorkflowId id = tower.scheduled("up-again", "0 * * * *");
    tower.pass(Duration.ofMinutes(5));
    tower.clock.moveTo(ONE.plusSeconds(2400));

    Occurrence kept = givenUp(id, 0, ONE).orElseThrow();

    assertThat(kept.verdict()).isEqualTo(Verdict.RAN);
    assertThat(tower.triggerOf(kept)).isEqualTo(Trigger.CATCH_UP);
  }

  @Test
  void whatNamesNoScheduleOfOursIsLeft() {
    assertThat(givenUp(new WorkflowId("stranger"), 0, NOON)).isEmpty();
  }
}
