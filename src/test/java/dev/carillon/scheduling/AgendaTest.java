package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.jdbc.TestDatabases;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Agenda.Place;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgendaTest {
  /** Clocks in Berlin go back on the 25th at 01:00 UTC. */
  private static final Instant NOON = Instant.parse("2026-10-24T12:00:00Z");

  private static final Instant NEXT_NOON = NOON.plus(Duration.ofDays(1));

  @TempDir
  Path directory;

  private FakeQStash qstash;
  private Belfry belfry;
  private Agenda agenda;

  @BeforeEach
  void open() throws Exception {
    MovingClock clock = MovingClock.at(NOON.toString());
    qstash = FakeQStash.start(clock).knows("carillon.example", "203.0.113.7");
    belfry = new Belfry.Setup(TestDatabases.h2(directory), clock, qstash).open();
    agenda = new Agenda(belfry.schedules);
  }

  @AfterEach
  void close() throws Exception {
    belfry.close();
    qstash.close();
  }

  private List<String> told(List<Agenda.Entry> entries) {
    return entries.stream()
        .map(it -> it.dueTime() + " " + it.schedule().id() + " " + it.fate())
        .toList();
  }

  private List<String> day() {
    return told(agenda.entries(NOON, NEXT_NOON, Optional.empty(), 200));
  }

  @Test
  void allThatAreOnStandInTheOrderOfTheirDueTimes() {
    belfry.active("later", "0 18 * * *");
    belfry.active("beta", "30 12,20 * * *");
    belfry.active("alpha", "30 12 * * *");
    belfry.active("off", "30 12 * * *");
    belfry.scheduling.deactivate(new WorkflowId("off"));

    assertThat(day())
        .containsExactly(
            "2026-10-24T12:30:00Z alpha RINGS",
            "2026-10-24T12:30:00Z beta RINGS",
            "2026-10-24T18:00:00Z later RINGS",
            "2026-10-24T20:30:00Z beta RINGS");
  }

  @Test
  void whatLiesAheadOfOneScheduleAloneIsTold() {
    belfry.active("alpha", "30 12 * * *");
    belfry.active("beta", "30 12,20 * * *");
    Agenda beta = agenda.of(new ScheduleId("beta"));

    assertThat(told(beta.entries(NOON, NEXT_NOON, Optional.empty(), 200)))
        .containsExactly("2026-10-24T12:30:00Z beta RINGS", "2026-10-24T20:30:00Z beta RINGS");
    assertThat(beta.hours(NOON, 24)).extracting(Agenda.Hour::count).containsExactly(1, 1);
    assertThat(agenda.of(new ScheduleId("gamma")).hours(NOON, 24)).isEmpty();
  }

  @Test
  void theFirstInstantBelongsToItAndTheLastDoesNot() {
    belfry.active("noon", "0 12 * * *");

    assertThat(day()).containsExactly("2026-10-24T12:00:00Z noon RINGS");
  }

  @Test
  void pagesFollowEachOtherWithoutAGapOrADouble() {
    belfry.active("alpha", "*/20 * * * *");
    belfry.active("beta", "*/30 * * * *");
    belfry.active("gamma", "0 * * * *");
    List<String> paged = new ArrayList<>();
    Optional<Place> place = Optional.empty();
    List<Agenda.Entry> page = agenda.entries(NOON, NEXT_NOON, place, 2);
    while (!page.isEmpty()) {
      paged.addAll(told(page));
      Agenda.Entry last = page.get(page.size() - 1);
      place = Optional.of(new Place(last.dueTime(), last.schedule().id()));
      page = agenda.entries(NOON, NEXT_NOON, place, 2);
    }

    assertThat(paged).hasSize(24 * 6).isEqualTo(day());
  }

  @Test
  void anHourThatIsToRunTwiceRingsBothTimes() {
    belfry.active("twice", "CRON_TZ=Europe/Berlin 30 2 * * *");
    belfry.scheduling.activate(
        new WorkflowId("twice"), new Wishes(Map.of("repeatedHour", Optional.of("twice"))));

    assertThat(day())
        .containsExactly("2026-10-25T00:30:00Z twice RINGS", "2026-10-25T01:30:00Z twice RINGS");
    assertThat(agenda.hours(NOON, 24)).extracting(Agenda.Hour::count).containsExactly(1, 1);
  }

  @Test
  void whatIsPausedOrComesTwiceIsMarkedAndNotCounted() {
    belfry.active("berlin", "CRON_TZ=Europe/Berlin 30 2 * * *");
    belfry.active("held", "30 0,1 * * *");
    belfry.scheduling.pause(
        new ScheduleId("held"), Optional.of(Instant.parse("2026-10-25T01:00:00Z")), "works", "ada");

    assertThat(day())
        .containsExactly(
            "2026-10-25T00:30:00Z berlin RINGS",
            "2026-10-25T00:30:00Z held PAUSED",
            "2026-10-25T01:30:00Z berlin REPEATED_HOUR",
            "2026-10-25T01:30:00Z held RINGS");
    assertThat(agenda.hours(NOON, 24))
        .extracting(it -> it.from() + " " + it.count() + " " + it.skipped())
        .containsExactly("2026-10-25T00:00:00Z 1 1", "2026-10-25T01:00:00Z 1 1");
    assertThat(agenda.clockChanges(NOON, NEXT_NOON))
        .extracting(it -> it.zone() + " " + it.change().getInstant())
        .containsExactly("Europe/Berlin 2026-10-25T01:00:00Z");
    assertThat(agenda.clockChanges(NEXT_NOON, NEXT_NOON.plus(Duration.ofDays(7))))
        .isEmpty();
  }

  @Test
  void anHourTellsItsBusiestMinute() {
    belfry.active("alpha", "*/20 * * * *");
    belfry.active("beta", "40 * * * *");
    belfry.active("gamma", "40,50 * * * *");

    assertThat(agenda.hours(NOON, 1))
        .containsExactly(new Agenda.Hour(NOON, 6, 3, NOON.plus(Duration.ofMinutes(40)), 0));
  }

  private void spread(String name, String cron, String spread) {
    belfry.save(name, cron);
    belfry.activate(name, "cron", cron, "spread", spread);
  }

  /** What begins in an hour may have been due in the one before. */
  @Test
  void theHoursCountRunsWhereTheyBegin() {
    spread("delta", "50 12 * * *", "1h");
    spread("one", "41 12 * * *", "1h");
    belfry.active("late", "8 13 * * *");
    Instant one = NOON.plus(Duration.ofHours(1));
    var busy = new Agenda.Hour(one, 3, 3, one.plus(Duration.ofMinutes(8)), 0);

    assertThat(agenda.hours(NOON, 2)).containsExactly(busy);
    assertThat(agenda.hours(one, 1)).containsExactly(busy);
    assertThat(agenda.count(NOON, one)).isZero();
    assertThat(agenda.count(one, one.plus(Duration.ofHours(1)))).isEqualTo(3);
    assertThat(day()).startsWith("2026-10-24T12:41:00Z one RINGS");
  }

  /** What never begins is told where it was due. */
  @Test
  void whatIsSkippedIsCountedWhereItIsDue() {
    spread("delta", "50 12 * * *", "1h");
    belfry.scheduling.pause(new ScheduleId("delta"), Optional.empty(), "works", "ada");

    assertThat(agenda.hours(NOON, 2)).containsExactly(new Agenda.Hour(NOON, 0, 0, NOON, 1));
  }
}
