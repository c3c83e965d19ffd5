package dev.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.cron.Cron;
import dev.carillon.schedule.CatchUp;
import dev.carillon.schedule.Overlap;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.scheduling.ScheduleStore.Revised;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A schedule whose row went back, as H2 could do it to us: see decision 11. */
class ScheduleEditTest {
  @RegisterExtension
  static final OnH2 DATABASE = new OnH2();

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final ScheduleId HELLO = new ScheduleId("hello");

  private JdbcScheduleStore schedules;

  @BeforeEach
  void goBack() {
    schedules = new JdbcScheduleStore(DATABASE.open(), Clock.fixed(NOON, ZoneOffset.UTC));
    for (int expected = 0; expected < 4; expected++) {
      schedules.revise(wording(expected + " 1 * * *"), expected, NOON.plusSeconds(expected));
    }
    DATABASE
        .open()
        .transactions()
        .run(handle -> handle.execute("update schedule set revision = 2"));
  }

  @Test
  void theNextEditIsNumberedAboveAllThatWereEverMade() {
    Schedule edited = schedules.revise(wording("9 9 * * *"), 2, NOON.plusSeconds(60));

    assertThat(edited.revision()).isEqualTo(5);
    assertThat(schedules.find(HELLO)).map(Schedule::revision).contains(5);
  }

  @Test
  void onlyTheLastRevisionStaysOpen() {
    schedules.revise(wording("9 9 * * *"), 2, NOON.plusSeconds(60));

    assertThat(schedules.revisions(HELLO))
        .filteredOn(it -> it.until().isEmpty())
        .extracting(Revision::number)
        .containsExactly(5);
    assertThat(schedules.revisions(HELLO))
        .filteredOn(it -> it.number() == 3)
        .extracting(Revision::until)
        .containsExactly(Optional.of(NOON.plusSeconds(3)));
  }

  @Test
  void itIsPausedAndResumedAllTheSame() {
    Schedule paused =
        schedules.pause(HELLO, 2, new Pause(NOON.plusSeconds(60), Optional.empty(), "why", "me"));
    Schedule resumed = schedules.resume(HELLO, paused.revision(), NOON.plusSeconds(90));

    assertThat(paused.revision()).isEqualTo(5);
    assertThat(resumed.revision()).isEqualTo(6);
  }

  private static Revised wording(String cron) {
    return new Revised(
        HELLO,
        new WorkflowId("Hello"),
        true,
        new Wording(Cron.parse(cron), ZoneId.of("UTC"), 3, Overlap.SKIP, CatchUp.LAST),
        Set.of());
  }
}
