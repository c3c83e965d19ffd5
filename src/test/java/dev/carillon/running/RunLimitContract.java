package dev.carillon.running;

import static dev.carillon.running.Rules.BROKEN;
import static dev.carillon.testing.ArrivalBuilder.anArrival;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.running.RunStore.Claim;
import dev.carillon.testing.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What every {@link RunStore} promises about a limited number of runs of a workflow. */
public interface RunLimitContract extends StandingRuns {
  @Test
  default void ofALimitedWorkflowThoseDueFirstAreLetInAndNoMoreThanMayBe() throws Exception {
    workflows().save(Rules.version("hello", "1.1.0"), OptionalInt.of(2));
    List<RunId> made = new ArrayList<>();
    for (int number = 0; number < 8; number++) {
      made.add(admitted(anArrival()
          .of("msg_" + number)
          .dueAt(NOON.minusSeconds(60 * ((number * 3) % 8)))
          .at(NOON)));
    }
    List<RunId> inOrder = runs().claimable(NOON, 10);
    assertThat(inOrder).hasSize(8);

    List<Optional<Claim>> claims = Together.call(
        8,
        number -> () ->
            runs().claim(made.get(number), "node" + number, NOON, NOON.plusSeconds(30), true));

    List<Claim> letIn = claims.stream().flatMap(Optional::stream).toList();
    assertThat(letIn).extracting(it -> it.run().id()).isSubsetOf(inOrder.subList(0, 2));
    inOrder
        .subList(0, 2)
        .forEach(it -> runs().claim(it, "later", NOON, NOON.plusSeconds(30), true));
    assertThat(runs().claimable(NOON, 10)).as("the house is full").isEmpty();
    assertThat(runs().claim(inOrder.get(2), "node", NOON, NOON.plusSeconds(30), true))
        .isEmpty();
  }

  @Test
  default void whoLeavesALimitedWorkflowMakesRoomAndOneThatRetriesQueuesAgain() {
    workflows().save(Rules.version("hello", "1.1.0"), OptionalInt.of(1));
    RunId first = admitted(anArrival().at(NOON));
    RunId second = admitted(anArrival().at(NOON.plusSeconds(1)));
    Claim walked = claim(first, NOON.plusSeconds(1));
    assertThat(runs().next(walked.run(), NOON.plusSeconds(1))).isEmpty();

    Run retries =
        runs().fail(walked.lease(), BROKEN, NOON, any -> StandingRuns.retryAt(NOON.plusSeconds(9)));

    assertThat(runs().next(retries, NOON.plusSeconds(2))).containsExactly(second);
    Claim other = claim(second, NOON.plusSeconds(2));
    assertThat(runs().claim(first, "node", NOON.plusSeconds(9), NOON.plusSeconds(99), true))
        .isEmpty();
    Run parked = runs().park(other.lease(), Optional.of(NOON.plusSeconds(20)), NOON);
    assertThat(runs().next(parked, NOON.plusSeconds(9)))
        .as("what waits is under way")
        .isEmpty();
    runs().cancel(second, "enough", NOON.plusSeconds(10));
    assertThat(runs().next(parked, NOON.plusSeconds(10))).containsExactly(first);
  }
}
