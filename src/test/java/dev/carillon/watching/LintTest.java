package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.cron.Cron;
import dev.carillon.cron.Timetable;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.schedule.Blackout;
import dev.carillon.schedule.Bounds;
import dev.carillon.schedule.MeantTimes;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Spread;
import dev.carillon.scheduling.Agenda;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final ScheduleId ITS = new ScheduleId("s0");

  @TempDir
  Path directory;

  private Tower tower;
  private Lint lint;

  @BeforeEach
  void open() {
    tower = Tower.withQStash(TestDatabases.h2(directory), NOON);
    lint = new Lint(new Agenda(tower.house.schedules));
  }

  @AfterEach
  void close() {
    tower.close();
  }

  private List<Lint.Warning> warnings(String cron, Duration usual) {
    return warnings(cron, Bounds.NONE, usual);
  }

  private List<Lint.Warning> warnings(String cron, Bounds bounds, Duration usual) {
    Timetable times = new Timetable(Cron.parse(cron), ZoneOffset.UTC);
    return lint.warnings(
        ITS,
        new MeantTimes(times, bounds),
        Spread.NONE,
        Optional.of(new Health.Spread(usual, usual)),
        NOON);
  }

  @Test
  void thatNoDueTimeIsLeftIsTold() {
    assertThat(codes("* * * * *", "0-58 * * * *")).isEmpty();
    assertThat(codes("* * * * *", "* * * * *")).containsExactly(Lint.Code.NEVER_RUNS);
    assertThat(codes("0 9 * * *", "0-29 9 * * *")).containsExactly(Lint.Code.NEVER_RUNS);
  }

  private List<Lint.Code> codes(String cron, String blackout) {
    return codes(cron, Duration.ZERO, blackout);
  }

  private List<Lint.Code> codes(String cron, Duration usual, String blackout) {
    Bounds bounds = Bounds.of(Optional.empty(), Optional.empty(), Blackout.of(blackout));
    return warnings(cron, bounds, usual).stream().map(Lint.Warning::code).toList();
  }

  /** What a blackout takes out cannot come too fast, nor together with others. */
  @Test
  void onlyWhatIsMeantToRunIsLookedAt() {
    assertThat(codes("0,5 9 * * *", Duration.ofMinutes(10), "5 9 * * *")).isEmpty();
  }

  @Test
  void dueMoreOftenThanARunTakesIsTold() {
    assertThat(warnings("*/5 * * * *", Duration.ofMinutes(5))).isEmpty();
    assertThat(warnings("*/5 * * * *", Duration.ofSeconds(301)))
        .containsExactly(new Lint.Warning(
            Lint.Code.MORE_OFTEN_THAN_A_RUN_TAKES,
            "It may be due again after 5 min, and a run usually takes 5 min 1 s: due times will"
                + " be skipped or wait.",
            "Следующий срок может наступить уже через 5 мин, а запуск обычно длится 5 мин 1 с:"
                + " сроки будут пропускаться или ждать."));
  }

  /** It is noon, and the next interval is the longest. */
  @Test
  void aShortIntervalThatComesOnceADayIsFoundToo() {
    assertThat(warnings("0 9 * * *", Duration.ofMinutes(10))).isEmpty();
    assertThat(warnings("0,5 9,12 * * *", Duration.ofMinutes(10))).hasSize(1);
    assertThat(warnings("3,57 0,11 * * *", Duration.ofMinutes(30))).isEmpty();
  }

  @Test
  void tenOthersAtTheSameMinuteAreTold() {
    for (int i = 0; i < 10; i++) {
      tower.scheduled("s" + i, "0 * * * *");
    }
    tower.scheduled("beside", "30 * * * *");
    assertThat(warnings("0 13 * * *", Duration.ZERO)).as("nine and itself").isEmpty();

    tower.scheduled("s10", "0 13 * * *");

    assertThat(warnings("30 13 * * *", Duration.ZERO)).isEmpty();
    assertThat(warnings("0 13 * * *", Duration.ZERO))
        .extracting(Lint.Warning::en)
        .containsExactly("Its next run begins at 13:00 UTC, and so do those of 10 other schedules:"
            + " another minute, or a spread, evens the load out.");
  }

  /** They are due at once and begin one by one. */
  @Test
  void othersAtTheSameMinuteThatAreSpreadAreNoCrowd() {
    for (int i = 0; i < 12; i++) {
      tower.scheduled("s" + i, "0 * * * *", "spread", "1h");
    }

    assertThat(warnings("0 13 * * *", Duration.ZERO)).isEmpty();
  }

  @Test
  void itIsToldWhereItsOwnSpreadLeadsIntoACrowd() {
    for (int i = 0; i < 10; i++) {
      tower.scheduled("s" + i, "18 * * * *");
    }
    MeantTimes hourly =
        new MeantTimes(new Timetable(Cron.parse("0 * * * *"), ZoneOffset.UTC), Bounds.NONE);
    var delta = new ScheduleId("delta");

    assertThat(lint.warnings(delta, hourly, Spread.of("1h"), Optional.empty(), NOON))
        .extracting(Lint.Warning::ru)
        .containsExactly("Ближайший запуск начнётся в 13:18 UTC, как и запуски других расписаний"
            + " (10): другая минута или spread распределит нагрузку.");
    assertThat(lint.warnings(delta, hourly, Spread.NONE, Optional.empty(), NOON))
        .isEmpty();
  }
}
