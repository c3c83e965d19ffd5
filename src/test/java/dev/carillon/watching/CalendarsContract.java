package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.schedule.Blackout;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.scheduling.CalendarChangedException;
import dev.carillon.scheduling.CalendarInUseException;
import dev.carillon.scheduling.InvalidWishException;
import dev.carillon.scheduling.ScheduleStore;
import dev.carillon.scheduling.UnknownCalendarException;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What calendars do to the schedules that go by them, on every database. */
abstract class CalendarsContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:30Z");
  private static final Instant ONE = Instant.parse("2026-03-01T13:00:00Z");

  private Tower tower;

  /** Returns where an empty database is. */
  abstract DatabaseAddress address();

  private WorkflowId opened(boolean byQStash, String... wishes) {
    tower = byQStash ? Tower.withQStash(address(), NOON) : Tower.withLocalEngine(address(), NOON);
    tower.watch.tick();
    calendar("holidays", "2026-03-01T13:00/2026-03-01T13:30");
    calendar("works", "* 15 * * *");
    return tower.scheduled("bounded", "0 * * * *", wishes);
  }

  private void calendar(String name, String blackout) {
    tower.house.calendars.put(name, Blackout.of(blackout), "", OptionalInt.empty(), "ada");
  }

  private Schedule schedule(WorkflowId id) {
    return tower.house.scheduling.get(ScheduleId.of(id));
  }

  @AfterEach
  void close() {
    tower.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDueTimeInACalendarIsSkippedWhetherItIsRungOrNot(boolean byQStash) {
    WorkflowId id = opened(byQStash, "calendars", "works, holidays");

    tower.clock.moveTo(ONE.plusSeconds(1));
    tower.deliver(id, "msg_1", ONE);
    tower.passTo(ONE.plus(Duration.ofMinutes(125)));

    Occurrence rung = tower.at(id, ONE);
    assertThat(rung.detail())
        .contains(
            "it lies in the blackout 2026-03-01T13:00/2026-03-01T13:30 of the calendar holidays");
    assertThat(tower.at(id, ONE.plus(Duration.ofHours(2))).detail().orElseThrow())
        .contains("of the calendar works");
    assertThat(tower.tally(id)).isEqualTo(Map.of("SKIPPED BLACKOUT", 2, "RAN", 1));
    assertThat(schedule(id).wording().next(NOON)).contains(ONE.plus(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aChangeIsForWhatIsDueFromThenOn(boolean byQStash) {
    WorkflowId id = opened(byQStash, "calendars", "holidays", "catchUp", "all");
    int before = schedule(id).revision();
    tower.clock.moveTo(ONE.plus(Duration.ofMinutes(20)));

    calendar("holidays", "2026-03-01T14:00/2026-03-01T14:30");
    calendar("holidays", "2026-03-01T14:00/2026-03-01T14:30");
    calendar("works", "* 13-23 * * *");

    assertThat(schedule(id).revision()).isEqualTo(before + 1);
    tower.passTo(ONE.plus(Duration.ofMinutes(125)));
    assertThat(tower.at(id, ONE).detail().orElseThrow()).contains("13:00/");
    assertThat(tower.at(id, ONE).revision()).isEqualTo(before);
    assertThat(tower.at(id, ONE.plus(Duration.ofHours(1))).detail().orElseThrow())
        .contains("14:00/");
    assertThat(tower.tally(id)).isEqualTo(Map.of("SKIPPED BLACKOUT", 2, "RAN", 1));
  }

  @Test
  void whoActivatesWhileACalendarIsChangedGoesByWhatItSaysThen() {
    WorkflowId id = opened(false, "calendars", "holidays");
    Schedule read = schedule(id);
    calendar("holidays", "2026-03-02");
    Wording stale = read.wording();

    Schedule revised = tower.house.schedules.revise(
        new ScheduleStore.Revised(read.id(), read.workflow(), true, stale, read.overridden()),
        schedule(id).revision(),
        tower.clock.instant());

    assertThat(revised.wording().bounds().calendars().get(0).blackout().text())
        .isEqualTo("2026-03-02");
  }

  @Test
  void aPauseAndAnotherEditKeepTheCalendarsAndNothingTakesThemOff() {
    WorkflowId id = opened(false, "calendars", "holidays");

    tower.house.scheduling.pause(ScheduleId.of(id), Optional.empty(), "", "ada");
    assertThat(schedule(id).wording().bounds().names("holidays")).isTrue();
    tower.edit(id, "*/30 * * * *");
    assertThat(schedule(id).wording().bounds().names("holidays")).isTrue();
    tower.edit(id, "*/30 * * * *", "calendars", "");

    assertThat(schedule(id).wording().bounds().calendars()).isEmpty();
  }

  private static String text(Schedule schedule) {
    return schedule.wording().bounds().calendars().get(0).blackout().text();
  }

  private void undo(WorkflowId id, int revision) {
    tower.house.schedules.undo(ScheduleId.of(id), revision, tower.clock.instant());
  }

  /** Its engine refuses an activation, and meanwhile somebody changes the calendar. */
  @Test
  void whatIsAsBeforeGoesByTheCalendarAsItStands() {
    WorkflowId id = opened(false, "calendars", "holidays");
    tower.edit(id, "*/30 * * * *", "calendars", "");
    int refused = schedule(id).revision();
    calendar("holidays", "2026-03-02");

    undo(id, refused);

    assertThat(schedule(id).revision()).isEqualTo(refused + 1);
    assertThat(schedule(id).wording().cron().text()).isEqualTo("0 * * * *");
    assertThat(text(schedule(id))).isEqualTo("2026-03-02");
  }

  @Test
  void aScheduleThatIsAsBeforeIsSwitchedOffThoughItsCalendarIsGone() {
    WorkflowId id = opened(false, "calendars", "holidays");
    tower.edit(id, "0 * * * *", "calendars", "");
    int refused = schedule(id).revision();
    tower.house.calendars.remove("holidays", OptionalInt.empty());

    undo(id, refused);

    assertThat(text(schedule(id))).isEqualTo("2026-03-01T13:00/2026-03-01T13:30");
    tower.house.scheduling.deactivate(id);
    assertThat(schedule(id).active()).isFalse();
  }

  @Test
  void aRefusedActivationIsTakenBackThoughItsCalendarWasChangedMeanwhile() {
    WorkflowId id = opened(false, "calendars", "holidays");
    tower.edit(id, "*/30 * * * *");
    int refused = schedule(id).revision();
    calendar("holidays", "2026-03-02");
    calendar("holidays", "2026-03-03");
    assertThat(schedule(id).revision()).isEqualTo(refused + 2);

    undo(id, refused);

    assertThat(schedule(id).revision()).isEqualTo(refused + 3);
    assertThat(schedule(id).wording().cron().text()).isEqualTo("0 * * * *");
    assertThat(text(schedule(id))).isEqualTo("2026-03-03");
  }

  @Test
  void aFirstActivationThatWasRefusedLeavesNoScheduleThoughItsCalendarWasChangedMeanwhile() {
    WorkflowId id = opened(false, "calendars", "holidays");
    calendar("holidays", "2026-03-02");

    undo(id, 1);

    assertThat(tower.house.scheduling.find(ScheduleId.of(id))).isEmpty();
  }

  @Test
  void aRefusedActivationThatSomebodyPausedIsNotTakenBack() {
    WorkflowId id = opened(false, "calendars", "holidays");
    tower.edit(id, "*/30 * * * *");
    int refused = schedule(id).revision();
    calendar("holidays", "2026-03-02");
    tower.house.scheduling.pause(ScheduleId.of(id), Optional.empty(), "", "ada");

    undo(id, refused);

    assertThat(schedule(id).wording().cron().text()).isEqualTo("*/30 * * * *");
  }

  @Test
  void oneThatAScheduleUsesThatIsOnIsNotRemoved() {
    WorkflowId id = opened(false, "calendars", "holidays");
    assertThatThrownBy(() -> tower.house.calendars.remove("holidays", OptionalInt.empty()))
        .isInstanceOf(CalendarInUseException.class)
        .hasMessageContaining("used by bounded");
    tower.house.scheduling.deactivate(id);
    int off = schedule(id).revision();
    calendar("holidays", "2026-03-02");
    assertThat(schedule(id).revision()).isEqualTo(off);
    tower.edit(id, "0 * * * *");
    assertThat(text(schedule(id))).isEqualTo("2026-03-02");
    tower.house.scheduling.deactivate(id);

    tower.house.calendars.remove("holidays", OptionalInt.empty());

    assertThatThrownBy(() -> tower.edit(id, "0 * * * *"))
        .isInstanceOf(InvalidWishException.class)
        .hasMessageContaining("there is no calendar \"holidays\"");
    tower.house.scheduling.remove(id, true);
    assertThat(tower.house.calendars.find("holidays")).isEmpty();
    assertThatThrownBy(() -> tower.house.calendars.remove("holidays", OptionalInt.empty()))
        .isInstanceOf(UnknownCalendarException.class);
  }

  @Test
  void onlyWhoSawItsVersionChangesIt() {
    opened(false);
    tower.house.calendars.put("works", Blackout.of("2026-05-01"), "", OptionalInt.of(1), "ada");

    assertThatThrownBy(
            () -> tower.house.calendars.put("works", Blackout.NONE, "", OptionalInt.of(1), "bob"))
        .isInstanceOf(CalendarChangedException.class);
    assertThatThrownBy(() -> tower.house.calendars.remove("works", OptionalInt.of(1)))
        .isInstanceOf(CalendarChangedException.class);
    assertThat(tower.house.calendars.get("works").updatedBy()).isEqualTo("ada");
    assertThat(tower.house.calendars.get("works").version()).isEqualTo(2);
  }
}
