package dev.carillon.running;

import static dev.carillon.running.Rules.HELLO;
import static dev.carillon.testing.ArrivalBuilder.anArrival;
import static dev.carillon.testing.ScheduleBuilder.aSchedule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.authoring.WorkflowStore;
import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.delivery.Delivery;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.run.MessageId;
import dev.carillon.run.Pauses;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.running.AdmissionView.SeenMessage;
import dev.carillon.running.AdmissionView.SeenToken;
import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.RetryDelay;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.ScheduleStore;
import dev.carillon.testing.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RunStore} promises about admission. A store is tested by implementing this. */
public interface AdmissionContract {
  Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  ScheduleId SCHEDULE = new ScheduleId("hello");

  /** Returns the store under test, empty, and the same one for the whole of a test. */
  RunStore runs();

  /** Returns stores over the same database. */
  DeliveryLog deliveries();

  WorkflowStore workflows();

  ScheduleStore schedules();

  @BeforeEach
  default void aWorkflowIsThere() {
    workflows().save(HELLO);
  }

  @Test
  default void aRunThatIsStartedIsKeptWithAllThatItCameWith() {
    Arrival arrival =
        anArrival().of("msg_1").dueAt(NOON).at(NOON.plusMillis(1500)).build();

    runs().admit(arrival, Rules.start(arrival));

    Run run = runs().get(arrival.candidate());
    assertThat(run.state()).isEqualTo(RunState.PENDING);
    assertThat(run.workflow()).isEqualTo(HELLO.id());
    assertThat(run.hash()).isEqualTo(HELLO.hash());
    assertThat(run.schedule()).contains(SCHEDULE);
    assertThat(run.revision()).isEqualTo(1);
    assertThat(run.dueTime()).contains(NOON);
    assertThat(run.trigger()).isEqualTo(Trigger.CRON);
    assertThat(run.maxAttempts()).isEqualTo(4);
    assertThat(run.message()).isEqualTo(arrival.message());
    assertThat(run.createdAt()).isEqualTo(arrival.at());
    assertThat(run.attempts()).isZero();
    assertThat(run.startedAt()).isEmpty();
    assertThat(run.wakeAt()).isEmpty();
  }

  @Test
  default void aStartMakesItsDueTimeRanAndRemembersHowLateItWas() {
    Arrival arrival =
        anArrival().of("msg_1").dueAt(NOON).at(NOON.plusMillis(1500)).build();

    runs().admit(arrival, Rules.start(arrival));

    assertThat(schedules().occurrences(SCHEDULE, Optional.empty(), 10))
        .containsExactly(new Occurrence(
            SCHEDULE,
            NOON,
            1,
            Occurrence.Verdict.RAN,
            Optional.empty(),
            Optional.empty(),
            Optional.of(arrival.candidate()),
            Optional.of(Duration.ofMillis(1500)),
            0,
            Optional.empty()));
  }

  @Test
  default void aWishWithoutAMessageLeavesNoDelivery() {
    Arrival wish = anArrival().build();

    RunStore.Admitted admitted = runs().admit(wish, Rules.start(wish));

    assertThat(admitted.delivery()).isEmpty();
    assertThat(deliveries().list(Optional.empty(), 10)).isEmpty();
  }

  @Test
  default void ofEightWhoBringTheSameMessageOneMakesARun() throws Exception {
    List<Decision> decisions = Together.call(8, number -> () -> {
      Arrival arrival = anArrival().of("msg_1").build();
      return runs().admit(arrival, Rules.startOnce(arrival)).decision();
    });

    assertThat(decisions).filteredOn(Decision.Start.class::isInstance).hasSize(1);
    assertThat(decisions).filteredOn(Decision.Again.class::isInstance).hasSize(7);
    List<Run> made = runs().list(RunFilter.ALL, Optional.empty(), 10);
    assertThat(made).hasSize(1);
    assertThat(deliveries().ofRun(made.get(0).id())).hasSize(8);
  }

