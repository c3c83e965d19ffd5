package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.jdbc.JdbcHistory;
import dev.carillon.jdbc.JdbcLedger;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.run.Redrive;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Spread;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.Together;
import dev.carillon.watching.Health;
import dev.carillon.watching.Healths;
import dev.carillon.watching.Ledger;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * When the runs of a schedule begin that does not want them all at its due times, on every database
 * and on as many nodes as it may have.
 */
abstract class SpreadContract extends OverlapHouses {
  private WorkflowId spread(String overlap) {
    clock.moveTo(NOON.minusSeconds(30));
    WorkflowId id = scheduled(overlap);
    house()
        .scheduling
        .activate(
            id,
            new Wishes(Map.of(
                "cron", Optional.of("0 * * * *"),
                "spread", Optional.of("PT1H"))));
    clock.moveTo(NOON.plusSeconds(1));
    return id;
  }

  private static Instant begins(WorkflowId id) {
    return NOON.plus(Spread.of("PT1H").offset(ScheduleId.of(id)));
  }

  private Answer taken(WorkflowId id) throws Exception {
    return house()
        .runs
        .deliveries()
        .take(Arrivals.of(house(), id).message("msg_" + id).createdAt(NOON).build())
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  private Occurrence occurrence(WorkflowId id) {
    return occurrence(id, 0);
  }

  private void beginAt(Instant instant) {
    passTo(instant);
    last().runs.walkers().sweep();
  }

  /** Whoever walks meanwhile renews his leases, as he does in any hour that passes. */
  private void passTo(Instant instant) {
    clock.moveTo(instant);
    houses.forEach(it -> it.runs.walkers().renew());
  }

  @Test
  void aRunIsMadeAtItsDueTimeAndAnsweredAtOnceAndBeginsWhenItsScheduleSays() throws Exception {
    start();
    WorkflowId id = spread("skip");

    Answer answer = taken(id);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.verdict()).isEqualTo(Verdict.ACCEPTED);
    Run made = house().store.get(answer.run().orElseThrow());
    assertThat(made.state()).isEqualTo(RunState.PENDING);
    assertThat(made.dueTime()).contains(NOON);
    assertThat(made.beginsAt()).contains(begins(id));
    assertThat(made.wakeAt()).contains(begins(id));
    assertThat(made.ownership()).isEqualTo(Run.Ownership.OURS);
    assertThat(occurrence(id).lateness()).contains(Duration.ZERO);
    assertThat(house().store.nextWake(clock.instant())).contains(begins(id));
    waits(made.id());
    clock.moveTo(begins(id).minusMillis(1));
    last().runs.walkers().poke(made.id());
    waits(made.id());

    beginAt(begins(id).plusSeconds(2));

    inside(1);
    assertThat(house().store.get(made.id()).startedAt()).contains(begins(id).plusSeconds(2));
    assertThat(occurrence(id).lateness()).contains(Duration.ofSeconds(2));
  }

  @Test
  void aScheduleIsOnTimeThatBeginsWhenItSays() throws Exception {
    start();
    WorkflowId id = spread("skip");
    taken(id);
    var healths = new Healths(new JdbcHistory(house().database));
    ScheduleId schedule = ScheduleId.of(id);

    clock.moveTo(begins(id));
    assertThat(healths
            .of(house().scheduling.get(schedule), clock.instant())
            .health()
            .word())
        .isNotEqualTo(Health.Word.STUCK);
    beginAt(begins(id).plusSeconds(1));
    inside(1);
    turnstile.letGo();
    house().await(occurrence(id).run().orElseThrow(), RunState.SUCCEEDED);

    Health health =
        healths.of(house().scheduling.get(schedule), clock.instant()).health();
    assertThat(health.word()).isEqualTo(Health.Word.FINE);
    assertThat(health.lateness().orElseThrow().p95()).isEqualTo(Duration.ofSeconds(1));
  }

  /** Whether it overlaps is seen when it begins: until then it is in nobody's way. */
  @Test
  void aRunThatHasNotBegunHoldsNoSlotAndCanBeCanceled() throws Exception {
    start();
    WorkflowId id = spread("skip");
    RunId first = taken(id).run().orElseThrow();

    RunId afterAll = rungByHand(id);
    inside(1);
    turnstile.letGo();
    house().await(afterAll, RunState.SUCCEEDED);
    turnstile.entered.set(0);

    house().runs.cancel(first, "not today");
    assertThat(house().store.get(first).state()).isEqualTo(RunState.CANCELED);
    clock.moveTo(NOON.plus(Duration.ofHours(2)).plusSeconds(1));
    RunId third = rung(id, 120);
    assertThat(house().store.get(third).beginsAt()).contains(begins(id).plus(Duration.ofHours(2)));
    assertThat(turnstile.entered).hasValue(0);
  }

