package dev.carillon.running;

import static dev.carillon.running.Rules.BROKEN;
import static dev.carillon.running.Rules.HELLO;
import static dev.carillon.testing.ArrivalBuilder.anArrival;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.run.Attempt;
import dev.carillon.run.MessageId;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.running.RunStore.Claim;
import dev.carillon.testing.Together;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every {@link RunStore} promises about runs that were admitted. */
public interface RunStoreContract extends StandingRuns {
  JsonNode DONE = JsonNodeFactory.instance.textNode("done");

  @Test
  default void aRunThatWasNeverMadeIsNotFound() {
    RunId nobody = RunId.of(1, 2, 3);

    assertThat(runs().find(nobody)).isEmpty();
    assertThatThrownBy(() -> runs().get(nobody)).isInstanceOf(UnknownRunException.class);
    assertThatThrownBy(() -> runs().cancel(nobody, "why", NOON))
        .isInstanceOf(UnknownRunException.class);
    assertThat(runs().claim(nobody, "node", NOON, NOON.plusSeconds(30), true)).isEmpty();
  }

  @Test
  default void aRunsInputKeepsEveryDigitAndEveryCharacter() {
    JsonNode input = JsonNodeFactory.instance
        .objectNode()
        .put("exact", new BigDecimal("0.10000000000000000000000000000000000001"))
        .put("trailing", new BigDecimal("1.50"))
        .put("huge", new BigInteger("9".repeat(60)))
        .put("text", "Zoë \0 \uD83D\uDD14 \" \\ :name ?")
        .putNull("nothing");

    RunId run = admitted(anArrival().with(input));

    assertThat(runs().get(run).input().toString()).isEqualTo(input.toString());
  }

  /** One half of a pair that stands for one character: JSON may hold it, and UTF-8 may not. */
  @ParameterizedTest
  @CsvSource({
    "'\uD83D', '\uFFFD'",
    "'\uDD14\uD83Da', '\uFFFD\uFFFDa'",
    "'\uD83D\uDD14\uDD14', '\uD83D\uDD14\uFFFD'",
    "'\uD83D\uD83D\uDD14', '\uFFFD\uD83D\uDD14'",
    "'\\uD83D', '\\uD83D'",
  })
  default void halfACharacterIsKeptAsTheOneThatStandsForUnknownOnes(String text, String kept) {
    JsonNode input = JsonNodeFactory.instance.objectNode().put(text, text);

    RunId run = admitted(anArrival().with(input));

    assertThat(runs().get(run).input())
        .isEqualTo(JsonNodeFactory.instance.objectNode().put(kept, kept));
  }

  @Test
  default void anInstantIsKeptToTheMicrosecond() {
    Instant precise = Instant.parse("2026-11-22T12:00:00.123456789Z");

    RunId run = admitted(anArrival().at(precise));

    assertThat(runs().get(run).createdAt()).isEqualTo(Instant.parse("2026-11-22T12:00:00.123456Z"));
  }

  @Test
  default void ofManyRunsThoseAreSettledThatEndedOrWaitForLater() {
    RunId pending = admitted(anArrival());
    RunId running = admitted(anArrival());
    claim(running, NOON);
    RunId ended = admitted(anArrival());
    runs().succeed(claim(ended, NOON).lease(), DONE, NOON);
    RunId waiting = admitted(anArrival());
    runs().park(claim(waiting, NOON).lease(), Optional.of(NOON.plusSeconds(60)), NOON);
    RunId notAsked = admitted(anArrival());
    runs().succeed(claim(notAsked, NOON).lease(), DONE, NOON);
    List<RunId> asked = List.of(pending, running, ended, waiting, RunId.of(0, 0, 1));

    assertThat(runs().settled(asked, NOON))
        .extracting(Run::id)
        .containsExactlyInAnyOrder(ended, waiting);
    assertThat(runs().settled(asked, NOON.plusSeconds(60)))
        .extracting(Run::id)
        .containsExactly(ended);
    assertThat(runs().settled(List.of(), NOON)).isEmpty();
  }

  @Test
  default void ofEightWhoReachForARunOneGetsIt() throws Exception {
    RunId run = admitted(anArrival());

    List<Optional<Claim>> claims = Together.call(
        8, number -> () -> runs().claim(run, "node" + number, NOON, NOON.plusSeconds(30), false));

    assertThat(claims).filteredOn(Optional::isPresent).hasSize(1);
    assertThat(runs().attempts(run)).hasSize(1);
  }

  @Test
  default void aClaimBeginsTheFirstAttempt() {
    RunId run = admitted(anArrival());

    Claim claim = claim(run, NOON.plusSeconds(1));

    assertThat(claim.run().state()).isEqualTo(RunState.RUNNING);
    assertThat(claim.run().attempts()).isEqualTo(1);
    assertThat(claim.run().startedAt()).contains(NOON.plusSeconds(1));
    assertThat(runs().attempts(run))
        .containsExactly(new Attempt(1, NOON.plusSeconds(1), Optional.empty(), Optional.empty()));
  }