  @Test
  default void ofEightMessagesForOneDueTimeOneMakesARunAndSevenAreCounted() throws Exception {
    List<Decision> decisions = Together.call(8, number -> () -> {
      Arrival arrival = anArrival().of("loc_" + number).dueAt(NOON).build();
      return runs().admit(arrival, Rules.startOnce(arrival)).decision();
    });

    assertThat(decisions).filteredOn(Decision.Start.class::isInstance).hasSize(1);
    assertThat(runs().list(RunFilter.ALL, Optional.empty(), 10)).hasSize(1);
    assertThat(occurrenceAt(NOON).duplicates()).isEqualTo(7);
  }

  @Test
  default void aRuleThatBreaksLeavesNothing() {
    Arrival arrival = anArrival().of("msg_1").build();

    assertThatThrownBy(() -> runs().admit(arrival, view -> {
          throw new IllegalStateException("broken rule");
        }))
        .hasMessage("broken rule");

    assertThat(runs().find(arrival.candidate())).isEmpty();
    assertThat(deliveries().list(Optional.empty(), 10)).isEmpty();
  }

  @Test
  default void aDueTimeHasNoSecondRunWhileTheFirstHasNotFailed() {
    Arrival first = anArrival().of("msg_1").dueAt(NOON).build();
    Arrival second = anArrival().of("msg_2").dueAt(NOON).build();
    runs().admit(first, Rules.start(first));

    assertThatThrownBy(() -> runs().admit(second, Rules.start(second)))
        .isInstanceOf(StoreUnavailableException.class);

    assertThat(runs().find(second.candidate())).isEmpty();
    assertThat(occurrenceAt(NOON).run()).contains(first.candidate());
  }

  @Test
  default void aDueTimeWhoseRunFailedMayRunByAnotherMessage() {
    Arrival first = anArrival().of("msg_1").dueAt(NOON).build();
    Arrival second = anArrival().of("msg_2").dueAt(NOON).build();
    runs().admit(first, Rules.start(first));
    fail(first.candidate());

    runs().admit(second, Rules.start(second));

    assertThat(occurrenceAt(NOON).run()).contains(second.candidate());
  }

  @Test
  default void aSkipIsWrittenWithItsReasonAndItsAnswerIsRemembered() {
    Arrival arrival = anArrival().of("msg_1").dueAt(NOON).build();

    runs().admit(arrival, Rules.skip(arrival, Reason.PAUSED));

    assertThat(occurrenceAt(NOON).verdict()).isEqualTo(Occurrence.Verdict.SKIPPED);
    assertThat(occurrenceAt(NOON).reason()).contains(Reason.PAUSED);
    assertThat(runs().list(RunFilter.ALL, Optional.empty(), 10)).isEmpty();
    assertThat(look(view -> view.message(new MessageId("msg_1"))))
        .contains(new SeenMessage(
            Optional.empty(), Optional.of(Answer.without(Verdict.SKIPPED, "it is PAUSED"))));
  }

  @Test
  default void whatCameTooLateIsMissed() {
    Arrival arrival = anArrival().of("msg_1").dueAt(NOON).build();

    runs().admit(arrival, Rules.skip(arrival, Reason.SUPERSEDED));

    assertThat(occurrenceAt(NOON).verdict()).isEqualTo(Occurrence.Verdict.MISSED);
    assertThat(occurrenceAt(NOON).reason()).contains(Reason.SUPERSEDED);
    assertThat(occurrenceAt(NOON).detail()).contains("it is SUPERSEDED");
  }

  @Test
  default void aMissedDueTimeThatIsCaughtUpHasRanAndNoReasonAnyMore() {
    Arrival late = anArrival().of("msg_1").dueAt(NOON).build();
    Arrival later = anArrival().of("msg_2").dueAt(NOON).build();
    runs().admit(late, Rules.skip(late, Reason.NOT_DELIVERED));

    runs().admit(later, Rules.start(later));

    assertThat(occurrenceAt(NOON).verdict()).isEqualTo(Occurrence.Verdict.RAN);
    assertThat(occurrenceAt(NOON).reason()).isEmpty();
    assertThat(occurrenceAt(NOON).detail()).isEmpty();
  }

