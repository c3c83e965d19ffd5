package dev.carillon.running;

import static dev.carillon.running.Rules.HELLO;
import static dev.carillon.testing.ArrivalBuilder.anArrival;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.authoring.WorkflowStore;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What every {@link RunStore} promises about runs beside others. */
public interface RunNeighboursContract {
  StoredWorkflow OTHER = Rules.version("other", "1.0.0");
  Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /** Returns the store under test, empty, and the same one for the whole of a test. */
  RunStore runs();

  /** Returns a store over the same database. */
  WorkflowStore workflows();

  @Test
  default void aRunHasThoseOfItsWorkflowBesideItAndNoOthers() {
    workflows().save(HELLO);
    workflows().save(OTHER);
    RunId first = admitted(HELLO, "msg_1", NOON);
    admitted(OTHER, "msg_2", NOON.plusSeconds(1));
    RunId second = admitted(HELLO, "msg_3", NOON.plusSeconds(2));
    admitted(OTHER, "msg_4", NOON.plusSeconds(3));
    RunId third = admitted(HELLO, "msg_5", NOON.plusSeconds(4));

    RunStore.Neighbours beside = runs().neighbours(runs().get(second));

    assertThat(beside.previous().map(Run::id)).contains(first);
    assertThat(beside.next().map(Run::id)).contains(third);
    assertThat(runs().neighbours(runs().get(first)).previous()).isEmpty();
    assertThat(runs().neighbours(runs().get(third)).next()).isEmpty();
  }

  @Test
  default void ofSomeWorkflowsEachHasItsNewestRun() {
    workflows().save(HELLO);
    workflows().save(OTHER);
    workflows().save(Rules.version("without-runs", "1.0.0"));
    admitted(HELLO, "msg_1", NOON);
    RunId newest = admitted(HELLO, "msg_2", NOON.plusSeconds(1));
    RunId ofOther = admitted(OTHER, "msg_3", NOON.plusSeconds(2));
    WorkflowId loud = new WorkflowId(HELLO.id().value().toUpperCase(Locale.ROOT));
    List<WorkflowId> some = List.of(loud, OTHER.id(), new WorkflowId("without-runs"));

    assertThat(runs().newest(some))
        .hasSize(2)
        .hasEntrySatisfying(HELLO.id(), it -> assertThat(it.id()).isEqualTo(newest))
        .hasEntrySatisfying(OTHER.id(), it -> assertThat(it.id()).isEqualTo(ofOther));
    assertThat(runs().newest(List.of(OTHER.id()))).containsOnlyKeys(OTHER.id());
    assertThat(runs().newest(List.of(new WorkflowId("never-saved")))).isEmpty();
    assertThat(runs().newest(List.of())).isEmpty();
  }

  private RunId admitted(StoredWorkflow workflow, String message, Instant at) {
    Arrival arrival =
        anArrival().asking(workflow.id().value()).of(message).dueAt(at).at(at).build();
    runs()
        .admit(
            arrival,
            view -> new Decision.Start(workflow, arrival.trigger(), 4, Rules.due(arrival)));
    return arrival.candidate();
  }
}
