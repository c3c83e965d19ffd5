package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.VisitState;
import dev.carillon.schedule.LongestRun;
import dev.carillon.schedule.Schedule;
import dev.carillon.scheduling.InvalidWishException;
import dev.carillon.scheduling.Wishes;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For how long a run may go on that its schedule asked for. */
class LongestRunTest extends InHouse {
  private WorkflowId resting(String name, String document, Map<String, String> wishes) {
    WorkflowId id = house.save(name, "1.0.0", "- rest: {wait: P1D}\n", document);
    activate(id, "* * * * *", wishes);
    return id;
  }

  private Schedule activate(WorkflowId id, String cron, Map<String, String> wishes) {
    Map<String, Optional<String>> fields = new HashMap<>(Map.of("cron", Optional.of(cron)));
    wishes.forEach((name, wish) -> fields.put(name, Optional.of(wish)));
    return house.scheduling.activate(id, new Wishes(fields)).schedule();
  }

  private RunId due(WorkflowId id) {
    Instant due = clock.instant().truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
    clock.moveTo(due.plusSeconds(1));
    RunId run = house.hand(Arrivals.of(house, id).local(due).build()).run().orElseThrow();
    house.await(run, RunState.WAITING);
    return run;
  }

  @Test
  void aRunThatTakesLongerThanItsScheduleLetsItFailsAndSaysSoAlsoOverARestart() {
    WorkflowId id = resting("limited", "timeout: {after: PT12H}\n", Map.of("longestRun", "1h"));
    RunId run = due(id);
    Instant limit = house.store.get(run).startedAt().orElseThrow().plus(Duration.ofHours(1));
    assertThat(house.store.get(run).deadline()).contains(limit);
    assertThat(house.store.get(run).wakeAt()).contains(limit);

    restart();
    house.moveBy(Duration.ofHours(1));

    Run failed = house.await(run, RunState.FAILED);
    assertThat(failed.error().orElseThrow().type()).endsWith("/errors/timeout");
    assertThat(failed.error().orElseThrow().detail())
        .contains("the run took longer than its schedule lets it, longestRun PT1H");
    assertThat(failed.attempts()).isEqualTo(1);
    assertThat(visit(run, "/do/0/rest").state()).isEqualTo(VisitState.CANCELED);
  }

  @Test
  void theWorkflowsOwnLimitCountsWhereItIsShorter() {
    RunId run = due(resting("shorter", "timeout: {after: PT1H}\n", Map.of("longestRun", "2h")));

    house.moveBy(Duration.ofHours(3));

    assertThat(house.await(run, RunState.FAILED).error().orElseThrow().detail())
        .contains("the run took longer than it may");
  }

  @Test
  void whatWasBegunUnderOneWordingKeepsItsLimitAndWhatIsStartedByHandHasNone() {
    WorkflowId id = resting("edited", "", Map.of("longestRun", "1h"));
    RunId before = due(id);
    activate(id, "* * * * *", Map.of("longestRun", "2h", "overlap", "allow"));
    RunId after = due(id);
    RunId byHand = house.start(id, "");
    house.await(byHand, RunState.WAITING);

    assertThat(limit(before)).isEqualTo(Duration.ofHours(1));
    assertThat(limit(after)).isEqualTo(Duration.ofHours(2));
    assertThat(house.store.get(byHand).deadline()).isEmpty();
  }

  private Duration limit(RunId id) {
    Run run = house.store.get(id);
    return Duration.between(run.startedAt().orElseThrow(), run.deadline().orElseThrow());
  }

  @Test
  void whatTheDefinitionSaysHoldsUntilTheScheduleSaysOtherwise() {
    String metadata = "  metadata: { carillon: { longestRun: 1d } }\n";
    WorkflowId id = house.save("said", "1.0.0", "- rest: {wait: P2D}\n", metadata);
    Schedule schedule = activate(id, "0 0 * * *", Map.of());
    assertThat(schedule.wording().longestRun()).contains(new LongestRun(Duration.ofDays(1)));

    Schedule edited = activate(id, "0 0 * * *", Map.of("longestRun", "30m"));

    assertThat(edited.wording().longestRun().map(LongestRun::text)).contains("PT30M");
    assertThat(edited.overridden()).contains("longestRun");
    assertThat(edited.revision()).isEqualTo(schedule.revision() + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "31d", "soon", "-5m", "5", "PT0.5S"})
  void whatIsNoLengthOfTimeIsRefused(String text) {
    assertThatThrownBy(() -> resting("refused", "", Map.of("longestRun", text)))
        .isInstanceOf(InvalidWishException.class)
        .hasMessageContaining("from 1s to 30d");
  }
}
