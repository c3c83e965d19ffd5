package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.run.VisitKey;
import dev.carillon.workflow.TaskList.NamedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a branch that waits has another look. */
class BranchTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static Branch thatWaits(Optional<Instant> until, boolean forAnother) {
    Scope scope = new Scope(
        JsonNodeFactory.instance.objectNode(), Map.of(), names -> Map.of(), names -> Map.of());
    Site site = new Site(
        VisitKey.of("/do/0/f/fork", 0, "a", 1),
        "/do/0/f/fork/branches/0/a",
        new NamedTask("a", null),
        new Enclosure(scope, List.of(), Cancellation.never()));
    Branch branch = new Branch(site, new Cancellation());
    branch.ends(new Outcome.Parked(until, forAnother), null, NOON);
    return branch;
  }

  @Test
  void onlyASecondLaterOneThatWaitsForAnotherRun() {
    for (Optional<Instant> until :
        List.of(Optional.<Instant>empty(), Optional.of(NOON.plusSeconds(60)))) {
      Branch branch = thatWaits(until, true);

      assertThat(branch.isDue(NOON)).isFalse();
      assertThat(branch.isDue(NOON.plusMillis(999))).isFalse();
      assertThat(branch.isDue(NOON.plus(SECOND))).isTrue();
    }
  }

  @Test
  void atItsTimeOneThatWaitsForThat() {
    Branch branch = thatWaits(Optional.of(NOON.plusSeconds(60)), false);

    assertThat(branch.isDue(NOON.plusSeconds(59))).isFalse();
    assertThat(branch.isDue(NOON.plusSeconds(60))).isTrue();
  }
}
