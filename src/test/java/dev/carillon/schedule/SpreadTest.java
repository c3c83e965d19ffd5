package dev.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.cron.Cron;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Within how long the runs of schedules begin that are due at once. */
class SpreadTest {
  /** The first bytes of {@code printf nightly | sha256sum} are 2a3b62b5; 10 minutes of that are 98 s. */
  @Test
  void theOffsetHangsOnTheIdAloneAndIsTheSameForGood() {
    Spread spread = Spread.of("PT10M");

    assertThat(spread.offset(new ScheduleId("nightly"))).isEqualTo(Duration.ofSeconds(98));
    assertThat(Spread.of("10m").offset(new ScheduleId("nightly")))
        .isEqualTo(Duration.ofSeconds(98));
    assertThat(Spread.NONE.offset(new ScheduleId("nightly"))).isZero();
  }

  @Test
  void manySchedulesLieEvenlyInTheirSpread() {
    Spread spread = Spread.of("PT10M");
    List<Long> minutes = IntStream.range(0, 1_000)
        .mapToObj(i -> spread.offset(new ScheduleId("job-" + i)).toMinutes())
        .toList();

    for (long minute = 0; minute < 10; minute++) {
      long each = minute;
      assertThat(minutes.stream().filter(it -> it == each).count()).isBetween(70L, 130L);
    }
    assertThat(minutes).allMatch(it -> it < 10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/5 * * * *      | PT5M",
        "0 9,17 * * *     | PT8H",
        "0 0,23 * * *     | PT1H",
        "55 23 * * 1      | PT24H",
        "* * * * *        | PT1M",
        "0 0,20 1 1 *     | PT20H",
        "0 3 29 2 *       | PT24H",
        "0 22 * * 1-5     | PT24H",
        "59 23,0 28-29 2 *| PT1H",
      })
  void itIsAtMostTheShortestTimeBetweenTwoDueTimes(String cron, String most) {
    Duration longest = Duration.parse(most);
    assertThat(new Spread(longest).within(Cron.parse(cron)).length()).isEqualTo(longest);
    if (longest.compareTo(Spread.MOST) < 0) {
      Spread longer = new Spread(longest.plusSeconds(1));
      assertThatThrownBy(() -> longer.within(Cron.parse(cron)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(most + " or less");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT1M", "25h", "soon", "5", "P2D"})
  void whatIsNoSpreadIsRefusedAndToldHowToWriteOne(String text) {
    assertThatThrownBy(() -> Spread.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write it as 90s, 10m or PT10M, or 0 for none");
  }

  @ParameterizedTest
  @CsvSource({"0,PT0S", "90s,PT1M30S", "10m,PT10M", "24h,PT24H", "PT0.5S,PT0S"})
  void itIsWrittenInAFewWays(String text, String iso) {
    assertThat(Spread.of(text).text()).isEqualTo(iso);
  }
}