  @Test
  default void aSkipDoesNotTakeAVerdictBack() {
    Arrival ran = anArrival().of("msg_1").dueAt(NOON).build();
    Arrival late = anArrival().of("msg_2").dueAt(NOON).build();
    runs().admit(ran, Rules.start(ran));

    runs().admit(late, Rules.skip(late, Reason.OVERLAP));

    assertThat(occurrenceAt(NOON).verdict()).isEqualTo(Occurrence.Verdict.RAN);
  }

  @Test
  default void whatIsRefusedIsDeliveredButNotRemembered() {
    Arrival arrival = anArrival().of("msg_1").signed("token").build();
    Answer answer = Answer.without(Verdict.REFUSED, "there is no workflow hello");

    runs().admit(arrival, view -> new Decision.Refuse(answer));

    Delivery kept = deliveries().list(Optional.empty(), 10).get(0);
    assertThat(kept.verdict()).contains(Verdict.REFUSED);
    assertThat(kept.status()).hasValue(489);
    assertThat(kept.message()).isEqualTo(arrival.message());
    assertThat(look(view -> view.message(new MessageId("msg_1")))).isEmpty();
    assertThat(look(view -> view.token("token")))
        .contains(new SeenToken(arrival.message(), Optional.of(answer)));
  }

  @Test
  default void aTokenStaysBoundToTheMessageItCameWithFirst() {
    Arrival first = anArrival().of("msg_1").signed("token").build();
    Arrival captured = anArrival().of("msg_2").signed("token").build();
    runs().admit(first, Rules.start(first));

    runs()
        .admit(
            captured,
            view -> new Decision.Refuse(Answer.without(Verdict.REPLAYED, "for another message")));

    assertThat(look(view -> view.token("token")))
        .contains(new SeenToken(first.message(), Optional.empty()));
    assertThat(deliveries().list(Optional.empty(), 10)).hasSize(2);
  }

  @Test
  default void ofTwoMessagesThatRaceWithOneTokenOneTakesIt() throws Exception {
    List<Decision> decisions = Together.call(8, number -> () -> {
      Arrival arrival = anArrival().of("msg_" + number).signed("token").build();
      return runs()
          .admit(
              arrival,
              view -> view.token("token").isPresent()
                  ? new Decision.Refuse(Answer.without(Verdict.REPLAYED, "captured"))
                  : Rules.start(arrival).apply(view))
          .decision();
    });

    assertThat(decisions).filteredOn(Decision.Start.class::isInstance).hasSize(1);
  }

  @Test
  default void aReplayIsNoDelivery() {
    Arrival arrival = anArrival().of("msg_1").signed("token").build();
    runs().admit(arrival, Rules.start(arrival));

    RunStore.Admitted admitted = runs()
        .admit(
            arrival,
            view -> new Decision.Replay(Optional.empty(), Optional.of(arrival.candidate())));

    assertThat(admitted.delivery()).isEmpty();
    assertThat(deliveries().list(Optional.empty(), 10)).hasSize(1);
  }

  @Test
  default void aRepetitionOfWhatMadeNoRunIsKeptWithTheSameAnswer() {
    Arrival arrival = anArrival().of("msg_1").build();
    Answer answer = Answer.without(Verdict.SKIPPED, "paused").repeated();
    runs().admit(arrival, Rules.skip(arrival, Reason.PAUSED));

    runs().admit(arrival, view -> new Decision.Known(answer));

    assertThat(deliveries().list(Optional.empty(), 10))
        .extracting(Delivery::detail)
        .containsExactly(Optional.of("paused"), Optional.of("it is PAUSED"));
  }

  @Test
  default void anAnswerIsWrittenOnce() {
    Arrival arrival = anArrival().of("msg_1").signed("token").build();
    RunStore.Admitted admitted = runs().admit(arrival, Rules.start(arrival));
    Answer first = new Answer(
        Verdict.FAILED_RETRY,
        Optional.of(arrival.candidate()),
        Optional.of("a \0 broke it"),
        true,
        Optional.of(Duration.ofSeconds(12)));

    runs().answered(admitted.delivery().orElseThrow(), first, NOON);
    runs()
        .answered(
            admitted.delivery().orElseThrow(),
            Answer.about(arrival.candidate(), Verdict.SUCCEEDED),
            NOON);

    assertThat(look(view -> view.token("token")).orElseThrow().answer())
        .contains(new Answer(
            Verdict.FAILED_RETRY,
            Optional.of(arrival.candidate()),
            Optional.of("a \uFFFD broke it"),
            true,
            Optional.of(Duration.ofSeconds(12))));
  }

