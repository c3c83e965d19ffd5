package dev.carillon.scheduling;

import static dev.carillon.testing.ScheduleBuilder.aSchedule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.cron.ClockChanges;
import dev.carillon.cron.RepeatedHour;
import dev.carillon.cron.SkippedHour;
import dev.carillon.schedule.Schedule;
import dev.carillon.scheduling.Forecast.Excess;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static Forecast of(String plan, Stream<Schedule> schedules) {
    return Forecast.of(schedules.toList(), Quota.of(plan), NOON);
  }

  private static Stream<Schedule> each(int number, String cron) {
    return IntStream.range(0, number)
        .mapToObj(it -> aSchedule("s" + it).cron(cron).build());
  }

  @Test
  void countsDueTimesOfADayAndWhatTheyBringAtWorst() {
    Forecast forecast = of("free", each(3, "0 * * * *"));

    assertThat(forecast.schedules()).isEqualTo(3);
    assertThat(forecast.messages()).isEqualTo(72);
    assertThat(forecast.worstCase()).as("each with 3 retries and a callback").isEqualTo(72 * 5);
    assertThat(forecast.runsOutAt()).isEmpty();
    assertThat(forecast.excesses()).isEmpty();
  }

  /** QStash rings all the same, but who is told that a due time was skipped does not try again. */
  @Test
  void whatIsNotMeantToRunIsAMessageThatDoesNotFail() {
    Stream<Schedule> dark =
        Stream.of(aSchedule("dark").cron("0 * * * *").dark("* 0-5 * * *").build());

    Forecast forecast = of("free", dark);

    assertThat(forecast.messages()).isEqualTo(24);
    assertThat(forecast.worstCase()).isEqualTo(18 * 5 + 6);
  }

  /** The clock of Apia skipped 30 December 2011, which ended at 10:00 UTC. */
  @Test
  void whatWeRingRightAfterASkippedTimeIsNoMessage() {
    Schedule after = aSchedule("after")
        .cron("0 9 30 12 *")
        .in("Pacific/Apia")
        .changing(new ClockChanges(RepeatedHour.ONCE, SkippedHour.RUN_AFTER))
        .build();
    Instant eve = Instant.parse("2011-12-30T00:00:00Z");
    assertThat(after.wording().next(eve)).contains(Instant.parse("2011-12-30T10:00:00Z"));

    Forecast forecast = Forecast.of(List.of(after), Quota.of("free"), eve);

    assertThat(forecast.messages()).isZero();
    assertThat(forecast.worstCase()).isZero();
  }

  @Test
  void tellsTheMinuteInWhichTheMessagesOfADayRunOut() {
    Forecast forecast = of("free", each(1, "* * * * *"));

    assertThat(forecast.messages()).isEqualTo(1440);
    assertThat(forecast.runsOutAt()).contains(Instant.parse("2026-03-01T16:40:00Z"));
    assertThat(forecast.excesses()).containsExactly(Excess.MESSAGES_OVER_LIMIT);
    assertThat(forecast.sentence(Excess.MESSAGES_OVER_LIMIT))
        .contains("1440 messages", "1000 a day", "2026-03-01T16:40:00Z");
  }

  @Test
  void aDayOfTheWeekThatIsTomorrowCountsToo() {
    Forecast forecast = of("free", each(1, "* * * * MON"));

    assertThat(forecast.runsOutAt()).contains(Instant.parse("2026-03-02T16:40:00Z"));
  }

  @Test
  void warnsWhereOnlyFailuresWouldExceedThePlan() {
    Forecast forecast = of("free", each(1, "*/5 * * * *"));

    assertThat(forecast.excesses()).containsExactly(Excess.MESSAGES_OVER_LIMIT_IF_FAILING);
  }

  @Test
  void theEleventhScheduleIsOneTooManyForTheFreePlanOnly() {
    assertThat(of("free", each(10, "0 0 * * *")).excesses()).isEmpty();
    assertThat(of("free", each(11, "0 0 * * *")).excesses())
        .containsExactly(Excess.SCHEDULES_OVER_LIMIT);
    assertThat(of("payg", each(11, "* * * * *")).excesses()).isEmpty();
    assertThat(of("pro", each(11, "* * * * *")).excesses()).isEmpty();
  }

  @Test
  void whatIsPausedTakesAPlaceAndBringsNoMessage() {
    Forecast forecast =
        Forecast.of(List.of(aSchedule("s").paused().build()), Quota.of("free"), NOON);

    assertThat(forecast.schedules()).isEqualTo(1);
    assertThat(forecast.messages()).isZero();
  }
}
