package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.cron.ClockChanges;
import dev.carillon.cron.Cron;
import dev.carillon.cron.RepeatedHour;
import dev.carillon.cron.SkippedHour;
import dev.carillon.schedule.Blackout;
import dev.carillon.schedule.Bounds;
import dev.carillon.schedule.CatchUp;
import dev.carillon.schedule.LongestRun;
import dev.carillon.schedule.Overlap;
import dev.carillon.schedule.Patience;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.RungBy;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.Schedule.Sync;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Spread;
import dev.carillon.schedule.Wording;
import dev.carillon.scheduling.ScheduleStore.Revised;
import dev.carillon.scheduling.Standing.Held;
import dev.carillon.testing.Together;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
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
    schedules().confirm(HELLO, 1, held("qstash", 1));
    assertThat(schedules().find(HELLO)).map(Schedule::sync).contains(Sync.IN_SYNC);

    schedules().revise(wording("0 2 * * *"), 1, NOON);
    schedules().confirm(HELLO, 1, held("qstash", 1));
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
  default void aRemovedScheduleIsSeenByTheSyncAloneAndGoesOnCountingWhenItIsMadeAgain() {
    schedules().revise(wording("0 1 * * *"), 0, NOON);
    schedules().revise(off(), 1, NOON.plusSeconds(1));

    schedules().remove(HELLO);
    schedules().remove(HELLO);

    assertThat(schedules().find(HELLO)).isEmpty();
    assertThat(schedules().list()).isEmpty();
    assertThat(schedules().standings()).singleElement().satisfies(it -> {
      assertThat(it.removed()).isTrue();
      assertThat(it.schedule().active()).isFalse();
    });
    assertThatThrownBy(() -> schedules().revise(wording("0 2 * * *"), 2, NOON))
        .isInstanceOf(ScheduleChangedException.class);
    assertThat(schedules().revise(wording("0 2 * * *"), 0, NOON.plusSeconds(2)).revision())
        .isEqualTo(3);
    assertThat(schedules().list()).hasSize(1);
  }

  @Test
  default void whatIsSwitchedOnIsNotRemoved() {
    schedules().revise(wording("0 1 * * *"), 0, NOON);

    schedules().remove(HELLO);

    assertThat(schedules().find(HELLO)).isPresent();
  }

  @Test
  default void ofEightWhoMakeARemovedScheduleAgainOneDoes() throws Exception {
    schedules().revise(off(), 0, NOON);
    schedules().remove(HELLO);

    List<Boolean> done = Together.call(8, () -> {
      try {
        schedules().revise(wording("0 1 * * *"), 0, NOON);
        return true;
      } catch (ScheduleChangedException late) {
        return false;
      }
    });

    assertThat(done).containsOnlyOnce(true);
    assertThat(schedules().find(HELLO)).map(Schedule::revision).contains(2);
  }

  @Test
  default void aRevisionCanLeapOverWhatAnEngineHolds() {
    schedules().revise(wording("0 1 * * *"), 0, NOON);
    Revised next = wording("0 2 * * *");

    Schedule leapt = schedules()
        .revise(
            new Revised(HELLO, next.workflow(), true, next.wording(), next.overridden(), 9),
            1,
            NOON.plusSeconds(1));

    assertThat(leapt.revision()).isEqualTo(10);
    schedules().undo(HELLO, 10, NOON.plusSeconds(2));
    assertThat(schedules().find(HELLO)).hasValueSatisfying(it -> {
      assertThat(it.revision()).isEqualTo(11);
      assertThat(it.wording().cron().text()).isEqualTo("0 1 * * *");
    });
  }

  @Test
  default void aPauseIsARevisionThatSaysTheSameAndEndsThePauseBefore() {
    schedules().revise(wording("0 1 * * *"), 0, NOON.minusSeconds(60));
    schedules().confirm(HELLO, 1, held("qstash", 1));

    schedules().pause(HELLO, 1, pause(NOON.minusSeconds(30), "first"));
    Schedule paused = schedules().pause(HELLO, 2, pause(NOON.minusSeconds(10), "second"));

    assertThat(paused.revision()).isEqualTo(3);
    assertThat(paused.sync()).isEqualTo(Sync.PENDING);
    assertThat(paused.wording()).isEqualTo(wording("0 1 * * *").wording());
    assertThat(paused.pause()).contains(pause(NOON.minusSeconds(10), "second"));
    assertThat(schedules().list().get(0).pause()).map(Pause::reason).contains("second");
    assertThat(schedules().revisions(HELLO)).hasSize(3);
  }

  @Test
  default void aPauseThatIsWordedAnewIsTheSameOne() {
    schedules().revise(wording("0 1 * * *"), 0, NOON.minusSeconds(60));
    schedules().pause(HELLO, 1, pause(NOON.minusSeconds(30), "first"));
    Pause anew = pause(NOON.minusSeconds(30), "anew");

    Schedule paused = schedules().pause(HELLO, 2, anew, NOON.minusSeconds(10));

    assertThat(paused.pause()).contains(anew);
    assertThat(schedules().revisions(HELLO).get(0).from()).isEqualTo(NOON.minusSeconds(10));
    assertThat(schedules().resume(HELLO, 3, NOON).pause()).isEmpty();
  }

  @Test
  default void resumedItIsPausedNoMoreFromThatInstant() {
    schedules().revise(wording("0 1 * * *"), 0, NOON.minusSeconds(60));
    schedules().pause(HELLO, 1, pause(NOON.minusSeconds(30), "first"));

    Schedule resumed = schedules().resume(HELLO, 2, NOON);

    assertThat(resumed.revision()).isEqualTo(3);
    assertThat(resumed.pause()).isEmpty();
    assertThat(resumed.sync()).isEqualTo(Sync.PENDING);
  }

  @Test
  default void whoDidNotSeeTheLastEditNeitherPausesNorResumes() {
    schedules().revise(wording("0 1 * * *"), 0, NOON);
    schedules().revise(wording("0 2 * * *"), 1, NOON);

    assertThatThrownBy(() -> schedules().pause(HELLO, 1, pause(NOON, "late")))
        .isInstanceOf(ScheduleChangedException.class);
    assertThatThrownBy(() -> schedules().resume(HELLO, 1, NOON))
        .isInstanceOf(ScheduleChangedException.class);
    assertThat(schedules().find(HELLO).orElseThrow().pause()).isEmpty();
  }

  @Test
  default void aPauseEndsByItself() {
    schedules().revise(wording("0 1 * * *"), 0, NOON.minusSeconds(60));
    schedules()
        .pause(HELLO, 1, new Pause(NOON.minusSeconds(30), Optional.of(NOON), "short", "somebody"));

    assertThat(schedules().find(HELLO).orElseThrow().pause()).isEmpty();
  }

  @Test
  default void remembersWhatTheEngineWasTold() {
    schedules().revise(wording("0 1 * * *"), 0, NOON);
    Held held = new Held(
        Optional.of(new Told("qstash", 1, Map.of("cron", "0 1 * * *", "timezone", "Ж"), NOON)),
        true,
        Optional.of("local"));

    schedules().confirm(HELLO, 1, held);

    assertThat(schedules().standing(HELLO)).map(Standing::held).contains(held);
    schedules().confirm(HELLO, 1, Held.NOWHERE);
    assertThat(schedules().standings().get(0).held()).isEqualTo(Held.NOWHERE);
  }

  @Test
  default void whatTheEngineWasToldIsNotedOtherwiseOnlyOfWhatItHolds() {
    Told anew = new Told("qstash", 1, Map.of("account", "user:2"), NOON.plusSeconds(60));
    schedules().revise(wording("0 1 * * *"), 0, NOON);
    schedules().retell(HELLO, 1, anew);
    assertThat(schedules().standing(HELLO).orElseThrow().held()).isEqualTo(Held.NOWHERE);

    schedules().confirm(HELLO, 1, held("local", 1));
    schedules().retell(HELLO, 1, anew);
    assertThat(schedules().standing(HELLO).orElseThrow().held()).isEqualTo(held("local", 1));

    schedules().confirm(HELLO, 1, held("qstash", 1));
    schedules().retell(HELLO, 2, anew);
    assertThat(schedules().standing(HELLO).orElseThrow().held()).isEqualTo(held("qstash", 1));

    schedules().retell(HELLO, 1, anew);
    assertThat(schedules().standing(HELLO).orElseThrow().held().told()).contains(anew);
  }

  @Test
  default void whatIsDoubtedIsPendingAndStillRememberedAsTold() {
    schedules().revise(wording("0 1 * * *"), 0, NOON);
    schedules().confirm(HELLO, 1, held("qstash", 1));

    schedules().doubt(HELLO);

    assertThat(schedules().standing(HELLO)).hasValueSatisfying(it -> {
      assertThat(it.isPending()).isTrue();
      assertThat(it.held()).isEqualTo(held("qstash", 1));
      assertThat(it.held().hushed()).isFalse();
    });
    schedules().hush(HELLO);
    assertThat(schedules().standing(HELLO).orElseThrow().held().hushed()).isTrue();
  }

  @Test
  default void remembersSinceWhenItIsMissingThere() {
    schedules().revise(wording("0 1 * * *"), 0, NOON);

    schedules().missing(HELLO, Optional.of(NOON));
    schedules().missing(HELLO, Optional.of(NOON.plusSeconds(60)));
    assertThat(schedules().standing(HELLO).orElseThrow().missing()).contains(NOON);

    schedules().missing(HELLO, Optional.empty());
    assertThat(schedules().standing(HELLO).orElseThrow().missing()).isEmpty();

    schedules().missing(HELLO, Optional.of(NOON));
    schedules().confirm(HELLO, 1, held("qstash", 1));
    assertThat(schedules().standing(HELLO).orElseThrow().missing()).isEmpty();
  }

  private static Held held(String engine, int revision) {
    return new Held(
        Optional.of(new Told(engine, revision, Map.of("cron", "0 1 * * *"), NOON)),
        false,
        Optional.empty());
  }

  private static Pause pause(Instant from, String reason) {
    return new Pause(from, Optional.empty(), reason, "somebody");
  }

  private static Revised off() {
    Revised on = wording("0 1 * * *");
    return new Revised(HELLO, on.workflow(), false, on.wording(), on.overridden());
  }

  private static Revised wording(String cron) {
    return new Revised(
        HELLO,
        new WorkflowId("Hello"),
        true,
        new Wording(
            Cron.parse(cron),
            ZoneId.of("Europe/Berlin"),
            3,
            Overlap.CANCEL_PREVIOUS,
            CatchUp.LAST,
            RungBy.AUTO,
            true,
            Optional.empty(),
            Bounds.of(
                Optional.of("2020-01-01"),
                Optional.of("2099-12-31T18:00"),
                Blackout.of("2026-12-24/2026-12-26; * 22-23 * * *")),
            Patience.of("5m"),
            Optional.of(LongestRun.of("2h")),
            Spread.of("10m"),
            new ClockChanges(RepeatedHour.TWICE, SkippedHour.RUN_AFTER)),
        Set.of("cron", "timezone"));
  }
}
