package dev.carillon.cron;

import static dev.carillon.cron.CronWarning.Code.BOTH_DAYS_RESTRICTED;
import static dev.carillon.cron.CronWarning.Code.HOUR_REPEATED;
import static dev.carillon.cron.CronWarning.Code.HOUR_SKIPPED;
import static dev.carillon.cron.CronWarning.Code.NEVER_FIRES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CronConflictsTest {
  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
  private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

  @Test
  void anOrdinaryExpressionHasNoWarnings() {
    assertThat(warnings("0 9 * * 1-5", "Europe/Berlin")).isEmpty();
    assertThat(warnings("30 2 * * *", "UTC")).isEmpty();
    assertThat(warnings("30 2 * * *", "Europe/Moscow")).isEmpty();
  }

  @Test
  void anHourThatTheZoneSkipsAndRepeatsIsToldWithItsDates() {
    assertThat(warnings("30 2 * * *", "Europe/Berlin"))
        .containsExactly(
            new CronWarning(HOUR_SKIPPED, List.of(LocalDateTime.parse("2026-03-29T02:30"))),
            new CronWarning(HOUR_REPEATED, List.of(LocalDateTime.parse("2026-10-25T02:30"))));
    assertThat(warnings("30 1 * * *", "America/New_York"))
        .containsExactly(
            new CronWarning(HOUR_REPEATED, List.of(LocalDateTime.parse("2026-11-01T01:30"))));
  }

  @Test
  void ofSeveralSkippedTimesOfOneDayTheFirstIsTold() {
    assertThat(warnings("20,40 1-3 * * *", "Europe/Berlin"))
        .contains(new CronWarning(HOUR_SKIPPED, List.of(LocalDateTime.parse("2026-03-29T02:20"))));
  }

  @Test
  void aSkippedHourOnADayThatIsNotDueIsNoWarning() {
    assertThat(warnings("30 2 * * 1-5", "Europe/Berlin")).isEmpty();
  }

  @Test
  void anHourThatIsAWildcardOrSteppedMeansAnIntervalAndIsNoWarning() {
    assertThat(warnings("30 * * * *", "Europe/Berlin")).isEmpty();
    assertThat(warnings("30 */2 * * *", "Europe/Berlin")).isEmpty();
    assertThat(warnings("30 0,2,4 * * *", "Europe/Berlin")).hasSize(2);
  }

  @Test
  void halfAnHourOfSummerTimeIsEnough() {
    assertThat(warnings("15 2 * * *", "Australia/Lord_Howe"))
        .containsExactly(
            new CronWarning(HOUR_SKIPPED, List.of(LocalDateTime.parse("2026-10-04T02:15"))));
    assertThat(warnings("45 1 * * *", "Australia/Lord_Howe"))
        .containsExactly(
            new CronWarning(HOUR_REPEATED, List.of(LocalDateTime.parse("2026-04-05T01:45"))));
  }

  @Test
  void aMidnightThatDoesNotExistIsTold() {
    Timetable beirut = new Timetable(Cron.parse("0 0 * * *"), ZoneId.of("Asia/Beirut"));
    assertThat(CronConflicts.warnings(beirut, Instant.parse("2024-01-01T00:00:00Z")))
        .contains(new CronWarning(HOUR_SKIPPED, List.of(LocalDateTime.parse("2024-03-31T00:00"))));
  }

  @Test
  void aDayThatTheZoneSkippedIsTold() {
    Timetable apia = new Timetable(Cron.parse("0 9 * * *"), ZoneId.of("Pacific/Apia"));
    assertThat(CronConflicts.warnings(apia, Instant.parse("2011-12-01T00:00:00Z")))
        .containsExactly(
            new CronWarning(HOUR_SKIPPED, List.of(LocalDateTime.parse("2011-12-30T09:00"))));
  }

  @Test
  void bothDayFieldsRestrictedIsToldAlsoWhereOneNamesAllDays() {
    assertThat(codes("0 0 13 * 5")).containsExactly(BOTH_DAYS_RESTRICTED);
    assertThat(codes("0 0 1-31 * 5")).containsExactly(BOTH_DAYS_RESTRICTED);
    assertThat(codes("0 0 */2 * 5")).containsExactly(BOTH_DAYS_RESTRICTED);
    assertThat(codes("0 0 */1 * 5")).isEmpty();
    assertThat(codes("0 0 13 * ?")).isEmpty();
  }

  @Test
  void whatNeverFiresIsTold() {
    assertThat(codes("0 0 30 2 *")).containsExactly(NEVER_FIRES);
    assertThat(codes("0 0 31 2,4,6,9,11 *")).containsExactly(NEVER_FIRES);
    assertThat(codes("0 0 29 2 *")).isEmpty();
    assertThat(codes("0 0 30 2 1")).containsExactly(BOTH_DAYS_RESTRICTED);
  }

  @Test
  void aWarningIsASentenceInBothLanguages() {
    List<CronWarning> berlin = warnings("30 2 * * *", "Europe/Berlin");
    assertThat(berlin)
        .extracting(warning -> warning.text(Locale.ENGLISH))
        .containsExactly(
            "Clocks go forward and skip 02:30 on 29 March 2026: it is not due then.",
            "Clocks go back and show 02:30 on 25 October 2026 twice: it runs only the first time.");
    assertThat(berlin)
        .extracting(warning -> warning.text(RUSSIAN))
        .containsExactly(
            "Часы переводят вперёд, и время 02:30 29 марта 2026 года пропускается: запуска не будет.",
            "Часы переводят назад, и время 02:30 25 октября 2026 года наступает дважды: запуск будет"
                + " только в первый раз.");
    assertThat(CronWarning.of(NEVER_FIRES).text(Locale.GERMAN))
        .isEqualTo("There is no such date: it is never due.");
    assertThat(CronWarning.of(NEVER_FIRES).text(RUSSIAN)).startsWith("Такой даты не бывает");
    assertThat(CronWarning.of(BOTH_DAYS_RESTRICTED).text(Locale.ENGLISH)).contains("either");
    assertThat(CronWarning.of(BOTH_DAYS_RESTRICTED).text(RUSSIAN)).contains("любой");
  }

  @Test
  void aRepeatedHourThatIsToRunTwiceIsToldSo() {
    var twice = new Timetable(
        Cron.parse("30 2 * * *"),
        ZoneId.of("Europe/Berlin"),
        new ClockChanges(RepeatedHour.TWICE, SkippedHour.SKIP));

    CronWarning warning = CronConflicts.warnings(twice, NEW_YEAR).get(1);

    assertThat(warning.text(Locale.ENGLISH))
        .isEqualTo("Clocks go back and show 02:30 on 25 October 2026 twice: it runs both times.");
    assertThat(warning.text(RUSSIAN)).endsWith("наступает дважды: запуск будет оба раза.");
  }

  @Test
  void aSkippedHourThatIsToRunRightAfterIsToldSo() {
    var after = new Timetable(
        Cron.parse("30 2 * * *"),
        ZoneId.of("Europe/Berlin"),
        new ClockChanges(RepeatedHour.ONCE, SkippedHour.RUN_AFTER));

    CronWarning warning = CronConflicts.warnings(after, NEW_YEAR).get(0);

    assertThat(warning.text(Locale.ENGLISH))
        .isEqualTo("Clocks go forward and skip 02:30 on 29 March 2026: it runs right after.");
    assertThat(warning.text(RUSSIAN)).endsWith("пропускается: запуск будет сразу после перевода.");
  }

  private static List<CronWarning> warnings(String expression, String zone) {
    return CronConflicts.warnings(new Timetable(Cron.parse(expression), ZoneId.of(zone)), NEW_YEAR);
  }

  private static List<CronWarning.Code> codes(String expression) {
    return warnings(expression, "UTC").stream().map(CronWarning::code).toList();
  }
}
