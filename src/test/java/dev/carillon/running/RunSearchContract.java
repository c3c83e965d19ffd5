package dev.carillon.running;

import static dev.carillon.running.Rules.HELLO;
import static dev.carillon.testing.ArrivalBuilder.anArrival;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.Run;
import dev.carillon.run.RunError;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.running.RunStore.AfterFailure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link RunStore} promises to who looks for a text. */
public interface RunSearchContract extends StandingRuns {
  @Test
  default void aTextIsFoundInTheNameTheErrorTheReasonAndTheBeginningOfTheId() {
    RunId failed = admitted(anArrival().at(NOON));
    var error = new RunError(
        "https://a.example/errors/stock",
        422,
        "Склад не отвечает",
        Optional.of("Asked 100% of them; \"status\" was red"),
        Optional.of("/do/0/askTheStore"),
        Optional.empty());
    runs()
        .fail(
            claim(failed, NOON).lease(),
            error,
            NOON,
            any -> new AfterFailure(RunState.FAILED, Optional.empty()));
    RunId canceled = admitted(anArrival().at(NOON.plusSeconds(60)));
    runs().cancel(canceled, "Mr. Brown said so", NOON.plusSeconds(60));

    assertThat(found("СКЛАД")).containsExactly(failed);
    assertThat(found("100% of")).containsExactly(failed);
    assertThat(found("\"status\"")).containsExactly(failed);
    assertThat(found("askthestore")).containsExactly(failed);
    assertThat(found("errors/stock")).containsExactly(failed);
    assertThat(found(" brown ")).containsExactly(canceled);
    assertThat(found(HELLO.id().value().toUpperCase(Locale.ROOT)))
        .containsExactly(canceled, failed);
    assertThat(found(failed.value().substring(0, 20))).containsExactly(failed);
    assertThat(found(failed.value().substring(0, 6))).containsExactly(canceled, failed);
    assertThat(found("run_")).containsExactly(canceled, failed);
    assertThat(found("instance")).isEmpty();
    assertThat(found("10_% of")).isEmpty();
  }

  @Test
  default void whatOnlyLooksLikeAnIdIsLookedForInAll() {
    RunId run = admitted(anArrival().at(NOON));
    runs().cancel(run, "run_report was wrong", NOON);

    assertThat(found("run_report")).containsExactly(run);
  }

  @Test
  default void aSearchGoesOnWhereItStoppedAndIsNarrowedLikeAList() {
    RunId first = admitted(anArrival().at(NOON));
    RunId second = admitted(anArrival().at(NOON.plusSeconds(1)));
    RunId third = admitted(anArrival().at(NOON.plusSeconds(2)));
    String text = HELLO.id().value();

    var page = runs().search(RunFilter.ALL, text, Optional.empty(), 2);
    var rest = runs().search(RunFilter.ALL, text, page.further(), 2);
    var running = new RunFilter(Optional.empty(), Optional.of(RunState.RUNNING), Optional.empty());

    assertThat(ids(page.runs())).containsExactly(third, second);
    assertThat(page.further()).contains(second);
    assertThat(ids(rest.runs())).containsExactly(first);
    assertThat(rest.further()).isEmpty();
    assertThat(runs().search(running, text, Optional.empty(), 2).runs()).isEmpty();
  }

  private List<RunId> found(String text) {
    return ids(runs().search(RunFilter.ALL, text, Optional.empty(), 10).runs());
  }

  private static List<RunId> ids(List<Run> runs) {
    return runs.stream().map(Run::id).toList();
  }
}
