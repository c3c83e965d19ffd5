package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.cron.Cron;
import dev.carillon.schedule.CatchUp;
import dev.carillon.schedule.Overlap;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.Schedule.Sync;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.scheduling.ScheduleStore.Revised;
import dev.carillon.testing.Together;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link ScheduleStore} promises. A store is tested by implementing this. */
public interface ScheduleStoreContract {
  Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  ScheduleId HELLO = new ScheduleId("hello");

  /** Returns the store under test, empty, and the same one for the whole of a test. */
  ScheduleStore schedules();

  @Test
  default void aFirstRevisionMakesASchedule() {
    Revised wanted = wording("*/5 * * * *");

    Schedule made = schedules().revise(wanted, 0, NOON);

    assertThat(made)
        .isEqualTo(new Schedule(
            HELLO,
            new WorkflowId("Hello"),
            true,
            1,
            wanted.wording(),
            Set.of("cron", "timezone"),
            Sync.PENDING,
            Optional.empty(),
            NOON));
    assertThat(schedules().find(HELLO)).contains(made);
    assertThat(schedules().find(new ScheduleId("nobody"))).isEmpty();
  }

  @Test
  default void eachEditMakesARevisionAndClosesTheOneBefore() {
    schedules().revise(wording("0 1 * * *"), 0, NOON);

    Schedule edited = schedules().revise(wording("0 2 * * *"), 1, NOON.plusSeconds(60));

    assertThat(edited.revision()).isEqualTo(2);
    assertThat(edited.updatedAt()).isEqualTo(NOON.plusSeconds(60));
    assertThat(schedules().revisions(HELLO))
        .containsExactly(
            new Revision(
                HELLO,
                2,
                NOON.plusSeconds(60),
                Optional.empty(),
                true,
                wording("0 2 * * *").wording()),
            new Revision(
                HELLO,
                1,
                NOON,
                Optional.of(NOON.plusSeconds(60)),
                true,
                wording("0 1 * * *").wording()));
  }

  @Test
  default void whoDidNotSeeTheLastEditIsRefused() {
    schedules().revise(wording("0 1 * * *"), 0, NOON);

    assertThatThrownBy(() -> schedules().revise(wording("0 2 * * *"), 0, NOON))
        .isInstanceOf(ScheduleChangedException.class);
    assertThatThrownBy(() -> schedules().revise(wording("0 2 * * *"), 7, NOON))
        .isInstanceOf(ScheduleChangedException.class);

    assertThat(schedules().revisions(HELLO)).hasSize(1);
  }

  @Test
  default void ofEightWhoEditAtOnceOneDoes() throws Exception {
    for (int expected : new int[] {0, 1}) {
      List<Boolean> done = Together.call(8, () -> {
        try {
          schedules().revise(wording("0 1 * * *"), expected, NOON);
          return true;
        } catch (ScheduleChangedException late) {
          return false;
        }
      });

      assertThat(done).containsOnlyOnce(true);
    }
    assertThat(schedules().find(HELLO)).map(Schedule::revision).contains(2);
  }

  @Test
  default void aRevisionIsInSyncOnceItIsConfirmedAndNoLaterOneWasMade() {
    schedules().revise(wording("0 1 * * *"), 0, NOON);
    schedules().confirm(HELLO, 1);
    assertThat(schedules().find(HELLO)).map(Schedule::sync).contains(Sync.IN_SYNC);

    schedules().revise(wording("0 2 * * *"), 1, NOON);
    schedules().confirm(HELLO, 1);
    assertThat(schedules().find(HELLO)).map(Schedule::sync).contains(Sync.PENDING);
  }

  @Test
  default void anUndoneRevisionBringsTheOneBeforeBackUnderANewNumber() {
    schedules().revise(wording("0 1 * * *"), 0, NOON);
    schedules().revise(wording("0 2 * * *"), 1, NOON.plusSeconds(1));

    schedules().undo(HELLO, 2, NOON.plusSeconds(2));

    Schedule now = schedules().find(HELLO).orElseThrow();
    assertThat(now.revision()).isEqualTo(3);
    assertThat(now.wording()).isEqualTo(wording("0 1 * * *").wording());
    assertThat(now.overridden()).containsExactlyInAnyOrder("cron", "timezone");
    assertThat(schedules().revisions(HELLO).get(1).until()).contains(NOON.plusSeconds(2));
  }

  @Test
  default void anUndoneFirstRevisionLeavesNoSchedule() {
    schedules().revise(wording("0 1 * * *"), 0, NOON);

    schedules().undo(HELLO, 1, NOON);

    assertThat(schedules().find(HELLO)).isEmpty();
    assertThat(schedules().revisions(HELLO)).isEmpty();
    assertThat(schedules().revise(wording("0 1 * * *"), 0, NOON).revision()).isEqualTo(1);
  }

  @Test
  default void aRevisionThatWasFollowedIsNotUndone() {
    schedules().revise(wording("0 1 * * *"), 0, NOON);
    schedules().revise(wording("0 2 * * *"), 1, NOON);

    schedules().undo(HELLO, 1, NOON);

    assertThat(schedules().find(HELLO)).map(Schedule::revision).contains(2);
  }

  @Test
  default void schedulesAreListedInTheOrderOfTheirIds() {
    for (String id : List.of("b1", "b-2", "a")) {
      Revised some = wording("0 1 * * *");
      schedules()
          .revise(
              new Revised(new ScheduleId(id), new WorkflowId(id), true, some.wording(), Set.of()),
              0,
              NOON);
    }

    assertThat(schedules().list())
        .extracting(schedule -> schedule.id().value())
        .containsExactly("a", "b-2", "b1");
  }

  @Test
  default void aRemovedScheduleIsGoneWithItsRevisions() {
    schedules().revise(wording("0 1 * * *"), 0, NOON);

    schedules().remove(HELLO);
    schedules().remove(HELLO);

    assertThat(schedules().find(HELLO)).isEmpty();
    assertThat(schedules().revisions(HELLO)).isEmpty();
  }

  private static Revised wording(String cron) {
    return new Revised(
        HELLO,
        new WorkflowId("Hello"),
        true,
        new Wording(
            Cron.parse(cron), ZoneId.of("Europe/Berlin"), 3, Overlap.CANCEL_PREVIOUS, CatchUp.LAST),
        Set.of("cron", "timezone"));
  }
}
