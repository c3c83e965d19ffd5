package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.cron.Cron;
import dev.carillon.schedule.CatchUp;
import dev.carillon.schedule.Overlap;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link ScheduleStore} promises of several schedules that are asked for at once. */
public interface SomeSchedulesContract {
  Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /** Returns the store under test, empty, and the same one for the whole of a test. */
  ScheduleStore schedules();

  @Test
  default void ofSomeSchedulesThoseAreListedThatThereAre() {
    Schedule first = made("first", true);
    Schedule second = made("second", false);
    made("removed", false);
    schedules().remove(new ScheduleId("removed"));
    made("not-asked", true);

    assertThat(schedules().list(ids("second", "removed", "first", "never-made")))
        .containsExactlyInAnyOrder(first, second);
    assertThat(schedules().list(ids("never-made"))).isEmpty();
    assertThat(schedules().list(List.of())).isEmpty();
  }

  private static List<ScheduleId> ids(String... some) {
    return List.of(some).stream().map(ScheduleId::new).toList();
  }

  private Schedule made(String id, boolean active) {
    Wording wording =
        new Wording(Cron.parse("0 1 * * *"), ZoneOffset.UTC, 3, Overlap.SKIP, CatchUp.LAST);
    return schedules()
        .revise(
            new ScheduleStore.Revised(
                new ScheduleId(id), new WorkflowId(id), active, wording, Set.of()),
            0,
            NOON);
  }
}
