package dev.carillon.running;

import static dev.carillon.running.Rules.HELLO;
import static dev.carillon.testing.ArrivalBuilder.anArrival;
import static dev.carillon.testing.ScheduleBuilder.aSchedule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.delivery.Delivery;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.run.MessageId;
import dev.carillon.run.Pauses;
import dev.carillon.run.Run;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.running.AdmissionView.SeenMessage;
import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.RetryDelay;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.ScheduleStore;
import dev.carillon.testing.Together;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link RunStore} promises about admission. A store is tested by implementing this. */
public interface AdmissionContract extends AdmittingStores {
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
  default void theDeliveriesOfAWorkflowAreThoseOfItsRunsTheNewestFirst() {
    List<String> messages = List.of("msg_1", "msg_2", "msg_3");
    for (String message : messages) {
      Arrival arrival = anArrival().of(message).build();
      runs().admit(arrival, Rules.startOnce(arrival));
    }

    List<Delivery> first = deliveries().ofWorkflow(HELLO.id(), Optional.empty(), 2);
    List<Delivery> second =
        deliveries().ofWorkflow(HELLO.id(), Optional.of(first.get(1).id()), 2);

    assertThat(first)
        .extracting(it -> it.message().orElseThrow().value())
        .containsExactly("msg_3", "msg_2");
    assertThat(second)
        .extracting(it -> it.message().orElseThrow().value())
        .containsExactly("msg_1");
    assertThat(deliveries().ofWorkflow(new WorkflowId("other"), Optional.empty(), 2))
        .isEmpty();
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
  default void aViewShowsTheWorkflowsPresentVersion() {
    StoredWorkflow newer = Rules.version("hello", "1.1.0");
    workflows().save(newer);

    assertThat(look(view -> view.workflow(HELLO.id()))).contains(newer);
  }

  @Test
  default void theSlotIsHeldUntilTheRunEndsOrRetries() {
    Arrival arrival = anArrival().of("msg_1").dueAt(NOON).build();
    runs().admit(arrival, Rules.start(arrival));

    assertThat(look(AdmissionContract::holder)).map(Run::id).contains(arrival.candidate());
    retryAt(arrival.candidate(), NOON.plusSeconds(1));
    assertThat(look(AdmissionContract::holder)).isEmpty();
    assertThat(look(view -> view.unended(SCHEDULE).stream().findFirst()))
        .map(Run::id)
        .contains(arrival.candidate());
  }

  @Test
  default void theRunsOfAScheduleThatAreNotEndedAreFoundTheOldestFirst() {
    Arrival first = anArrival().of("msg_1").dueAt(NOON).build();
    Arrival second = anArrival().of("msg_2").dueAt(NOON.plusSeconds(60)).build();
    Arrival third = anArrival().of("msg_3").dueAt(NOON.plusSeconds(120)).build();
    for (Arrival each : List.of(first, second, third, anArrival().build())) {
      runs().admit(each, Rules.start(each));
    }
    retryAt(first.candidate(), NOON.plusSeconds(1));
    fail(second.candidate());

    assertThat(runs().unended(SCHEDULE))
        .extracting(Run::id)
        .containsExactly(first.candidate(), third.candidate());
    assertThat(runs().unended(new ScheduleId("another"))).isEmpty();
  }

  private static Optional<Run> holder(AdmissionView view) {
    return view.unended(SCHEDULE).stream().filter(Run::holdsSlot).findFirst();
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
            arrival,
            view ->
                new Decision.Start(HELLO, Trigger.CRON, 4, delay, Optional.of(due), Turn.AT_ONCE));

    Run run = runs().get(arrival.candidate());
    assertThat(run.pauses()).isEqualTo(new Pauses(delay, 2));
    assertThat(run.provisional()).isTrue();
  }

  private Occurrence occurrenceAt(Instant due) {
    return look(view -> view.occurrence(SCHEDULE, due)).orElseThrow();
  }
}
