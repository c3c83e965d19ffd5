package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.cron.InvalidCronException;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.running.House;
import dev.carillon.schedule.Overlap;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulingTest {
  private static final String TASKS = """
      - say:
          set: { a: 1 }
      """;
  private static final String NIGHTLY = """
      schedule:
        cron: '0 2 * * *'
      """;

  @TempDir
  Path directory;

  private House house;

  @BeforeEach
  void open() {
    house = new House(TestDatabases.h2(directory), MovingClock.at("2026-03-01T12:00:00Z"));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static Wishes wish(String field, String value) {
    return new Wishes(Map.of(field, Optional.ofNullable(value)));
  }

  private Schedule present(WorkflowId id) {
    return house.scheduling.get(ScheduleId.of(id));
  }

  @Test
  void aWorkflowIsSwitchedOnAsItsDefinitionSays() {
    WorkflowId id = house.save("nightly", "1.0.0", TASKS, NIGHTLY);

    var activated = house.scheduling.activate(id, Wishes.NONE);

    assertThat(activated.created()).isTrue();
    assertThat(activated.schedule().wording().cron().text()).isEqualTo("0 2 * * *");
    assertThat(activated.schedule().sync()).isEqualTo(Schedule.Sync.IN_SYNC);
    assertThat(house.engine.list()).hasSize(1);
  }

  @Test
  void aSecondActivationChangesNothing() {
    WorkflowId id = house.save("nightly", "1.0.0", TASKS, NIGHTLY);
    int revision = house.scheduling.activate(id, Wishes.NONE).schedule().revision();

    var again = house.scheduling.activate(id, Wishes.NONE);

    assertThat(again.created()).isFalse();
    assertThat(again.schedule().revision()).isEqualTo(revision);
  }

  @Test
  void aWishOverridesTheDefinitionUntilItIsTakenBack() {
    WorkflowId id = house.save("nightly", "1.0.0", TASKS, NIGHTLY);
    house.scheduling.activate(id, wish("cron", "0 3 * * *"));
    assertThat(present(id).overridden()).containsExactly("cron");

    house.scheduling.activate(id, wish("overlap", "allow"));
    assertThat(present(id).wording().cron().text()).isEqualTo("0 3 * * *");
    assertThat(present(id).wording().overlap()).isEqualTo(Overlap.ALLOW);

    house.scheduling.activate(id, wish("cron", null));
    assertThat(present(id).wording().cron().text()).isEqualTo("0 2 * * *");
    assertThat(present(id).overridden()).containsExactly("overlap");
  }

  @Test
  void aNewDefinitionMovesOnlyWhatIsNotOverridden() {
    WorkflowId id = house.save("nightly", "1.0.0", TASKS, NIGHTLY);
    house.scheduling.activate(id, wish("retries", "7"));

    house.save("nightly", "1.1.0", TASKS, "schedule: { cron: '0 5 * * *' }\n");

    assertThat(present(id).wording().cron().text()).isEqualTo("0 5 * * *");
    assertThat(present(id).wording().retries()).isEqualTo(7);
    assertThat(house.schedules.revisions(ScheduleId.of(id))).hasSize(2);
  }

  @Test
  void anEngineThatRefusesLeavesAllAsItWas() {
    WorkflowId id = house.save("nightly", "1.0.0", TASKS, NIGHTLY);
    house.engine.refuses();

    assertThatThrownBy(() -> house.scheduling.activate(id, Wishes.NONE))
        .isInstanceOf(EngineRefusedException.class);

    assertThat(house.scheduling.find(ScheduleId.of(id))).isEmpty();
  }

  @Test
  void anEngineThatDoesNotAnswerLeavesItPendingForTheNextSync() {
    WorkflowId id = house.save("nightly", "1.0.0", TASKS, NIGHTLY);
    house.engine.isGone();
    assertThat(house.scheduling.activate(id, Wishes.NONE).schedule().sync())
        .isEqualTo(Schedule.Sync.PENDING);

    house.engine.isBack();
    house.sync.now();

    assertThat(present(id).sync()).isEqualTo(Schedule.Sync.IN_SYNC);
    assertThat(house.engine.list()).hasSize(1);
  }

  @Test
  void whatTheLocalEngineHoldsBeyondWhatIsWantedIsRemoved() {
    WorkflowId id = house.save("nightly", "1.0.0", TASKS, NIGHTLY);
    house.scheduling.activate(id, Wishes.NONE);
    house.engine.isGone();
    house.scheduling.remove(id, true);
    house.engine.isBack();
    assertThat(house.engine.list()).hasSize(1);

    house.sync.now();

    assertThat(house.engine.list()).isEmpty();
  }

  @Test
  void aDefinitionWhoseScheduleCouldNotFollowDoesSoWhenItIsSavedAgain() {
    WorkflowId id = house.save("nightly", "1.0.0", TASKS, NIGHTLY);
    house.scheduling.activate(id, Wishes.NONE);
    house.engine.refuses();
    assertThatThrownBy(
            () -> house.save("nightly", "1.1.0", TASKS, "schedule: { cron: '0 5 * * *' }\n"))
        .isInstanceOf(EngineRefusedException.class);
    assertThat(present(id).wording().cron().text()).isEqualTo("0 2 * * *");
    house.engine.isBack();

    house.save("nightly", "1.1.0", TASKS, "schedule: { cron: '0 5 * * *' }\n");

    assertThat(present(id).wording().cron().text()).isEqualTo("0 5 * * *");
  }

  @Test
  void switchingOffTwiceIsFine() {
    WorkflowId id = house.save("nightly", "1.0.0", TASKS, NIGHTLY);
    house.scheduling.activate(id, Wishes.NONE);

    assertThat(house.scheduling.deactivate(id)).isTrue();
    assertThat(house.scheduling.deactivate(id)).isFalse();
    assertThat(house.engine.list()).isEmpty();
  }

  @Test
  void withoutACronNothingIsSwitchedOn() {
    WorkflowId id = house.save("plain", TASKS);

    assertThatThrownBy(() -> house.scheduling.activate(id, Wishes.NONE))
        .isInstanceOf(NoCronException.class)
        .hasMessageContaining("cron");
  }

  @Test
  void aWishThatCannotBeIsToldByItsField() {
    WorkflowId id = house.save("nightly", "1.0.0", TASKS, NIGHTLY);

    assertThatThrownBy(() -> house.scheduling.activate(id, wish("cron", "61 * * * *")))
        .isInstanceOf(InvalidCronException.class);
    for (String[] wrong : new String[][] {
      {"timezone", "Europe/Mosow"},
      {"retries", "-1"},
      {"retries", "many"},
      {"overlap", "sometimes"},
      {"catchUp", "maybe"},
      {"retryDelay", "1/0"},
      {"retryDelay", "-5"},
      {"retryDelay", "999999999999999999999999999999"},
      {"cron", "0 0 30 2 *"}
    }) {
      assertThatThrownBy(() -> house.scheduling.activate(id, wish(wrong[0], wrong[1])))
          .isInstanceOfSatisfying(
              InvalidWishException.class, it -> assertThat(it.field()).isEqualTo(wrong[0]));
    }
    assertThat(house.scheduling.find(ScheduleId.of(id))).isEmpty();
  }

  @Test
  void aWorkflowWhoseScheduleIsActiveIsRemovedByForceOnly() {
    WorkflowId id = house.save("nightly", "1.0.0", TASKS, NIGHTLY);
    house.scheduling.activate(id, Wishes.NONE);

    assertThatThrownBy(() -> house.scheduling.remove(id, false))
        .isInstanceOf(ScheduleActiveException.class);
    house.scheduling.remove(id, true);

    assertThat(house.authoring.find(id)).isEmpty();
    assertThat(house.engine.list()).isEmpty();
  }

  @Test
  void boundsAreKeptAndClearedAndWhatCannotBeIsNamed() {
    WorkflowId id = house.save("nightly", "1.0.0", TASKS, NIGHTLY);
    house.scheduling.activate(id, wish("end", "2026-03-31"));
    house.scheduling.activate(id, wish("blackout", "2026-03-08"));

    assertThat(present(id).wording().bounds().end()).contains("2026-03-31");
    assertThat(present(id).wording().bounds().blackout().texts()).containsExactly("2026-03-08");
    assertThatThrownBy(() -> house.scheduling.activate(id, wish("start", "2026-04-01")))
        .isInstanceOf(InvalidWishException.class)
        .hasMessageContaining("before the start");
    assertThatThrownBy(() -> house.scheduling.activate(id, wish("start", "tomorrow")))
        .isInstanceOf(InvalidWishException.class)
        .hasMessageContaining("tomorrow");

    house.scheduling.activate(id, wish("end", null));
    assertThat(present(id).wording().bounds().end()).isEmpty();
  }
}