  @Test
  default void aRunIsTakenOverOnceItsLeaseIsOverAndItsAttemptGoesOn() {
    RunId run = admitted(anArrival());
    Claim old = claim(run, NOON);

    assertThat(runs().claim(run, "other", NOON.plusSeconds(29), NOON.plusSeconds(60), true))
        .isEmpty();
    Claim taken = runs()
        .claim(run, "other", NOON.plusSeconds(30), NOON.plusSeconds(60), true)
        .orElseThrow();

    assertThat(taken.lease().fence()).isGreaterThan(old.lease().fence());
    assertThat(taken.run().attempts()).isEqualTo(1);
    assertThat(runs().renew(old.lease(), NOON.plusSeconds(90))).isFalse();
    assertThatThrownBy(() -> runs().succeed(old.lease(), DONE, NOON))
        .isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(() -> runs().fail(old.lease(), BROKEN, NOON, any -> StandingRuns.failed()))
        .isInstanceOf(LeaseLostException.class);
    assertThat(runs().get(run).state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  default void aRenewedLeaseHoldsLonger() {
    RunId run = admitted(anArrival());
    Claim claim = claim(run, NOON);

    assertThat(runs().renew(claim.lease(), NOON.plusSeconds(60))).isTrue();
    // One that was begun before, and came through late.
    assertThat(runs().renew(claim.lease(), NOON.plusSeconds(45))).isTrue();

    assertThat(runs().claim(run, "other", NOON.plusSeconds(59), NOON.plusSeconds(90), true))
        .isEmpty();
  }

  @Test
  default void aReleasedRunMayBeTakenAtOnceButNotByItsOldHolderWithoutAsking() {
    RunId run = admitted(anArrival());
    Claim claim = claim(run, NOON);

    runs().release(claim.lease(), NOON);

    assertThat(runs().claimable(NOON, 10)).containsExactly(run);
    assertThat(runs().renew(claim.lease(), NOON.plusSeconds(60))).isFalse();
    assertThat(claim(run, NOON).run().attempts()).isEqualTo(1);
  }

  @Test
  default void aRunThatEndedWellKeepsItsOutputAndIsNeverTakenAgain() {
    RunId run = admitted(anArrival());
    Claim claim = claim(run, NOON);

    Run ended = runs().succeed(claim.lease(), DONE, NOON.plusSeconds(5));

    assertThat(ended).isEqualTo(runs().get(run));
    assertThat(ended.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(ended.output()).contains(DONE);
    assertThat(ended.endedAt()).contains(NOON.plusSeconds(5));
    assertThat(runs().attempts(run).get(0).endedAt()).contains(NOON.plusSeconds(5));
    assertThat(runs().claim(run, "node", NOON.plusSeconds(99), NOON.plusSeconds(999), true))
        .isEmpty();
    assertThat(runs().claimable(NOON.plusSeconds(9999), 10)).isEmpty();
  }

  @Test
  default void aFailedAttemptIsFollowedByAnotherWhenItsTimeHasCome() {
    RunId run = admitted(anArrival());
    Claim first = claim(run, NOON);

    Run retrying = runs()
        .fail(
            first.lease(),
            BROKEN,
            NOON.plusSeconds(2),
            any -> StandingRuns.retryAt(NOON.plusSeconds(12)));

    assertThat(retrying.state()).isEqualTo(RunState.RETRYING);
    assertThat(retrying.error()).contains(BROKEN);
    assertThat(retrying.wakeAt()).contains(NOON.plusSeconds(12));
    assertThat(retrying.endedAt()).isEmpty();
    assertThat(runs().nextWake(NOON)).contains(NOON.plusSeconds(12));
    assertThat(runs().claim(run, "node", NOON.plusSeconds(11), NOON.plusSeconds(60), true))
        .isEmpty();
    assertThat(claim(run, NOON.plusSeconds(12)).run().attempts()).isEqualTo(2);
    assertThat(runs().attempts(run))
        .containsExactly(
            new Attempt(1, NOON, Optional.of(NOON.plusSeconds(2)), Optional.of(BROKEN)),
            new Attempt(2, NOON.plusSeconds(12), Optional.empty(), Optional.empty()));
  }

  @Test
  default void aMessageIsKnownOnceItCame() {
    admitted(anArrival().of("msg_1"));

    assertThat(runs().knows(new MessageId("msg_1"))).isTrue();
    assertThat(runs().knows(new MessageId("msg_2"))).isFalse();
  }

  @Test
  default void aCanceledRunStopsItsWalker() {
    RunId run = admitted(anArrival());
    Claim claim = claim(run, NOON);

    var wish = new Run.Canceled("no more", Optional.of("Zoë"));
    Run canceled = runs().cancel(run, wish, NOON.plusSeconds(1));

    assertThat(canceled.state()).isEqualTo(RunState.CANCELED);
    assertThat(canceled.canceled()).contains(wish);
    assertThat(canceled.endedAt()).contains(NOON.plusSeconds(1));
    assertThat(runs().renew(claim.lease(), NOON.plusSeconds(90))).isFalse();
    assertThatThrownBy(() -> runs().succeed(claim.lease(), DONE, NOON))
        .isInstanceOf(LeaseLostException.class);
  }

  @Test
  default void aRunThatHasEndedIsNotCanceled() {
    RunId run = admitted(anArrival());
    runs().succeed(claim(run, NOON).lease(), DONE, NOON);

    assertThat(runs().cancel(run, "too late", NOON.plusSeconds(9)).state())
        .isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  default void whatIsDueFirstIsWalkedFirst() {
    RunId wish = admitted(anArrival().at(NOON));
    RunId late = admitted(anArrival().of("msg_1").dueAt(NOON.minusSeconds(60)).at(NOON));
    RunId later = admitted(anArrival().of("msg_2").dueAt(NOON.minusSeconds(30)).at(NOON));

    assertThat(runs().claimable(NOON, 10)).containsExactly(late, later, wish);
    assertThat(runs().claimable(NOON, 2)).containsExactly(late, later);
  }

  @Test
  default void aRetryWhoseSlotIsTakenDoesNotStandInTheWayOfOthers() {
    RunId blocked = admitted(anArrival().of("msg_1").dueAt(NOON));
    runs()
        .fail(
            claim(blocked, NOON).lease(),
            BROKEN,
            NOON,
            any -> StandingRuns.retryAt(NOON.plusSeconds(10)));
    RunId holder = admitted(anArrival().of("msg_2").dueAt(NOON.plusSeconds(1)));
    Claim held = claim(holder, NOON.plusSeconds(1));
    RunId other = admitted(anArrival().at(NOON.plusSeconds(20)));

    assertThat(runs().claimable(NOON.plusSeconds(20), 1)).containsExactly(other);

    runs().succeed(held.lease(), DONE, NOON.plusSeconds(20));
    assertThat(runs().claimable(NOON.plusSeconds(20), 2)).containsExactly(blocked, other);
  }

  @Test
  default void nobodyIsToBeWokenWhenNobodyWaits() {
    admitted(anArrival());

    assertThat(runs().nextWake(NOON.minusSeconds(60))).isEmpty();
  }

  @Test
  default void runsAreListedInPagesTheNewestFirst() {
    List<RunId> made = new ArrayList<>();
    for (int number = 0; number < 5; number++) {
      made.add(0, admitted(anArrival().at(NOON.plusSeconds(number))));
    }

    List<RunId> first = ids(runs().list(RunFilter.ALL, Optional.empty(), 3));
    List<RunId> second = ids(runs().list(RunFilter.ALL, Optional.of(first.get(2)), 3));
    var between = new RunFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(NOON.plusSeconds(1)),
        Optional.of(NOON.plusSeconds(3)));

    assertThat(first).isEqualTo(made.subList(0, 3));
    assertThat(second).isEqualTo(made.subList(3, 5));
    assertThat(listed(between)).isEqualTo(made.subList(2, 4));
    assertThat(ids(runs().list(between, Optional.of(made.get(2)), 3))).containsExactly(made.get(3));
  }

  @Test
  default void aListIsNarrowedByWorkflowStateAndTrigger() {
    RunId wish = admitted(anArrival());
    RunId due = admitted(anArrival().of("msg_1").dueAt(NOON));
    claim(due, NOON);

    assertThat(listed(new RunFilter(Optional.of(HELLO.id()), Optional.empty(), Optional.empty())))
        .containsExactlyInAnyOrder(wish, due);
    assertThat(listed(new RunFilter(
            Optional.of(Rules.version("other", "1.0.0").id()), Optional.empty(), Optional.empty())))
        .isEmpty();
    assertThat(listed(
            new RunFilter(Optional.empty(), Optional.of(RunState.RUNNING), Optional.empty())))
        .containsExactly(due);
    assertThat(
            listed(new RunFilter(Optional.empty(), Optional.empty(), Optional.of(Trigger.MANUAL))))
        .containsExactly(wish);
  }

  private List<RunId> listed(RunFilter filter) {
    return ids(runs().list(filter, Optional.empty(), 10));
  }

  private static List<RunId> ids(List<Run> runs) {
    return runs.stream().map(Run::id).toList();
  }
}
