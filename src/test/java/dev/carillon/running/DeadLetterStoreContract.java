package dev.carillon.running;

import static dev.carillon.running.Rules.BROKEN;
import static dev.carillon.testing.ArrivalBuilder.anArrival;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.DeadLetter;
import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.run.MessageId;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.testing.ArrivalBuilder;
import dev.carillon.testing.Together;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link DeadLetterStore} promises. A store is tested by implementing this. */
public interface DeadLetterStoreContract {
  Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /** Returns the store under test, empty. */
  DeadLetterStore letters();

  /** Returns a store of runs over the same database. */
  RunStore runs();

  /** Returns a store of workflows over the same database. */
  dev.carillon.authoring.WorkflowStore workflows();

  @BeforeEach
  default void aWorkflowIsThereToFail() {
    workflows().save(Rules.HELLO);
  }

  /** Returns what QStash tells about a message that made no run. */
  private static GivenUp told(String message, Instant at) {
    return new GivenUp(
        Optional.of(new MessageId(message)),
        Optional.of("dlq-" + message),
        Optional.empty(),
        Optional.of(new WorkflowId("Hello")),
        Optional.of(new ScheduleId("hello")),
        Optional.of(502),
        Optional.of("nobody home"),
        Optional.of(3),
        Optional.of(NOON.minusSeconds(60)),
        at);
  }

  @Test
  default void aNameThatIsAnotherOnesIsLeftOutAndTheLetterIsKept() {
    letters().keep(told("msg_1", NOON));
    GivenUp second = told("msg_2", NOON.plusSeconds(1));
    letters()
        .keep(new GivenUp(
            second.message(),
            Optional.of("dlq-msg_1"),
            second.run(),
            second.workflow(),
            second.schedule(),
            second.status(),
            second.detail(),
            second.retried(),
            second.madeAt(),
            second.at()));

    assertThat(all())
        .extracting(DeadLetter::given)
        .containsExactly(second.unnamed(), told("msg_1", NOON));
  }

  private List<DeadLetter> all() {
    return letters().list(Optional.empty(), Optional.empty(), 100);
  }

  private RunId failed(ArrivalBuilder building, Instant at) {
    RunId run = admitted(building.at(at));
    RunStore.Claim claim =
        runs().claim(run, "node", at, at.plusSeconds(30), false).orElseThrow();
    runs()
        .fail(
            claim.lease(),
            BROKEN,
            at,
            any -> new RunStore.AfterFailure(RunState.FAILED, Optional.empty()));
    return run;
  }

  private RunId admitted(ArrivalBuilder building) {
    Arrival arrival = building.build();
    runs().admit(arrival, Rules.start(arrival));
    return arrival.candidate();
  }

  @Test
  default void whatWasGivenUpIsKeptWithAllThatIsKnown() {
    letters().keep(told("msg_1", NOON));

    DeadLetter kept = all().get(0);
    assertThat(kept.given()).isEqualTo(told("msg_1", NOON));
    assertThat(kept.isKeptByQStash()).isTrue();
    assertThat(kept.runState()).isEmpty();
  }

