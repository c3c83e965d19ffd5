package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.jdbc.JdbcHistory;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Spread;
import dev.carillon.scheduling.Wishes;
import dev.carillon.watching.Health;
import dev.carillon.watching.Healths;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
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
        .get(10, TimeUnit.SECONDS);
  }

  private Occurrence occurrence(WorkflowId id) {
    return occurrence(id, 0);
  }

  private void beginAt(Instant instant) {
    clock.moveTo(instant);
    last().runs.walkers().sweep();
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

  @Test
  void aRunThatHasNotBegunHoldsTheSlotAndCanBeCanceled() throws Exception {
    start();
    WorkflowId id = spread("skip");
    RunId first = taken(id).run().orElseThrow();
    clock.moveTo(NOON.plus(Duration.ofHours(1)).plusSeconds(1));

    assertThat(ring(house(), id, 60).verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(occurrence(id, 60).reason()).contains(Reason.OVERLAP);

    house().runs.cancel(first, "not today");
    assertThat(house().store.get(first).state()).isEqualTo(RunState.CANCELED);
    clock.moveTo(NOON.plus(Duration.ofHours(2)).plusSeconds(1));
    RunId third = rung(id, 120);
    assertThat(house().store.get(third).beginsAt()).contains(begins(id).plus(Duration.ofHours(2)));
    assertThat(turnstile.entered).hasValue(0);
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
