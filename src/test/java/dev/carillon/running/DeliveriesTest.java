package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.Together;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveriesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir
  Path directory;

  private final MovingClock clock = new MovingClock(NOON.plusSeconds(1));
  private final Gate gate = new Gate();
  private House house;

  /** A function that fails as often as it is told, or waits until it is let go. */
  static final class Gate implements Function {
    final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger calls = new AtomicInteger();
    volatile CountDownLatch closed = new CountDownLatch(0);

    @Override
    public String name() {
      return "gate";
    }

    @Override
    public JsonNode call(Invocation invocation) throws InterruptedException {
      calls.incrementAndGet();
      if (!closed.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody opened");
      }
      if (failures.getAndUpdate(it -> Math.max(0, it - 1)) > 0) {
        throw new IllegalStateException("not yet");
      }
      return IntNode.valueOf(1);
    }
  }

  @BeforeEach
  void open() {
    house = new House(TestDatabases.h2(directory), clock, gate).started();
  }

  @AfterEach
  void close() {
    gate.closed.countDown();
    house.close();
  }

  private WorkflowId scheduled(String name) {
    return scheduled(name, Map.of());
  }

  private WorkflowId scheduled(String name, Map<String, String> wishes) {
    WorkflowId id = house.save(name, """
        - pass:
            call: gate
        """);
    activate(id, "* * * * *", wishes);
    return id;
  }

  /** Switches it on in the morning; then it is a second past noon. */
  private void activate(WorkflowId id, String cron, Map<String, String> wishes) {
    var all = new HashMap<String, Optional<String>>();
    all.put("cron", Optional.of(cron));
    wishes.forEach((field, value) -> all.put(field, Optional.of(value)));
    clock.moveTo(NOON.minus(Duration.ofHours(4)));
    house.scheduling.activate(id, new Wishes(all));
    clock.moveTo(NOON.plusSeconds(1));
  }

  private Answer taken(Arrivals arrival) throws Exception {
    return house
        .runs
        .deliveries()
        .take(arrival.build())
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  private Occurrence occurrence(WorkflowId id, Instant due) {
    return house.schedules.occurrences(ScheduleId.of(id), Optional.empty(), 100).stream()
        .filter(it -> it.dueTime().equals(due))
        .findFirst()
        .orElseThrow();
  }

  private List<?> runsOf(WorkflowId id) {
    return house.store.list(
        new RunFilter(Optional.of(id), Optional.empty(), Optional.empty()), Optional.empty(), 100);
  }

  @Test
  void aMessageRunsItsWorkflowAndIsAnsweredAsTheRunEnded() throws Exception {
    WorkflowId id = scheduled("good");

    Answer answer = taken(Arrivals.of(house, id));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.verdict()).isEqualTo(Verdict.SUCCEEDED);
    Occurrence ran = occurrence(id, NOON);
    assertThat(ran.verdict()).isEqualTo(Occurrence.Verdict.RAN);
    assertThat(ran.run()).isEqualTo(answer.run());
    assertThat(ran.lateness()).contains(Duration.ofSeconds(1));
  }

  @Test
  void theSameMessageAgainIsADuplicateAndMakesNoSecondRun() throws Exception {
    WorkflowId id = scheduled("twice");
    Answer first = taken(Arrivals.of(house, id).token("a".repeat(64)));

    Answer second = taken(Arrivals.of(house, id).token("b".repeat(64)).retried(1));

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.duplicate()).isTrue();
    assertThat(second.run()).isEqualTo(first.run());
    assertThat(runsOf(id)).hasSize(1);
  }

  @Test
  void ofEightAtOnceOneMakesTheRunAndAllAreAnsweredWithIt() throws Exception {
    WorkflowId id = scheduled("eight");

    List<Answer> answers = Together.call(8, () -> taken(Arrivals.of(house, id)));

    assertThat(runsOf(id)).hasSize(1);
    assertThat(gate.calls).hasValue(1);
    assertThat(answers).allMatch(it -> it.status() == 200);
    assertThat(answers).filteredOn(it -> !it.duplicate()).hasSize(1);
  }

  @Test
  void theSameTokenWithAnotherMessageIsRefused() throws Exception {
    WorkflowId id = scheduled("captured");
    taken(Arrivals.of(house, id).token("c".repeat(64)));

    Answer answer = taken(Arrivals.of(house, id).message("msg_2").token("c".repeat(64)));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(runsOf(id)).hasSize(1);
  }

  @Test
  void theSameTokenWithItsMessageGetsTheAnswerThatItGot() throws Exception {
    WorkflowId id = scheduled("replayed");
    gate.failures.set(1);
    Answer first = taken(Arrivals.of(house, id).token("d".repeat(64)));

    Answer again = taken(Arrivals.of(house, id).token("d".repeat(64)));

    assertThat(first.status()).isEqualTo(500);
    assertThat(again.status()).isEqualTo(500);
    assertThat(house.store.get(first.run().get()).attempts()).isEqualTo(1);
  }

  @Test
  void aFailedAttemptIsFiveHundredAndTheNextDeliveryIsTheNextAttempt() throws Exception {
    WorkflowId id = scheduled("retried");
    gate.failures.set(2);

    assertThat(taken(Arrivals.of(house, id)).status()).isEqualTo(500);
    clock.moveBy(Duration.ofSeconds(13));
    assertThat(taken(Arrivals.of(house, id).retried(1)).status()).isEqualTo(500);
    clock.moveBy(Duration.ofSeconds(149));
    Answer last = taken(Arrivals.of(house, id).retried(2));

    assertThat(last.status()).isEqualTo(200);
    assertThat(last.duplicate()).isFalse();
    assertThat(house.store.get(last.run().get()).attempts()).isEqualTo(3);
    assertThat(runsOf(id)).hasSize(1);
  }

  @Test
  void theLastAttemptThatFailsIsAnsweredSoThatNobodyComesAgain() throws Exception {
    WorkflowId id = scheduled("last", Map.of("retries", "0"));
    gate.failures.set(9);

    Answer answer = taken(Arrivals.of(house, id));

    assertThat(answer.status()).isEqualTo(489);
    assertThat(house.store.get(answer.run().get()).state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void anAttemptThatItsEngineDoesNotBringIsTakenOver() throws Exception {
    WorkflowId id = scheduled("forgotten");
    gate.failures.set(1);
    Answer failed = taken(Arrivals.of(house, id));

    house.moveBy(Duration.ofSeconds(12 + 61));

    house.await(failed.run().get(), RunState.SUCCEEDED);
  }

  @Test
  void aRunThatWaitsIsAnsweredTwoHundredAndIsOursFromThenOn() throws Exception {
    WorkflowId id = house.save("waits", """
        - pause:
            wait: PT1H
        - pass:
            call: gate
        """);
    activate(id, "* * * * *", Map.of());
    gate.failures.set(1);

    Answer answer = taken(Arrivals.of(house, id));
    assertThat(answer.verdict()).isEqualTo(Verdict.WAITING);
    assertThat(answer.status()).isEqualTo(200);

    house.moveBy(Duration.ofHours(1));
    var retrying = house.await(answer.run().get(), RunState.RETRYING);
    assertThat(retrying.ownership()).isEqualTo(dev.carillon.run.Run.Ownership.OURS);
  }

  @Test
  void aDueTimeWhoseEarlierRunIsNotDoneIsSkipped() throws Exception {
    WorkflowId id = scheduled("overlap");
    gate.closed = new CountDownLatch(1);
    house.hand(Arrivals.of(house, id).local(NOON).build());
    clock.moveBy(Duration.ofMinutes(1));

    Answer answer = taken(Arrivals.of(house, id).message("msg_2"));

    assertThat(answer.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(occurrence(id, NOON.plusSeconds(60)).reason()).contains(Reason.OVERLAP);
    Answer again = taken(Arrivals.of(house, id).message("msg_2").retried(1));
    assertThat(again.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(again.duplicate()).isTrue();
  }

  @Test
  void aRetryThatFindsItsSlotTakenWaitsAsARow() throws Exception {
    WorkflowId id = scheduled("slot");
    gate.failures.set(1);
    Answer first = house.hand(Arrivals.of(house, id).local(NOON).build());
    house.await(first.run().get(), RunState.RETRYING);
    gate.closed = new CountDownLatch(1);
    Answer second =
        house.hand(Arrivals.of(house, id).local(NOON.plusSeconds(60)).build());
    house.await(second.run().get(), RunState.RUNNING);

    house.moveBy(Duration.ofSeconds(20));
    assertThat(house.store.claim(
            first.run().get(), "other", clock.instant(), clock.instant().plusSeconds(9), true))
        .isEmpty();

    gate.closed.countDown();
    house.await(second.run().get(), RunState.SUCCEEDED);
    house.moveBy(Duration.ofSeconds(1));
    house.await(first.run().get(), RunState.SUCCEEDED);
  }

  @Test
  void withOverlapAllowedTheyRunSideBySide() throws Exception {
    WorkflowId id = scheduled("beside", Map.of("overlap", "allow"));
    gate.closed = new CountDownLatch(1);
    house.hand(Arrivals.of(house, id).local(NOON).build());
    house.hand(Arrivals.of(house, id).local(NOON.plusSeconds(60)).build());
    gate.closed.countDown();

    assertThat(runsOf(id)).hasSize(2);
  }

  @Test
  void whatStillRingsAfterItWasSwitchedOffIsSkipped() throws Exception {
    WorkflowId id = scheduled("off");
    house.scheduling.deactivate(id);

    Answer answer = taken(Arrivals.of(house, id));

    assertThat(answer.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(runsOf(id)).isEmpty();
    assertThat(occurrence(id, NOON).reason()).contains(Reason.DEACTIVATED);
  }

  @Test
  void theSecondTimeOfARepeatedHourIsSkipped() throws Exception {
    WorkflowId id = house.save("autumn", """
        - pass:
            call: gate
        """);
    house.scheduling.activate(
        id,
        new Wishes(Map.of(
            "cron", Optional.of("30 1 * * *"), "timezone", Optional.of("America/New_York"))));
    Instant first = Instant.parse("2026-11-01T05:30:00Z");
    Instant second = Instant.parse("2026-11-01T06:30:00Z");

    clock.moveTo(first.plusSeconds(1));
    assertThat(taken(Arrivals.of(house, id)).verdict()).isEqualTo(Verdict.SUCCEEDED);
    clock.moveTo(second.plusSeconds(1));
    assertThat(taken(Arrivals.of(house, id).message("msg_2")).verdict()).isEqualTo(Verdict.SKIPPED);

    assertThat(occurrence(id, second).reason()).contains(Reason.REPEATED_HOUR);
  }

  @Test
  void aDueTimeIsJudgedByTheRevisionThatItsMessageNames() throws Exception {
    WorkflowId id = scheduled("revised");
    int first = house.scheduling.get(ScheduleId.of(id)).revision();
    house.scheduling.activate(id, new Wishes(Map.of("cron", Optional.of("30 * * * *"))));

    taken(Arrivals.of(house, id).revision(first));

    assertThat(occurrence(id, NOON).revision()).isEqualTo(first);
  }

  @Test
  void aMessageThatComesLateStandsForTheDueTimeOfItsMaking() throws Exception {
    WorkflowId id = hourly("late", "last");
    clock.moveBy(Duration.ofMinutes(10));

    Answer answer = taken(Arrivals.of(house, id).createdAt(NOON.plusSeconds(1)).retried(1));

    assertThat(occurrence(id, NOON).lateness()).contains(Duration.ofSeconds(601));
    assertThat(house.store.get(answer.run().get()).trigger()).isEqualTo(Trigger.CATCH_UP);
  }

  private WorkflowId hourly(String name, String catchUp) {
    WorkflowId id = house.save(name, """
        - pass:
            call: gate
        """);
    activate(id, "0 * * * *", Map.of("catchUp", catchUp));
    return id;
  }

  @Test
  void aMessageFirstSeenAfterALaterDueTimePassedIsMissedAsSuperseded() throws Exception {
    WorkflowId id = hourly("superseded", "last");
    clock.moveBy(Duration.ofMinutes(61));

    Answer answer = taken(Arrivals.of(house, id).createdAt(NOON.plusSeconds(1)).retried(3));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(runsOf(id)).isEmpty();
    assertThat(occurrence(id, NOON).verdict()).isEqualTo(Occurrence.Verdict.MISSED);
    assertThat(occurrence(id, NOON).reason()).contains(Reason.SUPERSEDED);
  }

  @Test
  void withoutCatchUpAMessageFirstSeenAfterTheGraceIsMissed() throws Exception {
    WorkflowId id = hourly("no-catch-up", "none");
    clock.moveBy(Duration.ofMinutes(4));

    taken(Arrivals.of(house, id).createdAt(NOON.plusSeconds(1)).retried(2));

    assertThat(runsOf(id)).isEmpty();
    assertThat(occurrence(id, NOON).reason()).contains(Reason.NOT_DELIVERED);
  }

  @Test
  void withAllCaughtUpAMessageRunsHoweverManyDueTimesPassedForADay() throws Exception {
    WorkflowId id = hourly("all", "all");
    clock.moveTo(NOON.plus(Duration.ofHours(24)));
    Answer inTime = taken(Arrivals.of(house, id).createdAt(NOON.plusSeconds(1)).retried(3));
    Answer tooOld = taken(Arrivals.of(house, id)
        .message("msg_2")
        .createdAt(NOON.minusSeconds(3599))
        .retried(3));

    assertThat(inTime.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(tooOld.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(occurrence(id, NOON.minusSeconds(3600)).reason()).contains(Reason.NOT_DELIVERED);
  }

  @Test
  void aRetryOfAMessageThatWasSeenInTimeIsNotLate() throws Exception {
    WorkflowId id = hourly("slow-retries", "none");
    gate.failures.set(1);
    taken(Arrivals.of(house, id));
    clock.moveBy(Duration.ofMinutes(59));

    Answer answer = taken(Arrivals.of(house, id).retried(1));

    assertThat(answer.verdict()).isEqualTo(Verdict.SUCCEEDED);
  }

  @Test
  void aClockThatIsAFewSecondsAheadStillRingsTheRightDueTime() throws Exception {
    WorkflowId id = scheduled("early");

    taken(Arrivals.of(house, id).createdAt(NOON.minusSeconds(4)));

    assertThat(occurrence(id, NOON).verdict()).isEqualTo(Occurrence.Verdict.RAN);
  }

  @Test
  void theLocalEngineRingsADueTimeOnceHoweverOftenItRecovers() {
    WorkflowId id = scheduled("recovered");

    Answer first = house.hand(Arrivals.of(house, id).local(NOON).build());
    Answer second = house.hand(Arrivals.of(house, id).local(NOON).build());

    assertThat(second.run()).isEqualTo(first.run());
    assertThat(runsOf(id)).hasSize(1);
  }

  @Test
  void aDueTimeThatWeRangOurselvesMakesALateMessageADuplicate() throws Exception {
    WorkflowId id = scheduled("standby");
    Answer own = house.hand(Arrivals.of(house, id).local(NOON).build());
    house.await(own.run().get(), RunState.SUCCEEDED);

    Answer late = taken(Arrivals.of(house, id));

    assertThat(late.duplicate()).isTrue();
    assertThat(late.status()).isEqualTo(200);
    assertThat(runsOf(id)).hasSize(1);
    assertThat(occurrence(id, NOON).duplicates()).isEqualTo(1);
  }

  @Test
  void twoMessagesOfQStashNeverCollapseIntoOne() throws Exception {
    WorkflowId id = scheduled("second");
    Answer first = taken(Arrivals.of(house, id).message("msg_1"));

    Answer second = taken(Arrivals.of(house, id).message("msg_2"));

    assertThat(second.run()).isNotEqualTo(first.run());
    assertThat(house.store.get(second.run().get()).trigger()).isEqualTo(Trigger.REDELIVERY);
  }

  @Test
  void aSecondMessageForADueTimeDoesNotRunBesideTheFirst() throws Exception {
    WorkflowId id = scheduled("not-beside");
    gate.closed = new CountDownLatch(1);
    Answer first = house.hand(Arrivals.of(house, id).message("msg_1").build());

    Answer second = taken(Arrivals.of(house, id).message("msg_2"));

    assertThat(second.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(runsOf(id)).hasSize(1);
    assertThat(first.run()).isPresent();
  }

  @Test
  void aHandMadeScheduleRunsWithoutOneOfOurs() throws Exception {
    WorkflowId id = house.save("hand-made", """
        - pass:
            call: gate
        """);

    Answer answer = taken(Arrivals.of(house, id).external());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(house.store.get(answer.run().get()).trigger()).isEqualTo(Trigger.EXTERNAL);
  }

  @Test
  void anUnknownWorkflowIsAnsweredSoThatNobodyComesAgain() throws Exception {
    Answer answer = taken(Arrivals.of(house, new WorkflowId("nobody")).external());

    assertThat(answer.status()).isEqualTo(489);
  }

  @Test
  void aWorkflowMayWantToBeAnsweredAsSoonAsItsRunIsCommitted() throws Exception {
    WorkflowId id =
        house.save("at-once", "1.0.0", """
        - pass:
            call: gate
        """, "  metadata: { carillon: { ack: accepted } }\n");
    gate.closed = new CountDownLatch(1);

    Answer answer = taken(Arrivals.of(house, id).external());

    assertThat(answer.status()).isEqualTo(202);
    gate.closed.countDown();
    house.await(answer.run().get(), RunState.SUCCEEDED);
  }

  @Test
  void withTheDatabaseGoneTheAnswerIsComeBackNotBeforeYouWouldHave() throws Exception {
    WorkflowId id = scheduled("gone");
    Arrival arrival = Arrivals.of(house, id).retried(1).build();
    house.runs.stop();
    house.database.close();

    Answer answer =
        house.runs.deliveries().take(arrival).toCompletableFuture().get(30, TimeUnit.SECONDS);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.retryAfter().get()).isGreaterThanOrEqualTo(Duration.ofSeconds(148));
  }
}