  @Test
  default void aMessageThatComesAgainWakesTheRunThatWaitedForIt() {
    Arrival arrival = anArrival().of("msg_1").ownedByItsEngine().build();
    runs().admit(arrival, Rules.start(arrival));
    retryAt(arrival.candidate(), NOON.plusSeconds(3600));
    Arrival next = anArrival().of("msg_1").at(NOON.plusSeconds(60)).build();

    runs().admit(next, view -> new Decision.Again(arrival.candidate(), true));

    assertThat(runs().get(arrival.candidate()).wakeAt()).contains(next.at());
    assertThat(deliveries().ofRun(arrival.candidate())).hasSize(2);
  }

  @Test
  default void aViewShowsTheWorkflowsPresentVersion() {
    StoredWorkflow newer = Rules.version("hello", "1.1.0");
    workflows().save(newer);

    assertThat(look(view -> view.workflow(HELLO.id()))).contains(newer);
  }

  @Test
  default void theSlotIsHeldUntilTheRunEndsOrRetries() {
    Arrival arrival = anArrival().of("msg_1").dueAt(NOON).build();
    runs().admit(arrival, Rules.start(arrival));

    assertThat(look(view -> view.slotHolder(SCHEDULE))).map(Run::id).contains(arrival.candidate());
    retryAt(arrival.candidate(), NOON.plusSeconds(1));
    assertThat(look(view -> view.slotHolder(SCHEDULE))).isEmpty();
  }

  @Test
  default void theNewestDueTimeWithoutSuccessIsFoundAmongThoseNotAfter() {
    for (int minute = 0; minute < 4; minute++) {
      Arrival arrival =
          anArrival().of("msg_" + minute).dueAt(NOON.plusSeconds(60L * minute)).build();
      runs().admit(arrival, Rules.start(arrival));
      if (minute == 1) {
        fail(arrival.candidate());
      }
    }

    assertThat(withoutSuccess(NOON, NOON.plusSeconds(180))).contains(NOON.plusSeconds(60));
    assertThat(withoutSuccess(NOON, NOON.plusSeconds(60))).contains(NOON.plusSeconds(60));
    assertThat(withoutSuccess(NOON, NOON.plusSeconds(59))).isEmpty();
  }

  @Test
  default void aDueTimeWithoutSuccessThatIsTooOldIsNotFound() {
    Arrival arrival = anArrival().of("msg_1").dueAt(NOON).build();
    runs().admit(arrival, Rules.start(arrival));
    fail(arrival.candidate());
    Instant later = NOON.plusSeconds(3600);

    assertThat(withoutSuccess(NOON, later)).contains(NOON);
    assertThat(withoutSuccess(NOON.plusSeconds(1), later)).isEmpty();
  }

  @Test
  default void aDueTimeThatWasMissedOrIsExpectedIsOneWithoutSuccessAndASkippedOneIsNot() {
    for (int minute = 0; minute < 3; minute++) {
      Due due = new Due(SCHEDULE, 1, NOON.plusSeconds(60L * minute));
      Reason reason = minute == 2 ? Reason.PAUSED : Reason.SUPERSEDED;
      Arrival arrival = anArrival().of("msg_" + minute).build();
      runs()
          .admit(
              arrival,
              view -> new Decision.Skip(
                  Answer.without(Verdict.SKIPPED, "why"), Optional.of(due), reason));
    }

    assertThat(withoutSuccess(NOON, NOON.plusSeconds(300))).contains(NOON.plusSeconds(60));
    assertThat(withoutSuccess(NOON, NOON.plusSeconds(59))).contains(NOON);
  }