  /** Begins the first run, and then has the next due time rung, whose run begins in its turn. */
  private RunId rungWhileTheFirstGoesOn(WorkflowId id) throws Exception {
    taken(id);
    beginAt(begins(id));
    inside(1);
    return rungAt(id, 1);
  }

  private RunId rungAt(WorkflowId id, int hour) {
    passTo(NOON.plus(Duration.ofHours(hour)).plusSeconds(1));
    return rung(id, 60 * hour);
  }

  private void beginOf(WorkflowId id, int hour) {
    beginAt(begins(id).plus(Duration.ofHours(hour)));
  }

  private RunId first(WorkflowId id) {
    return occurrence(id).run().orElseThrow();
  }

  @Test
  void anEarlierRunIsCanceledOnlyWhenTheNextOneBegins() throws Exception {
    start();
    WorkflowId id = spread("cancel-previous");
    RunId second = rungWhileTheFirstGoesOn(id);

    assertThat(house().store.get(first(id)).state()).isEqualTo(RunState.RUNNING);
    waits(second);

    beginOf(id, 1);
    assertThat(house().store.get(first(id)).state()).isEqualTo(RunState.CANCELED);
    turnstile.letGo();
    inside(2);
    assertThat(house().store.get(second).state()).isEqualTo(RunState.RUNNING);
    assertThat(turnstile.most).hasValue(1);
  }

