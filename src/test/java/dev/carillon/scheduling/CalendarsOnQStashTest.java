package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.jdbc.JdbcCalendarStore;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.schedule.Blackout;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.Schedule.Sync;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.FakeQStash;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A calendar is changed for many schedules that QStash rings. */
class CalendarsOnQStashTest {
  private static final List<String> NAMES = List.of("one", "two", "three");

  @TempDir
  Path directory;

  private final MovingClock clock = MovingClock.at("2026-03-02T12:00:00Z");
  private final AtomicInteger woken = new AtomicInteger();
  private FakeQStash qstash;
  private Belfry belfry;
  private Calendars calendars;

  @BeforeEach
  void open() throws Exception {
    qstash = FakeQStash.start(clock).knows("carillon.example", "203.0.113.7");
    belfry = new Belfry.Setup(TestDatabases.h2(directory), clock, qstash).open();
    calendars =
        new Calendars(new JdbcCalendarStore(belfry.database, any -> {}), belfry.scheduling, clock);
    calendars.put("works", Blackout.of("* 22 * * *"), "", OptionalInt.empty(), "ada");
    for (String name : NAMES) {
      belfry.save(name);
      belfry.activate(name, "calendars", "works");
    }
    belfry.save("beside");
    belfry.activate("beside", "calendars", "works", "engine", "local");
    calendars.whenUnfinished(woken::incrementAndGet);
  }

  @AfterEach
  void close() throws Exception {
    belfry.close();
    qstash.close();
  }

  private List<Schedule> schedules() {
    return NAMES.stream().map(belfry::schedule).toList();
  }

  private List<String> bodies() {
    return NAMES.stream().map(it -> qstash.schedule("carillon." + it).body()).toList();
  }

  @Test
  void nobodyWaitsForQStashWhoChangesACalendarAndTheSyncTellsItLater() {
    int asked = qstash.calls().size();
    qstash.fails(Failure.HANGS).always();

    calendars.put("works", Blackout.of("* 23 * * *"), "", OptionalInt.empty(), "ada");

    assertThat(qstash.calls()).as("calls of QStash").hasSize(asked);
    assertThat(schedules())
        .extracting(it -> it.wording().bounds().calendars().get(0).blackout().text())
        .containsOnly("* 23 * * *");
    assertThat(schedules()).extracting(Schedule::sync).containsOnly(Sync.PENDING);
    assertThat(schedules()).extracting(Schedule::revision).containsOnly(2);
    assertThat(woken).hasValue(1);
    qstash.recovers();

    clock.moveBy(Duration.ofSeconds(11));
    belfry.sync.finish();

    assertThat(schedules()).extracting(Schedule::sync).containsOnly(Sync.IN_SYNC);
    assertThat(bodies()).allSatisfy(it -> assertThat(it).contains("\"revision\":2"));
  }

  @Test
  void nobodyWaitsForQStashWhoMakesACalendarThatSchedulesWaitFor() {
    for (String name : NAMES) {
      belfry.activate(name, "calendars", null);
      belfry.save(name, "0 2 * * *", "calendars: 'feasts'");
    }
    belfry.activate("beside", "calendars", null);
    belfry.save("beside", "0 2 * * *", "calendars: 'feasts'");
    assertThat(schedules())
        .allSatisfy(it -> assertThat(it.wording().bounds().calendars()).isEmpty());
    int asked = qstash.calls().size();
    qstash.fails(Failure.HANGS).always();

    calendars.put("feasts", Blackout.of("* 23 * * *"), "", OptionalInt.empty(), "ada");

    assertThat(qstash.calls()).as("calls of QStash").hasSize(asked);
    assertThat(schedules())
        .extracting(it -> it.wording().bounds().calendars().get(0).blackout().text())
        .containsOnly("* 23 * * *");
    assertThat(schedules()).extracting(Schedule::sync).containsOnly(Sync.PENDING);
    assertThat(belfry.schedule("beside").sync()).isEqualTo(Sync.IN_SYNC);
    assertThat(woken).hasValue(1);
  }

  @Test
  void theLocalEngineIsToldAtOnce() {
    calendars.put("works", Blackout.of("* 23 * * *"), "", OptionalInt.empty(), "ada");

    assertThat(belfry.schedule("beside").revision()).isEqualTo(2);
    assertThat(belfry.schedule("beside").sync()).isEqualTo(Sync.IN_SYNC);
  }
}