  @Test
  default void aFailedRunWhoseDueTimeSucceededLaterLeavesNoneWithoutSuccess() {
    Arrival first = anArrival().of("msg_1").dueAt(NOON).build();
    runs().admit(first, Rules.start(first));
    fail(first.candidate());
    Arrival second = anArrival().of("msg_2").dueAt(NOON).build();
    runs().admit(second, Rules.start(second));

    assertThat(withoutSuccess(NOON, NOON)).isEmpty();
  }

  @Test
  default void aRevisionIsInForceAfterItBeganAndUpToWhereTheNextOneBegins() {
    var made = aSchedule("hello").build();
    var wanted =
        new ScheduleStore.Revised(SCHEDULE, made.workflow(), true, made.wording(), Set.of());
    schedules().revise(wanted, 0, NOON);
    schedules().revise(wanted, 1, NOON.plusSeconds(60));

    assertThat(look(view -> view.revisionAt(SCHEDULE, NOON))).isEmpty();
    for (int second : new int[] {1, 60, 61, 999}) {
      assertThat(look(view -> view.revisionAt(SCHEDULE, NOON.plusSeconds(second))))
          .get()
          .matches(it -> it.number() == (second > 60 ? 2 : 1))
          .matches(it -> it.covers(NOON.plusSeconds(second)));
    }
  }

  private Optional<Instant> withoutSuccess(Instant from, Instant until) {
    return look(view -> view.newestWithoutSuccess(SCHEDULE, from, until)).map(Occurrence::dueTime);
  }

  @Test
  default void aRunKeepsHowLongItIsBetweenItsAttemptsAndHowSureItsDueTimeIs() {
    Arrival arrival =
        anArrival().of("msg_1").dueAt(NOON).retried(2).ownedByItsEngine().build();
    var delay = Optional.of(new RetryDelay("1000 * (1 + retried)"));
    Due due = new Due(SCHEDULE, 1, NOON, true);

    runs()
        .admit(
            arrival, view -> new Decision.Start(HELLO, Trigger.CRON, 4, delay, Optional.of(due)));

    Run run = runs().get(arrival.candidate());
    assertThat(run.pauses()).isEqualTo(new Pauses(delay, 2));
    assertThat(run.provisional()).isTrue();
  }

  @Test
  default void theHighestCountOfItsEngineIsKeptWhileTheNextAttemptIsTheEngines() {
    Arrival arrival = anArrival().of("msg_1").ownedByItsEngine().build();
    runs().admit(arrival, Rules.start(arrival));

    for (int retried : new int[] {2, 1}) {
      runs()
          .admit(
              anArrival().of("msg_1").retried(retried).build(),
              view -> new Decision.Again(arrival.candidate(), false));
    }
    runs().handOver(arrival.candidate());
    runs()
        .admit(
            anArrival().of("msg_1").retried(3).build(),
            view -> new Decision.Again(arrival.candidate(), false));

    assertThat(runs().get(arrival.candidate()).pauses().retried()).isEqualTo(2);
  }

  private Occurrence occurrenceAt(Instant due) {
    return look(view -> view.occurrence(SCHEDULE, due)).orElseThrow();
  }

  private void fail(RunId run) {
    end(run, new RunStore.AfterFailure(RunState.FAILED, Optional.empty()));
  }

  private void retryAt(RunId run, Instant wake) {
    end(run, new RunStore.AfterFailure(RunState.RETRYING, Optional.of(wake)));
  }

  private void end(RunId run, RunStore.AfterFailure after) {
    RunStore.Claim claim =
        runs().claim(run, "node", NOON, NOON.plusSeconds(30), false).orElseThrow();
    runs().fail(claim.lease(), Rules.BROKEN, NOON, any -> after);
  }

  /** Looks through a view and changes nothing. */
  private <T> Optional<T> look(Function<AdmissionView, Optional<T>> at) {
    AtomicReference<Optional<T>> seen = new AtomicReference<>();
    runs().admit(anArrival().build(), view -> {
      seen.set(at.apply(view));
      return new Decision.Replay(Optional.empty(), Optional.empty());
    });
    return seen.get();
  }
}
