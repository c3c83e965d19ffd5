package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waits and pauses are nudged, and no nudge does harm. */
class NudgingTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir
  Path directory;

  private final MovingClock clock = new MovingClock(NOON);
  private House house;

  @BeforeEach
  void open() {
    house = opened(true);
    house.messages.reachable = true;
  }

  private House opened(boolean nudged) {
    return new House(TestDatabases.h2(directory), clock, terms(nudged)).started();
  }

  private static Runs.Terms terms(boolean nudged) {
    return new Runs.Terms(8, Duration.ofSeconds(20), Limits.USUAL, nudged);
  }

  @AfterEach
  void close() {
    house.messages.slow.countDown();
    house.close();
  }

  private WorkflowId waiting(String pause) {
    return house.save("waits", """
        - pause:
            wait: %s
        - say:
            set: '${ { done: true } }'
        """.formatted(pause));
  }

  private Run parked(WorkflowId id) {
    return house.await(house.start(id, ""), RunState.WAITING);
  }

  private ToldMessages.Sent nudge(int number) {
    await().atMost(Duration.ofSeconds(30)).until(() -> house.messages.sent.size() >= number);
    return house.messages.sent.get(number - 1);
  }

  private void recorded(RunId run) {
    Instant now = clock.instant();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> house.nudges.take(run, now, now.plusSeconds(1), now).isEmpty());
  }

  private Answer come(ToldMessages.Sent nudge) throws Exception {
    return come(nudge.id().value(), nudge.run());
  }

  private Answer come(String message, RunId run) throws Exception {
    Arrival arrival = Arrivals.of(house, new WorkflowId("waits"))
        .external()
        .message(message)
        .waking(run)
        .build();
    return house.runs.deliveries().take(arrival).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void aWaitIsNudgedAtItsEnd() {
    Run run = parked(waiting("PT1H"));

    assertThat(nudge(1).run()).isEqualTo(run.id());
    assertThat(nudge(1).notBefore()).isEqualTo(run.wakeAt().orElseThrow());
  }

  @Test
  void aNudgeWakesItsRunAndIsAnsweredWithHowItWentOn() throws Exception {
    Run run = parked(waiting("PT1H"));
    ToldMessages.Sent sent = nudge(1);
    clock.moveBy(HOUR);

    Answer answer = come(sent);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.verdict()).isEqualTo(Verdict.NUDGED);
    assertThat(answer.run()).contains(run.id());
    assertThat(answer.detail()).contains("the run went on and succeeded");
    assertThat(house.store.get(run.id()).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(house.store.get(run.id()).attempts()).isEqualTo(1);
  }

  @Test
  void aWaitThatIsFartherThanTheNudgeGetsAnotherOne() throws Exception {
    Run run = parked(waiting("P30D"));
    ToldMessages.Sent first = nudge(1);
    recorded(run.id());
    clock.moveBy(Duration.ofDays(7));

    Answer early = come(first);

    assertThat(early.status()).isEqualTo(200);
    assertThat(early.detail().orElseThrow()).startsWith("the run waits until");
    assertThat(nudge(2).notBefore()).isEqualTo(run.wakeAt().orElseThrow());
    assertThat(house.store.get(run.id()).state()).isEqualTo(RunState.WAITING);
  }

  @Test
  void aNudgeThatComesSecondsTooEarlyIsFollowedByAnother() throws Exception {
    Run run = parked(waiting("PT1H"));
    ToldMessages.Sent first = nudge(1);
    recorded(run.id());
    clock.moveBy(HOUR.minusSeconds(2));

    Answer early = come(first);

    assertThat(early.status()).isEqualTo(200);
    assertThat(nudge(2).notBefore()).isEqualTo(run.wakeAt().orElseThrow());
  }

  @Test
  void aNudgeThatComesTwiceOrLateOrForADeadRunDoesNoHarm() throws Exception {
    Run run = parked(waiting("PT1H"));
    ToldMessages.Sent sent = nudge(1);
    clock.moveBy(HOUR);
    come(sent);

    Answer again = come(sent);
    Answer stranger = come("msg_stranger", run.id());
    Answer nobody = come("msg_nobody", house.runs.nextId());

    assertThat(again.detail()).contains("the run had ended");
    assertThat(stranger.detail()).contains("the run had ended");
    assertThat(nobody.detail()).contains("there is no such run");
    assertThat(again.status()).isEqualTo(200);
    assertThat(nobody.status()).isEqualTo(200);
    assertThat(house.store.get(run.id()).attempts()).isEqualTo(1);
    assertThat(house.store.list(RunFilter.ALL, Optional.empty(), 9)).hasSize(1);
  }

  @Test
  void aNudgeForAnotherWorkflowsRunWakesNobody() throws Exception {
    Run run = parked(waiting("PT1H"));
    house.save("other", "- say: { set: '${ . }' }");
    Arrival arrival = Arrivals.of(house, new WorkflowId("other"))
        .external()
        .message("msg_x")
        .waking(run.id())
        .build();

    Answer answer =
        house.runs.deliveries().take(arrival).toCompletableFuture().get(30, TimeUnit.SECONDS);

    assertThat(answer.detail()).contains("there is no such run");
  }

  @Test
  void theNudgeOfACanceledRunIsTakenBack() {
    Run run = parked(waiting("PT1H"));
    ToldMessages.Sent sent = nudge(1);
    recorded(run.id());

    house.runs.cancel(run.id(), "enough");

    await().until(() -> house.messages.takenBack.contains(sent.id()));
  }

  @Test
  void theNudgeOfARunThatOurOwnTimersWokeIsTakenBackOnceItEnded() {
    Run run = parked(waiting("PT1H"));
    ToldMessages.Sent sent = nudge(1);
    recorded(run.id());

    house.moveBy(HOUR);

    house.await(run.id(), RunState.SUCCEEDED);
    await().until(() -> house.messages.takenBack.contains(sent.id()));
  }

  @Test
  void withTheEngineAwayOurOwnTimersWakeAndLaterTheNudgeIsMadeUpFor() {
    house.messages.reachable = false;
    Run first = parked(waiting("PT1H"));
    house.moveBy(HOUR);
    house.await(first.id(), RunState.SUCCEEDED);
    Run second = parked(waiting("PT1H"));
    assertThat(house.messages.sent).isEmpty();

    house.messages.reachable = true;
    clock.moveBy(Duration.ofSeconds(61));
    house.runs.walkers().makeUpForNudges();

    assertThat(nudge(1).run()).isEqualTo(second.id());
  }

  @Test
  void anEngineThatHangsHoldsUpNobody() {
    house.messages.slow = new CountDownLatch(1);
    Run first = parked(waiting("PT1H"));
    await().until(() -> house.messages.hanging.get() == 1);

    house.moveBy(HOUR);
    house.await(first.id(), RunState.SUCCEEDED);
    Run second = parked(waiting("PT1H"));

    assertThat(second.wakeAt()).isPresent();
    house.messages.slow.countDown();
    // By now nobody wants the first one.
    await().until(() -> house.messages.takenBack.size() == 1);
  }

  @Test
  void aLongPauseBeforeAnAttemptOfOursIsNudgedAndOneOfQStashsIsNot() throws Exception {
    WorkflowId id = house.save("waits", """
        - call:
            call: http
            with: { method: get, endpoint: 'http://127.0.0.1:1/' }
        """);
    RunId ours = house.start(id, "");
    Run retrying = house.await(ours, RunState.RETRYING);
    assertThat(nudge(1).notBefore()).isEqualTo(retrying.wakeAt().orElseThrow());

    Answer failed = house
        .runs
        .deliveries()
        .take(Arrivals.of(house, id).external().build())
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
    house.runs.walkers().makeUpForNudges();

    assertThat(failed.status()).isEqualTo(500);
    assertThat(house.messages.sent).hasSize(1);
    Answer nudged = come("msg_x", failed.run().orElseThrow());
    assertThat(nudged.detail().orElseThrow()).startsWith("the run waits until");
  }

  @Test
  void whatIsParkedWhenTheHouseOpensIsNudged() {
    house.messages.reachable = false;
    Run run = parked(waiting("PT1H"));
    house.close();
    clock.moveBy(Duration.ofMinutes(2));

    house = new House(TestDatabases.h2(directory), clock, terms(true));
    house.messages.reachable = true;
    house.started();

    assertThat(nudge(1).run()).isEqualTo(run.id());
  }

  @Test
  void whereNudgesAreNotWantedNoneIsSent() {
    house.close();
    house = opened(false);
    house.messages.reachable = true;

    Run run = parked(waiting("PT1H"));
    house.runs.walkers().makeUpForNudges();
    house.moveBy(HOUR);

    house.await(run.id(), RunState.SUCCEEDED);
    assertThat(house.messages.sent).isEmpty();
  }

  @Test
  void theDeliveryOfANudgeStandsWithItsRun() throws Exception {
    Run run = parked(waiting("PT1H"));
    ToldMessages.Sent sent = nudge(1);
    clock.moveBy(HOUR);

    come(sent);

    assertThat(new dev.carillon.jdbc.JdbcDeliveryLog(house.database).ofRun(run.id()))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.message()).contains(sent.id());
          assertThat(it.verdict()).contains(Verdict.NUDGED);
          assertThat(it.status()).hasValue(200);
        });
  }
}
