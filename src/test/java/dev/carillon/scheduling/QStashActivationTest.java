package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.Schedule.Sync;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.workflow.WorkflowId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Switching on and off where QStash rings, and answers or does not. */
class QStashActivationTest extends BelfryOnQStash {
  @BeforeEach
  void save() {
    belfry.save("nightly");
  }

  @Test
  void anActivationIsHeldThereInTheRevisionThatWasCommitted() {
    Schedule schedule = belfry.activate("nightly");

    assertThat(schedule.sync()).isEqualTo(Sync.IN_SYNC);
    assertThat(held().cron()).isEqualTo("0 2 * * *");
    assertThat(held().body()).contains("\"revision\":1");
    assertThat(belfry.sync.plan().state()).isEqualTo(Plan.State.IN_SYNC);
  }

  @ParameterizedTest
  @EnumSource(
      value = Failure.class,
      names = {
        "BEFORE_APPLYING",
        "AFTER_APPLYING",
        "HANGS",
        "HANGS_AFTER_APPLYING",
        "BREAKS_CONNECTION",
        "BREAKS_CONNECTION_AFTER_APPLYING",
        "NONSENSE",
        "NONSENSE_AFTER_APPLYING",
        "BROKEN_JSON",
        "EMPTY_ANSWER",
        "UNAVAILABLE"
      })
  void whereTheOutcomeIsNotKnownItIsPendingAndTheSyncFinishesIt(Failure failure) {
    if (failure.name().startsWith("HANGS")) {
      restart(setup().impatient());
    }
    qstash.fails(failure).forMethod("POST").always();

    assertThat(belfry.activate("nightly").sync()).isEqualTo(Sync.PENDING);

    qstash.recovers();
    belfry.sync.now();
    assertThat(schedule().sync()).isEqualTo(Sync.IN_SYNC);
    assertThat(schedule().revision()).isEqualTo(1);
    assertThat(held().body()).contains("\"revision\":1");
    assertThat(belfry.sync.plan().state()).isEqualTo(Plan.State.IN_SYNC);
  }

  @Test
  void whereQStashCannotEvenBeLookedAtItIsPending() {
    qstash.fails(Failure.UNAVAILABLE).always();

    assertThat(belfry.activate("nightly").sync()).isEqualTo(Sync.PENDING);
    assertThat(belfry.sync.now().plan().state()).isEqualTo(Plan.State.UNKNOWN);

    qstash.recovers();
    belfry.activate("nightly");
    assertThat(schedule().sync()).isEqualTo(Sync.IN_SYNC);
  }

  @Test
  void aFirstActivationThatIsRefusedLeavesNothing() {
    qstash.fails(Failure.QUOTA_SCHEDULES).always();

    assertThatThrownBy(() -> belfry.activate("nightly")).isInstanceOf(EngineRefusedException.class);

    assertThat(belfry.scheduling.find(new ScheduleId("nightly"))).isEmpty();
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void anEditThatIsRefusedLeavesTheOneBeforeHereAndThere() {
    belfry.activate("nightly");
    qstash.fails(Failure.BAD_TOKEN).forMethod("POST");

    assertThatThrownBy(() -> belfry.activate("nightly", "cron", "0 5 * * *"))
        .isInstanceOf(EngineRefusedException.class);

    assertThat(schedule().wording().cron().text()).isEqualTo("0 2 * * *");
    assertThat(schedule().revision()).isEqualTo(3);
    belfry.sync.now();
    assertThat(held().cron()).isEqualTo("0 2 * * *");
    assertThat(schedule().sync()).isEqualTo(Sync.IN_SYNC);
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void switchedOffWhileQStashIsAwayItIsRemovedByTheSync() {
    belfry.activate("nightly");
    qstash.fails(Failure.UNAVAILABLE).always();

    assertThat(belfry.scheduling.deactivate(new WorkflowId("nightly"))).isTrue();
    assertThat(belfry.heldThere()).containsExactly(NAME);
    qstash.recovers();
    belfry.sync.now();

    assertThat(belfry.heldThere()).isEmpty();
    assertThat(schedule().sync()).isEqualTo(Sync.IN_SYNC);
  }

  @Test
  void theScheduleOfARemovedWorkflowIsRemovedThereAlsoIfQStashWasAway() {
    belfry.activate("nightly");
    qstash.fails(Failure.UNAVAILABLE).always();
    belfry.scheduling.remove(new WorkflowId("nightly"), true);
    qstash.recovers();

    assertThat(belfry.scheduling.list()).isEmpty();
    belfry.sync.now();

    assertThat(belfry.heldThere()).isEmpty();
  }

  @Test
  void madeAgainAfterItWasRemovedItGoesOnCounting() {
    belfry.activate("nightly");
    belfry.scheduling.remove(new WorkflowId("nightly"), true);
    belfry.save("nightly");

    assertThat(belfry.activate("nightly").revision()).isEqualTo(3);
    assertThat(held().body()).contains("\"revision\":3");
  }

  @Test
  void anActivationOverSomebodyElsesScheduleIsRefusedAndChangesNothing() {
    qstash.console().create(NAME, "0 1 * * *", "https://other.example/hook");

    assertThatThrownBy(() -> belfry.activate("nightly"))
        .isInstanceOfSatisfying(ScheduleConflictException.class, it -> {
          assertThat(it.name()).isEqualTo(NAME);
          assertThat(it.reason()).isEqualTo(Reason.NO_INSTALLATION);
        });

    assertThat(held().cron()).isEqualTo("0 1 * * *");
    assertThat(belfry.scheduling.find(new ScheduleId("nightly"))).isEmpty();
  }
}
