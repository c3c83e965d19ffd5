package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.PlanItem.Action;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.workflow.WorkflowId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** After CARILLON_NAMESPACE was changed, our schedules move to their new names. */
class RenamedTest extends BelfryOnQStash {
  private Belfry.Setup renamed() {
    return setup().namespace("staging");
  }

  @Test
  void eachScheduleIsMadeUnderItsNewNameAndTheOldOneGoes() {
    belfry.active("a", "0 2 * * *");
    belfry.active("b", "0 3 * * *");
    restart(renamed());

    assertThat(belfry.sync.plan().items()).hasSize(2).allSatisfy(it -> {
      assertThat(it.action()).isEqualTo(Action.CREATE);
      assertThat(it.reason()).isEqualTo(Reason.RENAMED);
      assertThat(it.automatic()).isTrue();
    });
    Plan half = belfry.sync.now().plan();
    assertThat(half.state()).isEqualTo(Plan.State.DIFFERS);
    assertThat(half.items())
        .extracting(PlanItem::name)
        .containsExactlyInAnyOrder("carillon.a", "carillon.b");
    assertThat(half.items())
        .allMatch(it -> it.action() == Action.REMOVE && it.reason() == Reason.RENAMED);

    Plan whole = belfry.sync.now().plan();

    assertThat(belfry.heldThere()).containsExactlyInAnyOrder("staging.a", "staging.b");
    assertThat(whole.items()).isEmpty();
    assertThat(belfry.schedules.standings()).allMatch(it -> it.missing().isEmpty());
  }

  @Test
  void theOldNameStaysAsLongAsQStashDoesNotTakeTheNewOne() {
    belfry.active("a", "0 2 * * *");
    restart(renamed());
    qstash.fails(Failure.UNAVAILABLE).forMethod("POST").always();

    belfry.sync.now();
    belfry.sync.now();
    assertThat(belfry.heldThere()).containsExactly("carillon.a");

    qstash.recovers();
    belfry.sync.now();
    belfry.sync.now();
    assertThat(belfry.heldThere()).containsExactly("staging.a");
  }

  @Test
  void whatIsPausedGoesFromTheOldNameAndComesUnderTheNewOneWhenItIsResumed() {
    belfry.active("a", "0 2 * * *");
    belfry.scheduling.pause(new ScheduleId("a"), Optional.empty(), "", "ada");
    restart(renamed());

    assertThat(belfry.sync.now().plan().items()).isEmpty();
    assertThat(belfry.heldThere()).isEmpty();

    belfry.scheduling.resume(new ScheduleId("a"));
    assertThat(belfry.heldThere()).containsExactly("staging.a");
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void whatIsSwitchedOffMeanwhileGoesFromTheOldName() {
    belfry.active("a", "0 2 * * *");
    restart(renamed());
    belfry.scheduling.deactivate(new WorkflowId("a"));

    belfry.sync.now();

    assertThat(belfry.heldThere()).isEmpty();
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void onTheWayToTheLocalEngineTheOldNameGoesToo() {
    belfry.active("a", "0 2 * * *");
    restart(renamed().local());

    belfry.sync.now();
    belfry.sync.now();

    assertThat(belfry.heldThere()).isEmpty();
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void whatWasDeletedInTheConsoleBeforeIsStillADecisionOfSomebody() {
    belfry.active("a", "0 2 * * *");
    qstash.console().delete("carillon.a");
    belfry.sync.now();
    restart(renamed());

    belfry.sync.now();

    assertThat(belfry.line().action()).isEqualTo(Action.DELETED_THERE);
  }

  @Test
  void whatSomebodyElseMadeUnderAnotherNamespaceIsLeftAlone() {
    belfry.active("a", "0 2 * * *");
    qstash
        .console()
        .edit(
            "carillon.a",
            it -> it.withBody(it.body().replace(belfry.installation.get(), "somebody-else")));
    restart(renamed());

    belfry.sync.now();
    belfry.sync.now();

    assertThat(belfry.heldThere()).containsExactlyInAnyOrder("carillon.a", "staging.a");
  }
}
