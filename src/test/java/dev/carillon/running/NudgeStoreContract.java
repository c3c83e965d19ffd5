package dev.carillon.running;

import static dev.carillon.running.Rules.BROKEN;
import static dev.carillon.testing.ArrivalBuilder.anArrival;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.authoring.WorkflowStore;
import dev.carillon.run.MessageId;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.running.NudgeStore.Task;
import dev.carillon.running.RunStore.AfterFailure;
import dev.carillon.running.RunStore.Claim;
import dev.carillon.testing.ArrivalBuilder;
import dev.carillon.testing.Together;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link NudgeStore} promises. A store is tested by implementing this. */
public interface NudgeStoreContract {
  Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  Instant SOON = NOON.plusSeconds(10);
  Instant STALE = NOON.minusSeconds(60);
  MessageId NUDGE = new MessageId("msg_nudge");

  /** Returns the store under test, empty. */
  NudgeStore nudges();

  /** Returns stores over the same database. */
  RunStore runs();

  WorkflowStore workflows();

  @BeforeEach
  default void aWorkflowIsThereToWait() {
    workflows().save(Rules.HELLO);
  }

  /** A run that retries, and wakes then. */
  private RunId parked(ArrivalBuilder building, Instant wake) {
    Arrival arrival = building.build();
    runs().admit(arrival, Rules.start(arrival));
    park(arrival.candidate(), NOON, wake);
    return arrival.candidate();
  }

  private void park(RunId run, Instant now, Instant wake) {
    Claim claim = runs().claim(run, "node", now, now.plusSeconds(30), false).orElseThrow();
    AfterFailure again = new AfterFailure(RunState.RETRYING, Optional.of(wake));
    runs().fail(claim.lease(), BROKEN, now, any -> again);
  }

  private Optional<Task> taken(RunId run) {
    return nudges().take(run, SOON, STALE, NOON);
  }

  private RunId nudged() {
    RunId run = parked(anArrival(), NOON.plusSeconds(600));
    assertThat(nudges().sent(taken(run).orElseThrow(), NUDGE)).isTrue();
    return run;
  }

  @Test
  default void aParkedRunOfOursWantsANudge() {
    RunId run = parked(anArrival(), NOON.plusSeconds(600));

    assertThat(nudges().wanting(SOON, STALE, 9)).containsExactly(run);
    Task task = taken(run).orElseThrow();
    assertThat(task.wakeAt()).isEqualTo(NOON.plusSeconds(600));
    assertThat(task.run().id()).isEqualTo(run);
    assertThat(task.outdated()).isEmpty();
  }

  @Test
  default void oneThatWaitsForItsEngineOrNotForLongWantsNone() {
    RunId engines = parked(anArrival().of("msg_1").ownedByItsEngine(), NOON.plusSeconds(600));
    RunId soon = parked(anArrival(), NOON.plusSeconds(9));

    assertThat(nudges().wanting(SOON, STALE, 9)).isEmpty();
    assertThat(taken(engines)).isEmpty();
    assertThat(taken(soon)).isEmpty();
  }

  @Test
  default void ofEightWhoWantToSendItOneDoes() throws Exception {
    RunId run = parked(anArrival(), NOON.plusSeconds(600));

    List<Boolean> taken = Together.call(8, () -> taken(run).isPresent());

    assertThat(taken).containsOnlyOnce(true);
  }

  @Test
  default void whatANodeDidNotDoAnotherMayDoLater() {
    RunId run = parked(anArrival(), NOON.plusSeconds(600));
    taken(run);

    assertThat(nudges().wanting(SOON, STALE, 9)).isEmpty();
    assertThat(nudges().wanting(SOON, NOON.plusSeconds(1), 9)).containsExactly(run);
    assertThat(nudges().take(run, SOON, NOON.plusSeconds(1), NOON.plusSeconds(61)))
        .isPresent();
  }

  @Test
  default void whatWasSentIsNotSentAgain() {
    RunId run = nudged();

    assertThat(nudges().wanting(SOON, NOON.plusSeconds(300), 9)).isEmpty();
    assertThat(nudges().take(run, SOON, NOON.plusSeconds(300), NOON.plusSeconds(300)))
        .isEmpty();
  }

  @Test
  default void aRunThatWaitsForAnotherInstantByNowGetsAnotherNudge() {
    RunId run = nudged();
    park(run, NOON.plusSeconds(600), NOON.plusSeconds(1200));

    assertThat(nudges().wanting(SOON, STALE, 9)).containsExactly(run);
    Task task = taken(run).orElseThrow();

    assertThat(task.wakeAt()).isEqualTo(NOON.plusSeconds(1200));
    assertThat(task.outdated()).contains(NUDGE);
  }

  @Test
  default void whatWasSentForAnInstantThatIsOverIsNotKept() {
    RunId run = parked(anArrival(), NOON.plusSeconds(600));
    Task late = taken(run).orElseThrow();
    park(run, NOON.plusSeconds(600), NOON.plusSeconds(1200));
    taken(run);

    assertThat(nudges().sent(late, NUDGE)).isFalse();
  }

  @Test
  default void aNudgeThatCameMakesRoomForAnotherAndAStrangerDoesNot() {
    RunId run = nudged();

    runs().admit(nudge("msg_other", run), any -> new Decision.Nudge(Optional.of(run)));
    assertThat(nudges().wanting(SOON, STALE, 9)).isEmpty();

    runs().admit(nudge(NUDGE.value(), run), any -> new Decision.Nudge(Optional.of(run)));
    assertThat(nudges().wanting(SOON, STALE, 9)).containsExactly(run);
  }

  private static Arrival nudge(String message, RunId run) {
    return anArrival().of(message).waking(run).build();
  }

  @Test
  default void aNudgeIsKeptAsADeliveryOfItsRunAndIsNoMessageThatMadeIt() {
    RunId run = nudged();

    RunStore.Admitted admitted =
        runs().admit(nudge(NUDGE.value(), run), any -> new Decision.Nudge(Optional.of(run)));

    assertThat(admitted.delivery()).isPresent();
    assertThat(runs().knows(NUDGE)).isFalse();
  }

  @Test
  default void theNudgeOfARunThatEndedIsUselessAndForgottenOnce() {
    RunId run = nudged();
    assertThat(nudges().useless(9)).isEmpty();

    runs().cancel(run, "enough", NOON);

    assertThat(nudges().useless(9)).containsExactly(run);
    assertThat(nudges().forget(run)).contains(NUDGE);
    assertThat(nudges().forget(run)).isEmpty();
    assertThat(nudges().useless(9)).isEmpty();
  }

  @Test
  default void whatIsSentWhenItsRunHasEndedIsNotKept() {
    RunId run = parked(anArrival(), NOON.plusSeconds(600));
    Task task = taken(run).orElseThrow();
    runs().cancel(run, "enough", NOON);
    nudges().forget(run);

    assertThat(nudges().sent(task, NUDGE)).isFalse();
  }
}
