package dev.carillon.employing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.authoring.Origin;
import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.authoring.WorkflowStore;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.ScheduleStore;
import dev.carillon.scheduling.ScheduleStore.Revised;
import dev.carillon.testing.ScheduleBuilder;
import dev.carillon.workflow.DefinitionHash;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link JobStore} promises. A store is tested by implementing this. */
public interface JobStoreContract {
  Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");
  WorkflowId NIGHTLY = new WorkflowId("Nightly");

  /** Returns the store under test. */
  JobStore jobs();

  /** Returns workflows of the same database, empty. */
  WorkflowStore workflows();

  /** Returns schedules of the same database, empty. */
  ScheduleStore schedules();

  @Test
  default void whatCodeMadeIsStandingUntilItIsRemoved() {
    workflows().save(version("Nightly", Origin.CODE));
    workflows().save(version("by-hand", Origin.EDITOR));
    workflows().save(version("gone", Origin.CODE));
    workflows().remove(new WorkflowId("gone"));

    assertThat(jobs().standing()).containsExactly(NIGHTLY);
    assertThat(jobs().standing().get(0).value()).isEqualTo("Nightly");
  }

  @Test
  default void whatIsLostIsSwitchedOffAndRemembersThatItWasOn() {
    workflows().save(version("Nightly", Origin.CODE));
    switchOn();

    jobs().lose(NIGHTLY, NOON);

    assertThat(workflows().find(NIGHTLY).orElseThrow().origin()).isEqualTo(Origin.LOST_CODE);
    assertThat(schedules().find(ScheduleId.of(NIGHTLY)).orElseThrow().active()).isFalse();
    assertThat(jobs().standing()).isEmpty();
    assertThat(jobs().resumes(NIGHTLY)).isTrue();
  }

  @Test
  default void losingTwiceForgetsNothing() {
    workflows().save(version("Nightly", Origin.CODE));
    switchOn();

    jobs().lose(NIGHTLY, NOON);
    jobs().lose(NIGHTLY, NOON);

    assertThat(jobs().resumes(NIGHTLY)).isTrue();
    assertThat(schedules().revisions(ScheduleId.of(NIGHTLY))).hasSize(2);
  }

  @Test
  default void whatWasOffStaysOff() {
    workflows().save(version("Nightly", Origin.CODE));

    jobs().lose(NIGHTLY, NOON);

    assertThat(jobs().resumes(NIGHTLY)).isFalse();
    assertThat(schedules().find(ScheduleId.of(NIGHTLY))).isEmpty();
  }

  @Test
  default void codeThatComesBackFindsWhatItLost() {
    workflows().save(version("Nightly", Origin.CODE));
    switchOn();
    jobs().lose(NIGHTLY, NOON);

    workflows().save(version("Nightly", Origin.CODE));

    assertThat(workflows().find(NIGHTLY).orElseThrow().origin()).isEqualTo(Origin.CODE);
    assertThat(jobs().resumes(NIGHTLY)).isTrue();
    jobs().resumed(NIGHTLY);
    assertThat(jobs().resumes(NIGHTLY)).isFalse();
  }

  @Test
  default void ofWhatWasNeverThereNothingIsKept() {
    jobs().lose(NIGHTLY, NOON);
    jobs().resumed(NIGHTLY);

    assertThat(jobs().resumes(NIGHTLY)).isFalse();
    assertThat(workflows().find(NIGHTLY)).isEmpty();
  }

  private void switchOn() {
    Schedule on = ScheduleBuilder.aSchedule("Nightly").build();
    schedules()
        .revise(new Revised(on.id(), on.workflow(), true, on.wording(), on.overridden()), 0, NOON);
  }

  private static StoredWorkflow version(String id, Origin origin) {
    return new StoredWorkflow(
        new WorkflowId(id), "1.0.0", DefinitionHash.of(id), id, NOON, "code", origin);
  }
}
