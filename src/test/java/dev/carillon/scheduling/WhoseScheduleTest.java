package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.PlanItem.Action;
import dev.carillon.scheduling.PlanItem.Decision;
import dev.carillon.scheduling.Result.Outcome;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.HeldSchedule;
import dev.carillon.workflow.WorkflowId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose a schedule at QStash is, and what may be done with what is not ours. */
class WhoseScheduleTest extends BelfryOnQStash {
  @Test
  void theScheduleOfAnotherInstallationIsAConflictThatAClickTakesOver() {
    belfry.active("nightly", "0 2 * * *");
    qstash
        .console()
        .edit(
            NAME, it -> it.withBody(it.body().replace(belfry.installation.get(), "somebody-else")));

    PlanItem line = belfry.line();
    assertThat(line.action()).isEqualTo(Action.CONFLICT);
    assertThat(line.reason()).isEqualTo(Reason.OTHER_INSTALLATION);
    belfry.sync.now();
    assertThat(held().body()).contains("somebody-else");

    assertThat(belfry.decided(Decision.MAKE_OURS)).isEqualTo(Outcome.DONE);

    assertThat(held().body()).contains(belfry.installation.get());
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void whatCallsSomebodyElseIsNotOursToChangeNorToRemove() {
    belfry.active("nightly", "0 2 * * *");
    qstash.console().edit(NAME, it -> it.withDestination(Belfry.BASE + ".evil.example/hook"));
    assertThat(belfry.line().reason()).isEqualTo(Reason.OTHER_DESTINATION);

    belfry.scheduling.deactivate(new WorkflowId("nightly"));
    belfry.sync.now();

    assertThat(belfry.heldThere()).containsExactly(NAME);
    assertThat(belfry.line().action()).isEqualTo(Action.CONFLICT);
  }

  @Test
  void aNewerRevisionThanOursIsAConflictUntilItIsMadeOurs() {
    belfry.active("nightly", "0 2 * * *");
    qstash
        .console()
        .edit(NAME, it -> it.withBody(it.body().replace("revision\":1", "revision\":9")));

    assertThat(belfry.line().reason()).isEqualTo(Reason.NEWER_REVISION);
    belfry.sync.now();
    assertThat(held().body()).contains("\"revision\":9");

    assertThat(belfry.decided(Decision.MAKE_OURS)).isEqualTo(Outcome.DONE);

    assertThat(belfry.schedule("nightly").revision()).isEqualTo(10);
    assertThat(held().body()).contains("\"revision\":10");
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void whatTheDatabaseDoesNotKnowIsShownAndAdoptedOrRemovedByAClickOnly() {
    belfry.active("nightly", "0 2 * * *");
    belfry.active("other", "0 3 * * *");
    forget("nightly");
    forget("other");

    assertThat(belfry.sync.plan().items())
        .extracting(PlanItem::reason)
        .containsOnly(Reason.NOT_RECORDED);
    belfry.sync.now();
    assertThat(qstash.schedules()).hasSize(2);
    List<PlanItem> lines = belfry.sync.plan().items();

    assertThat(belfry.decisions.decide(lines.get(0).id(), Decision.ADOPT, "ada").outcome())
        .isEqualTo(Outcome.DONE);
    assertThat(
            belfry.decisions.decide(lines.get(1).id(), Decision.REMOVE, "ada").outcome())
        .isEqualTo(Outcome.DONE);

    assertThat(belfry.heldThere()).containsExactly(NAME);
    assertThat(belfry.schedule("nightly").revision()).isEqualTo(2);
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  /** As if the database were an older backup. */
  private void forget(String name) {
    belfry.schedules.undo(new ScheduleId(name), 1, clock.instant());
  }

  @Test
  void aHandMadeScheduleThatCallsUsIsAdopted() {
    belfry.save("nightly");
    qstash.console().create("scd_1", "30 4 * * *", Belfry.BASE + "/api/jobs/nightly");

    PlanItem line = belfry.line();
    assertThat(line.action()).isEqualTo(Action.ADOPT);
    assertThat(line.workflow()).contains(new WorkflowId("nightly"));
    assertThat(belfry.sync.now().plan().state())
        .isEqualTo(dev.carillon.scheduling.Plan.State.IN_SYNC);

    assertThat(belfry.decided(Decision.ADOPT)).isEqualTo(Outcome.DONE);

    assertThat(belfry.heldThere()).containsExactly(NAME);
    assertThat(held().cron()).isEqualTo("30 4 * * *");
    assertThat(belfry.schedule("nightly").active()).isTrue();
  }

  @Test
  void aHandMadeScheduleThatWasPausedIsPausedAfterItsAdoption() {
    belfry.save("nightly");
    qstash.console().create("scd_1", "30 4 * * *", Belfry.BASE + "/api/jobs/nightly");
    qstash.console().pause("scd_1");

    assertThat(belfry.decided(Decision.ADOPT)).isEqualTo(Outcome.DONE);

    assertThat(held().paused()).isTrue();
    assertThat(belfry.schedule("nightly").pause()).isPresent();
  }

  @Test
  void whereOursIsRefusedTheHandMadeOneGoesOn() {
    belfry.save("nightly");
    qstash.console().create("scd_1", "30 4 * * *", Belfry.BASE + "/api/jobs/nightly");
    qstash.fails(Failure.QUOTA_SCHEDULES).always();

    assertThat(belfry.decided(Decision.ADOPT)).isEqualTo(Outcome.REFUSED);

    assertThat(qstash.schedule("scd_1").paused()).isFalse();
    assertThat(belfry.scheduling.find(new ScheduleId("nightly"))).isEmpty();
  }

  @Test
  void whereTheAnswerAboutOursIsLostTheHandMadeOneWaitsAndIsAdoptedLater() {
    belfry.save("nightly");
    qstash.console().create("scd_1", "30 4 * * *", Belfry.BASE + "/api/jobs/nightly");
    qstash
        .fails(Failure.AFTER_APPLYING)
        .forMethod("POST")
        .forPath(".*example.*")
        .always();

    assertThat(belfry.decided(Decision.ADOPT)).isEqualTo(Outcome.PENDING);
    assertThat(qstash.schedule("scd_1").paused()).isTrue();
    qstash.recovers();
    belfry.sync.now();

    assertThat(belfry.decided(Decision.ADOPT)).isEqualTo(Outcome.DONE);
    assertThat(belfry.heldThere()).containsExactly(NAME);
    assertThat(held().paused()).isFalse();
    assertThat(belfry.schedule("nightly").pause()).isEmpty();
  }

  @Test
  void aHandMadeScheduleOfNoWorkflowOfOursIsNotAdopted() {
    qstash.console().create("scd_1", "30 4 * * *", Belfry.BASE + "/api/jobs/unheard-of");
    qstash.console().create("scd_2", "30 4 * * *", Belfry.BASE + "/elsewhere");

    List<PlanItem> lines = belfry.sync.plan().items();
    for (PlanItem line : lines) {
      Result result = belfry.decisions.decide(line.id(), Decision.ADOPT, "ada");
      assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
    }

    assertThat(qstash.schedules()).hasSize(2).noneMatch(HeldSchedule::paused);
  }

  @Test
  void theRestOfTheAccountIsNoneOfOurBusiness() {
    qstash.console().create("scd_1", "30 4 * * *", "https://other.example/job");
    qstash.console().create("other.nightly", "30 4 * * *", "https://other.example/job");

    assertThat(belfry.sync.now().plan().items()).isEmpty();
    assertThat(qstash.schedules()).hasSize(2);
  }
}