  @Test
  void aRunThatIsDoneBeforeTheNextOneBeginsIsNotCanceled() throws Exception {
    start();
    WorkflowId id = spread("cancel-previous");
    RunId second = rungWhileTheFirstGoesOn(id);
    turnstile.letGo();
    house().await(first(id), RunState.SUCCEEDED);

    beginOf(id, 1);

    inside(2);
    assertThat(house().store.get(second).state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void aDueTimeIsNotSkippedForARunThatIsDoneBeforeItsOwnBegins() throws Exception {
    start();
    WorkflowId id = spread("skip");
    RunId second = rungWhileTheFirstGoesOn(id);
    waits(second);
    turnstile.letGo();
    house().await(first(id), RunState.SUCCEEDED);

    beginOf(id, 1);
    inside(2);

    assertThat(house().store.get(second).state()).isEqualTo(RunState.RUNNING);
    assertThat(occurrence(id, 60).verdict()).isEqualTo(Occurrence.Verdict.RAN);
  }

  @Test
  void aDueTimeIsSkippedIfAnotherRunGoesOnWhenItsOwnIsToBegin() throws Exception {
    start();
    WorkflowId id = spread("skip");
    RunId second = rungWhileTheFirstGoesOn(id);

    beginOf(id, 1);

    Run skipped = house().store.get(second);
    String why = "run " + first(id) + " is not done";
    assertThat(skipped.state()).isEqualTo(RunState.CANCELED);
    assertThat(skipped.canceled().orElseThrow().reason()).isEqualTo(why);
    assertThat(occurrence(id, 60).verdict()).isEqualTo(Occurrence.Verdict.SKIPPED);
    assertThat(occurrence(id, 60).reason()).contains(Reason.OVERLAP);
    assertThat(occurrence(id, 60).detail()).contains(why);
    assertThat(occurrence(id, 60).run()).isEmpty();
    turnstile.letGo();
    house().await(first(id), RunState.SUCCEEDED);
    assertThat(turnstile.entered).hasValue(1);
  }

  @Test
  void oneThatWasSkippedWhenItWasToBeginGoesOnIfSomebodyWantsThat() throws Exception {
    start();
    WorkflowId id = spread("skip");
    RunId second = rungWhileTheFirstGoesOn(id);
    beginOf(id, 1);

    house().runs.redriving().goOn(second, new Redrive.Wish("anna", "", clock.instant()));

    assertThat(occurrence(id, 60).verdict()).isEqualTo(Occurrence.Verdict.RAN);
    assertThat(occurrence(id, 60).run()).contains(second);
    assertThat(occurrence(id, 60).reason()).isEmpty();
    waits(second);
    turnstile.letGo();
    inside(2);
    assertThat(house().store.get(second).state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void onlyOneWaitsForTheRunBeforeItAndLaterOnesAreSkippedWhenTheyAreToBegin() throws Exception {
    start();
    WorkflowId id = spread("queue");
    RunId second = rungWhileTheFirstGoesOn(id);
    beginOf(id, 1);
    assertThat(house().store.get(second).queued()).isTrue();
    RunId third = rungAt(id, 2);
    assertThat(house().store.get(third).state()).isEqualTo(RunState.PENDING);

    beginOf(id, 2);

    assertThat(house().store.get(third).state()).isEqualTo(RunState.CANCELED);
    assertThat(occurrence(id, 120).detail())
        .contains("run " + second + " waits for its turn already");
    turnstile.letGo();
    inside(2);
    assertThat(house().store.get(second).state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void ofTwoThatAreToBeginAtOnceOneBeginsHoweverManyDecideAtATime() throws Exception {
    WorkflowId id = spread("skip");
    RunId first = taken(id).run().orElseThrow();
    RunId second = rungAt(id, 1);
    start();
    clock.moveTo(begins(id).plus(Duration.ofHours(1)));

    Together.call(4, number -> () -> {
      houses.get(number % nodes()).runs.walkers().sweep();
      return number;
    });
    inside(1);

    List<RunState> states =
        List.of(house().store.get(first).state(), house().store.get(second).state());
    assertThat(states).containsExactlyInAnyOrder(RunState.RUNNING, RunState.CANCELED);
    assertThat(occurrences(id))
        .extracting(Occurrence::verdict)
        .containsExactlyInAnyOrder(Occurrence.Verdict.RAN, Occurrence.Verdict.SKIPPED);
  }

  /** A run that was canceled before it began, and begins all the same, is late from its due time. */
  @Test
  void oneThatGoesOnBeforeItWasToBeginIsNotEarly() throws Exception {
    start();
    WorkflowId id = spread("skip");
    RunId run = taken(id).run().orElseThrow();
    house().runs.cancel(run, "not today");
    clock.moveTo(NOON.plusSeconds(3));

    house().runs.redriving().goOn(run, new Redrive.Wish("anna", "", clock.instant()));
    inside(1);

    assertThat(occurrence(id).lateness()).contains(Duration.ofSeconds(3));
    assertThat(house().store.get(run).meantAt()).contains(NOON);
  }

  @Test
  void oneThatHasToWaitForAnotherBeginsWhenBothHavePassed() throws Exception {
    start();
    WorkflowId id = spread("queue");
    RunId byHand = rungByHand(id);
    inside(1);
    RunId queued = taken(id).run().orElseThrow();

    turnstile.letGo();
    house().await(byHand, RunState.SUCCEEDED);
    waits(queued);
    beginAt(begins(id));
    inside(2);

    assertThat(house().store.get(queued).startedAt()).contains(begins(id));
    assertThat(occurrence(id).lateness()).contains(Duration.ZERO);
  }

  /** Holds the slot, as a run of the due time before would. */
  private RunId rungByHand(WorkflowId id) {
    return house()
        .hand(Arrival.due(
            house().runs.nextId(),
            ScheduleId.of(id),
            2,
            NOON.minus(Duration.ofHours(1)),
            Trigger.BACKFILL,
            Optional.empty(),
            clock.instant()))
        .run()
        .orElseThrow();
  }

  @Test
  void whatIsCaughtUpRunAfterAllOrStartedByHandBeginsAtOnce() {
    start();
    WorkflowId id = spread("allow");
    RunId backfilled = rungByHand(id);
    RunId byHand = house().start(id, "");
    clock.moveTo(NOON.plus(Duration.ofMinutes(10)));
    RunId late = rung(id, 0);

    inside(3);

    assertThat(house().store.get(late).trigger()).isEqualTo(Trigger.CATCH_UP);
    for (RunId run : new RunId[] {backfilled, byHand, late}) {
      assertThat(house().store.get(run).beginsAt()).isEmpty();
    }
    assertThat(occurrence(id).lateness()).contains(Duration.ofMinutes(10));
  }

  /** With a spread of nearly the interval there is always one that has not begun. */
  @Test
  void whatWaitsToBeCaughtUpNeedNotWaitForOneThatHasNotBegun() throws Exception {
    start();
    WorkflowId id = spread("skip");
    taken(id);
    try (var connection = house().database.dataSource().getConnection();
        var insert = connection.prepareStatement(
            "insert into catch_up (schedule_id, first_due, last_due) values (?, ?, ?)")) {
      insert.setString(1, ScheduleId.of(id).value());
      insert.setObject(2, NOON.minusSeconds(3_600).atOffset(ZoneOffset.UTC));
      insert.setObject(3, NOON.minusSeconds(3_600).atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
    var ledger = new JdbcLedger(house().database);

    assertThat(ledger.waiting(Optional.empty(), 10))
        .singleElement()
        .matches(Ledger.Waiting::free, "is free");

    beginAt(begins(id).plusSeconds(2));
    inside(1);
    assertThat(ledger.waiting(Optional.empty(), 10))
        .singleElement()
        .matches(it -> !it.free(), "is not free while it runs");
  }

  @Test
  void oneThatHasNotBegunSurvivesARestart() throws Exception {
    start();
    WorkflowId id = spread("skip");
    RunId run = taken(id).run().orElseThrow();
    houses.forEach(House::close);
    houses.clear();
    reopen();
    start();

    waits(run);
    beginAt(begins(id));
    inside(1);

    assertThat(house().store.get(run).attempts()).isEqualTo(1);
  }
}
