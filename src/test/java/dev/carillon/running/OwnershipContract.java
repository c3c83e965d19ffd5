package dev.carillon.running;

import static dev.carillon.running.Rules.BROKEN;
import static dev.carillon.testing.ArrivalBuilder.anArrival;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.MessageId;
import dev.carillon.run.Run;
import dev.carillon.run.Run.Ownership;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.running.RunStore.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link RunStore} promises about whose the next attempt at a run is. */
public interface OwnershipContract extends StandingRuns {
  @Test
  default void theRuleAboutAFailureSeesTheRunAsItStands() {
    RunId run = admitted(anArrival().ownedByItsEngine());
    Claim claim = claim(run, NOON);
    runs().handOver(run);
    List<Run> seen = new ArrayList<>();

    Run ended = runs().fail(claim.lease(), BROKEN, NOON, now -> {
      seen.add(now);
      return StandingRuns.failed();
    });

    assertThat(seen.get(0).state()).isEqualTo(RunState.RUNNING);
    assertThat(seen.get(0).ownership()).isEqualTo(Ownership.OURS);
    assertThat(ended.state()).isEqualTo(RunState.FAILED);
    assertThat(ended.endedAt()).contains(NOON);
  }

  @Test
  default void aRunThatWaitsForItsEngineIsNotHandedOver() {
    RunId run = admitted(anArrival().ownedByItsEngine());
    runs()
        .fail(
            claim(run, NOON).lease(),
            BROKEN,
            NOON,
            any -> StandingRuns.retryAt(NOON.plusSeconds(60)));

    assertThat(runs().handOver(run).ownership()).isEqualTo(Ownership.ENGINE);
  }

  @Test
  default void theSweepMakesARunOursThatItsEngineForgot() {
    RunId run = admitted(anArrival().ownedByItsEngine());
    runs()
        .fail(
            claim(run, NOON).lease(),
            BROKEN,
            NOON,
            any -> StandingRuns.retryAt(NOON.plusSeconds(60)));

    Claim swept = runs()
        .claim(run, "node", NOON.plusSeconds(60), NOON.plusSeconds(90), true)
        .orElseThrow();

    assertThat(swept.run().ownership()).isEqualTo(Ownership.OURS);
  }

  @Test
  default void aRunIsAdoptedWhoseEngineGaveItsMessageUp() {
    RunId run = admitted(anArrival().of("msg_1").ownedByItsEngine());
    runs()
        .fail(
            claim(run, NOON).lease(),
            BROKEN,
            NOON,
            any -> StandingRuns.retryAt(NOON.plusSeconds(60)));

    Run adopted = runs()
        .adopt(new MessageId("msg_1"), Duration.ofSeconds(40), NOON.plusSeconds(5))
        .orElseThrow();

    assertThat(adopted.ownership()).isEqualTo(Ownership.OURS);
    assertThat(adopted.wakeAt()).contains(NOON.plusSeconds(20));
    assertThat(runs().adopt(new MessageId("msg_2"), Duration.ZERO, NOON)).isEmpty();
  }

  @Test
  default void anAdoptedRunIsNotDueInThePastAndOneThatIsOursKeepsItsTime() {
    RunId run = admitted(anArrival().of("msg_1").ownedByItsEngine());
    runs()
        .fail(
            claim(run, NOON).lease(),
            BROKEN,
            NOON,
            any -> StandingRuns.retryAt(NOON.plusSeconds(60)));
    Duration grace = Duration.ofSeconds(40);
    var message = new MessageId("msg_1");

    Run adopted = runs().adopt(message, grace, NOON.plusSeconds(30)).orElseThrow();
    Run again = runs().adopt(message, grace, NOON.plusSeconds(50)).orElseThrow();

    assertThat(adopted.wakeAt()).contains(NOON.plusSeconds(30));
    assertThat(again.wakeAt()).contains(NOON.plusSeconds(30));
  }

  /** Whoever of us takes it first, its engine waits for the answer. */
  @Test
  default void anAttemptThatItsEngineBroughtStaysItsOwnThoughTheSweepTakesIt() {
    RunId run = admitted(anArrival().of("msg_1").ownedByItsEngine());
    runs()
        .fail(
            claim(run, NOON).lease(),
            BROKEN,
            NOON,
            any -> StandingRuns.retryAt(NOON.plusSeconds(60)));
    brought(run, 1, NOON.plusSeconds(20));

    Claim swept = swept(run, NOON.plusSeconds(20));

    assertThat(swept.run().ownership()).isEqualTo(Ownership.ENGINE);
    assertThat(swept.run().attempts()).isEqualTo(2);
  }

  @Test
  default void theSweepMakesARunOursWhoseEngineBroughtAnAttemptAndThenForgotIt() {
    RunId run = admitted(anArrival().of("msg_1").ownedByItsEngine());
    runs()
        .fail(
            claim(run, NOON).lease(),
            BROKEN,
            NOON,
            any -> StandingRuns.retryAt(NOON.plusSeconds(60)));
    brought(run, 1, NOON.plusSeconds(20));
    Lease second = swept(run, NOON.plusSeconds(20)).lease();
    runs()
        .fail(
            second,
            BROKEN,
            NOON.plusSeconds(21),
            any -> StandingRuns.retryAt(NOON.plusSeconds(99)));

    assertThat(swept(run, NOON.plusSeconds(99)).run().ownership()).isEqualTo(Ownership.OURS);
  }

  private void brought(RunId run, int retried, Instant at) {
    Arrival arrival =
        anArrival().of("msg_1").ownedByItsEngine().retried(retried).at(at).build();
    runs().admit(arrival, view -> new Decision.Again(run, true));
  }

  private Claim swept(RunId run, Instant now) {
    return runs().claim(run, "node", now, now.plusSeconds(30), true).orElseThrow();
  }
}