  @Test
  default void toldTwiceItIsOneAndTheFirstWordStays() {
    letters().keep(told("msg_1", NOON));
    GivenUp again = told("msg_1", NOON.plusSeconds(9));
    letters()
        .keep(new GivenUp(
            again.message(),
            Optional.of("dlq-other"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(500),
            Optional.of("something else"),
            Optional.empty(),
            Optional.empty(),
            again.at()));

    assertThat(all()).extracting(DeadLetter::given).containsExactly(told("msg_1", NOON));
  }

  @Test
  default void ofEightWhoTellTheSameOneIsKept() throws Exception {
    Together.call(8, () -> {
      letters().keep(told("msg_1", NOON));
      return true;
    });

    assertThat(all()).hasSize(1);
  }

  @Test
  default void aRunThatFailsIsADeadLetter() {
    RunId run = failed(anArrival().of("msg_1").dueAt(NOON), NOON.plusSeconds(1));

    DeadLetter letter = all().get(0);
    assertThat(letter.given().run()).contains(run);
    assertThat(letter.given().message()).contains(new MessageId("msg_1"));
    assertThat(letter.given().detail()).isEqualTo(BROKEN.detail());
    assertThat(letter.runState()).contains(RunState.FAILED);
    assertThat(letter.dueTime()).contains(NOON);
    assertThat(letter.isKeptByQStash()).isFalse();
  }

  @Test
  default void whatQStashTellsOfAFailedRunCompletesIt() {
    RunId run = failed(anArrival().of("msg_1"), NOON);

    letters().keep(told("msg_1", NOON.plusSeconds(5)));

    assertThat(all()).hasSize(1);
    DeadLetter letter = all().get(0);
    assertThat(letter.given().run()).contains(run);
    assertThat(letter.given().dlqId()).contains("dlq-msg_1");
    assertThat(letter.given().detail()).isEqualTo(BROKEN.detail());
    assertThat(letter.given().at()).isEqualTo(NOON);
  }

  @Test
  default void aRunThatFailsAfterItsMessageWasGivenUpSaysWhy() {
    letters().keep(told("msg_1", NOON));

    RunId run = failed(anArrival().of("msg_1"), NOON.plusSeconds(5));

    assertThat(all()).hasSize(1);
    assertThat(all().get(0).given().run()).contains(run);
    assertThat(all().get(0).given().detail()).isEqualTo(BROKEN.detail());
    assertThat(all().get(0).given().dlqId()).contains("dlq-msg_1");
  }

  @Test
  default void aFailedRunWithoutAMessageIsOneTooAndAChildIsNot() {
    RunId run = failed(anArrival(), NOON);
    failed(anArrival().because(Trigger.CHILD), NOON);

    assertThat(all()).extracting(it -> it.given().run()).containsExactly(Optional.of(run));
  }

  @Test
  default void aLaterRunOfTheSameDueTimeThatSucceedsRecoversIt() {
    failed(anArrival().of("msg_1").dueAt(NOON), NOON);
    assertThat(all().get(0).recoveredBy()).isEmpty();

    RunId later = admitted(anArrival().of("msg_2").dueAt(NOON));
    succeed(later);

    assertThat(all().get(0).recoveredBy()).contains(later);
  }

  @Test
  default void itsOwnRunMaySucceedAfterAll() {
    RunId run = admitted(anArrival().of("msg_1"));
    GivenUp told = told("msg_1", NOON);
    letters()
        .keep(new GivenUp(
            told.message(),
            told.dlqId(),
            Optional.of(run),
            told.workflow(),
            told.schedule(),
            told.status(),
            told.detail(),
            told.retried(),
            told.madeAt(),
            told.at()));
    assertThat(all().get(0).goesOn()).isTrue();

    succeed(run);

    assertThat(all().get(0).recoveredBy()).contains(run);
    assertThat(all().get(0).goesOn()).isFalse();
  }

  private void succeed(RunId run) {
    RunStore.Claim claim =
        runs().claim(run, "node", NOON, NOON.plusSeconds(30), false).orElseThrow();
    runs().succeed(claim.lease(), com.fasterxml.jackson.databind.node.NullNode.getInstance(), NOON);
  }

  @Test
  default void pagesGoFromTheLastToTheFirstHoweverTheyCameIn() {
    letters().keep(told("msg_2", NOON.plusSeconds(2)));
    letters().keep(told("msg_1", NOON.plusSeconds(1)));
    letters().keep(told("msg_3", NOON.plusSeconds(2)));

    List<DeadLetter> first = letters().list(Optional.empty(), Optional.empty(), 2);
    List<DeadLetter> second =
        letters().list(Optional.empty(), Optional.of(first.get(1).id()), 2);

    assertThat(first)
        .extracting(it -> it.given().message().orElseThrow().value())
        .containsExactly("msg_3", "msg_2");
    assertThat(second)
        .extracting(it -> it.given().message().orElseThrow().value())
        .containsExactly("msg_1");
  }

  @Test
  default void aWorkflowsOwnAreFoundWhateverTheCaseOfItsName() {
    letters().keep(told("msg_1", NOON));

    assertThat(letters().list(Optional.of(new WorkflowId("hello")), Optional.empty(), 9))
        .hasSize(1);
    assertThat(letters().list(Optional.of(new WorkflowId("other")), Optional.empty(), 9))
        .isEmpty();
  }

  @Test
  default void whatIsSentAgainIsNotKeptAnyMoreAndSaysAsWhat() {
    letters().keep(told("msg_1", NOON));

    letters().sentAgain("dlq-msg_1", new MessageId("msg_9"), NOON);

    DeadLetter letter = letters().find("dlq-msg_1").orElseThrow();
    assertThat(letter.isKeptByQStash()).isFalse();
    assertThat(letter.sentAgainAs()).contains(new MessageId("msg_9"));
  }

  @Test
  default void theDueTimeOfWhatIsSentAgainIsKnownByItsNewMessage() {
    failed(anArrival().of("msg_1").dueAt(NOON), NOON.plusSeconds(1));
    letters().keep(told("msg_1", NOON.plusSeconds(5)));

    letters().sentAgain("dlq-msg_1", new MessageId("msg_9"), NOON);

    assertThat(letters().sentAgainFor(new MessageId("msg_9"))).contains(NOON);
    assertThat(letters().sentAgainFor(new MessageId("msg_1"))).isEmpty();
  }

  private void failedAndTold(String message, Instant due) {
    failed(anArrival().of(message).dueAt(due), due.plusSeconds(1));
    letters().keep(told(message, due.plusSeconds(5)));
  }

  private Optional<Instant> onItsWay(Instant made) {
    return letters().beingSentAgain(new ScheduleId("hello"), made);
  }

  @Test
  default void whatIsAskedForIsOnItsWayUntilItsMessageIsKnown() {
    Instant asked = NOON.plusSeconds(3600);
    failedAndTold("msg_1", NOON);
    assertThat(onItsWay(asked)).isEmpty();

    letters().asked("dlq-msg_1", asked);

    assertThat(onItsWay(asked.minusSeconds(5))).contains(NOON);
    assertThat(onItsWay(asked.plusSeconds(120))).contains(NOON);
    assertThat(onItsWay(asked.minusSeconds(6))).isEmpty();
    assertThat(onItsWay(asked.plusSeconds(121))).isEmpty();
    assertThat(letters().beingSentAgain(new ScheduleId("other"), asked)).isEmpty();
    letters().sentAgain("dlq-msg_1", new MessageId("msg_9"), asked);
    assertThat(onItsWay(asked)).isEmpty();
  }

  @Test
  default void whatIsAskedForOnceMoreMayStillComeByTheFirstTime() {
    failedAndTold("msg_1", NOON);

    letters().asked("dlq-msg_1", NOON.plusSeconds(3600));
    letters().asked("dlq-msg_1", NOON.plusSeconds(7200));

    assertThat(onItsWay(NOON.plusSeconds(3600))).contains(NOON);
    assertThat(onItsWay(NOON.plusSeconds(7300))).contains(NOON);
  }

  @Test
  default void aMessageThatCameForOneLetterIsNoOtherOnes() {
    Instant asked = NOON.plusSeconds(7200);
    Instant one = NOON.plusSeconds(3600);
    failedAndTold("msg_1", NOON);
    failedAndTold("msg_2", one);
    letters().asked("dlq-msg_1", asked);
    letters().asked("dlq-msg_2", asked.plusSeconds(1));
    letters().sentAgain("dlq-msg_1", new MessageId("msg_8"), asked.plusSeconds(2));

    letters().sentAgain("dlq-msg_2", new MessageId("msg_8"), asked.plusSeconds(3));
    letters().sentAgain("dlq-msg_1", new MessageId("msg_9"), asked.plusSeconds(4));

    assertThat(letters().sentAgainFor(new MessageId("msg_8"))).contains(NOON);
    assertThat(letters().sentAgainFor(new MessageId("msg_9"))).isEmpty();
    assertThat(onItsWay(asked)).contains(one);
    assertThat(letters().find("dlq-msg_2").orElseThrow().isKeptByQStash()).isFalse();
  }

  @Test
  default void whatIsGoneStaysInTheListAndWhatIsRemovedDoesNot() {
    letters().keep(told("msg_1", NOON));
    letters().keep(told("msg_2", NOON));

    letters().gone("dlq-msg_1", NOON);
    letters().remove("dlq-msg_2", NOON);
    letters().keep(told("msg_2", NOON));

    assertThat(all()).hasSize(1);
    assertThat(all().get(0).isKeptByQStash()).isFalse();
    assertThat(letters().find("dlq-msg_2")).isEmpty();
  }
}
