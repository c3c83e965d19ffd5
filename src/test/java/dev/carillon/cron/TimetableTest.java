package dev.carillon.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {
  private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");

  @Test
  void nextIsStrictlyLaterAndPreviousStrictlyEarlier() {
    Timetable hourly = timetable("0 * * * *", "UTC");
    assertThat(hourly.next(NOON)).contains(at("2026-06-15T13:00:00Z"));
    assertThat(hourly.next(NOON.minusNanos(1))).contains(NOON);
    assertThat(hourly.previous(NOON)).contains(at("2026-06-15T11:00:00Z"));
    assertThat(hourly.previous(NOON.plusNanos(1))).contains(NOON);
  }

  @Test
  void theLatestMayBeTheInstantItself() {
    Timetable hourly = timetable("0 * * * *", "UTC");
    assertThat(hourly.latest(NOON)).contains(NOON);
    assertThat(hourly.latest(NOON.plusMillis(1))).contains(NOON);
    assertThat(hourly.latest(NOON.minusMillis(1))).contains(at("2026-06-15T11:00:00Z"));
  }

  @Test
  void upcomingTimesAreInOrderAndNoMoreThanThereAre() {
    assertThat(timetable("0 9 * * 1-5", "Europe/Moscow").upcoming(NOON, 3))
        .containsExactly(
            at("2026-06-16T06:00:00Z"), at("2026-06-17T06:00:00Z"), at("2026-06-18T06:00:00Z"));
    assertThat(timetable("0 9 * * *", "UTC").upcoming(NOON, 0)).isEmpty();
    assertThat(timetable("0 0 30 2 *", "UTC").upcoming(NOON, 5)).isEmpty();
    assertThat(timetable("0 0 29 2 *", "UTC").upcoming(at("2090-01-01T00:00:00Z"), 5))
        .containsExactly(at("2092-02-29T00:00:00Z"), at("2096-02-29T00:00:00Z"));
  }

  @Test
  void theZoneOfTheExpressionGoesBeforeTheOther() {
    ZoneId tokyo = ZoneId.of("Asia/Tokyo");
    ZoneId utc = ZoneId.of("UTC");
    assertThat(Timetable.of(Cron.parse("TZ=Asia/Tokyo 0 9 * * *"), utc).zone()).isEqualTo(tokyo);
    assertThat(Timetable.of(Cron.parse("0 9 * * *"), tokyo).zone()).isEqualTo(tokyo);
    assertThat(new Timetable(Cron.parse("TZ=Asia/Tokyo 0 9 * * *"), utc).next(NOON))
        .contains(at("2026-06-16T09:00:00Z"));
  }

  /** From 2096 on, robfig/cron's limit is the end of the fifth year: 2101, before 2104. */
  @Test
  void aSearchGivesUpAfterFiveCalendarYears() {
    Timetable leapDay = timetable("0 0 29 2 *", "UTC");
    assertThat(leapDay.next(at("2096-02-29T00:00:00Z"))).isEmpty();
    assertThat(leapDay.next(at("2098-12-31T23:59:58Z"))).isEmpty();
    assertThat(leapDay.next(at("2098-12-31T23:59:59Z"))).contains(at("2104-02-29T00:00:00Z"));
    assertThat(leapDay.previous(at("2104-02-29T00:00:00Z"))).isEmpty();
    assertThat(leapDay.previous(at("2102-01-01T00:00:00Z"))).contains(at("2096-02-29T00:00:00Z"));
    assertThat(leapDay.latest(at("2102-01-01T00:00:00Z"))).isEmpty();
    assertThat(leapDay.latest(at("2101-12-31T23:59:59Z"))).contains(at("2096-02-29T00:00:00Z"));
  }

  @Test
  void theFiveYearsAreCountedOnTheWall() {
    Timetable leapDay = timetable("0 0 29 2 *", "Asia/Tokyo");
    assertThat(leapDay.next(at("2098-12-31T14:59:58Z"))).isEmpty();
    assertThat(leapDay.next(at("2098-12-31T14:59:59Z"))).contains(at("2104-02-28T15:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    // the second half past one of the night in which New York sets its clocks back
    "30 1 * * *, America/New_York, 2026-11-01T05:30:00Z, false",
    "30 1 * * *, America/New_York, 2026-11-01T06:30:00Z, true",
    "30 1 * * *, America/New_York, 2026-11-02T06:30:00Z, false",
    "30 1-3 * * *, America/New_York, 2026-11-01T06:30:00Z, true",
    "30 1-3 * * *, America/New_York, 2026-11-01T07:30:00Z, false",
    "30 * * * *, America/New_York, 2026-11-01T06:30:00Z, false",
    "30 1/2 * * *, America/New_York, 2026-11-01T06:30:00Z, false",
    "*/5 1 * * *, America/New_York, 2026-11-01T06:00:00Z, true",
    "*/5 1 * * *, America/New_York, 2026-11-01T06:55:00Z, true",
    "0 2 * * *, America/New_York, 2026-11-01T07:00:00Z, false",
    // half an hour
    "45 1 * * *, Australia/Lord_Howe, 2026-04-04T14:45:00Z, false",
    "45 1 * * *, Australia/Lord_Howe, 2026-04-04T15:15:00Z, true",
    "15 1 * * *, Australia/Lord_Howe, 2026-04-04T14:15:00Z, false",
    // midnight comes twice: Santiago goes back from 24:00 to 23:00
    "30 23 * * *, America/Santiago, 2024-04-07T02:30:00Z, false",
    "30 23 * * *, America/Santiago, 2024-04-07T03:30:00Z, true",
    // a whole day came twice
    "0 9 * * *, Pacific/Kwajalein, 1969-09-29T22:00:00Z, false",
    "0 9 * * *, Pacific/Kwajalein, 1969-09-30T21:00:00Z, true",
    "30 1 * * *, UTC, 2026-11-01T01:30:00Z, false"
  })
  void theSecondOfTwoEqualTimesIsARepeatIfTheHourIsFixed(
      String expression, String zone, Instant due, boolean repeat) {
    Timetable timetable = timetable(expression, zone);
    assertThat(timetable.latest(due)).contains(due);
    assertThat(timetable.isRepeat(due)).isEqualTo(repeat);
  }

  @Test
  void inAYearOfARepeatedHourExactlyOneDueTimeOfADailyJobIsARepeat() {
    Timetable daily = timetable("30 1 * * *", "America/New_York");
    List<Instant> year = daily.upcoming(at("2026-01-01T12:00:00Z"), 366);
    assertThat(year).filteredOn(daily::isRepeat).containsExactly(at("2026-11-01T06:30:00Z"));
  }

  @Test
  void beyondTheCalendarThereIsNothing() {
    Timetable minutely = timetable("* * * * *", "Europe/Moscow");
    assertThat(minutely.next(Instant.MAX)).isEmpty();
    assertThat(minutely.previous(Instant.MIN)).isEmpty();
    assertThat(minutely.next(Instant.MIN)).isEmpty();
    assertThat(minutely.latest(Instant.MAX)).isEqualTo(Optional.empty());
  }

  private static Timetable timetable(String expression, String zone) {
    return new Timetable(Cron.parse(expression), ZoneId.of(zone));
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }
}
