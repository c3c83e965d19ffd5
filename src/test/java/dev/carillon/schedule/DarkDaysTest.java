package dev.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which days a blackout darkens, as they are drawn. */
class DarkDaysTest {
  private static List<String> days(String blackout, String from, int count) {
    return Blackout.of(blackout).days(LocalDate.parse(from), count).stream()
        .map(it -> it.day() + (it.whole() ? " whole " : " part ") + it.parts())
        .toList();
  }

  @Test
  void aDayIsDarkAsAWholeAndBothEndsOfASpanArePartOfIt() {
    assertThat(days("2026-12-25", "2026-12-01", 31))
        .containsExactly("2026-12-25 whole [2026-12-25]");
    assertThat(days("2026-12-24T18:00/2026-12-26", "2026-12-01", 31))
        .containsExactly(
            "2026-12-24 part [2026-12-24T18:00/2026-12-26]",
            "2026-12-25 whole [2026-12-24T18:00/2026-12-26]",
            "2026-12-26 whole [2026-12-24T18:00/2026-12-26]");
  }

  @Test
  void theMinutesOfACronDarkenADayInPartOrAsAWhole() {
    assertThat(days("* 22-23 * * *", "2026-12-01", 2))
        .containsExactly("2026-12-01 part [* 22-23 * * *]", "2026-12-02 part [* 22-23 * * *]");
    assertThat(days("* * * * 0", "2026-11-22", 8))
        .containsExactly("2026-11-22 whole [* * * * 0]", "2026-11-29 whole [* * * * 0]");
  }

  @Test
  void severalPartsTogetherDarkenAWholeDay() {
    assertThat(days("2026-12-24/2026-12-24T11:59; * 12-23 24 12 *", "2026-12-24", 1))
        .containsExactly("2026-12-24 whole [2026-12-24/2026-12-24T11:59, * 12-23 24 12 *]");
  }

  @Test
  void oneSecondIsDarkOnlyIfAMinuteBeginsWithIt() {
    assertThat(days("2026-12-24T18:00:10/2026-12-24T18:00:50", "2026-12-24", 1)).isEmpty();
    assertThat(days("2026-12-24T18:00/2026-12-24T18:00", "2026-12-24", 1))
        .containsExactly("2026-12-24 part [2026-12-24T18:00/2026-12-24T18:00]");
  }

  @Test
  void anInstantWithItsOffsetIsReadOnAClockInUtc() {
    assertThat(days("2026-12-24T23:30:00-02:00/2026-12-25T00:00:00-02:00", "2026-12-20", 10))
        .containsExactly("2026-12-25 part [2026-12-24T23:30:00-02:00/2026-12-25T00:00:00-02:00]");
  }

  @Test
  void theEndOfTimeIsNoEndOfTheSearch() {
    assertThat(days("2026-12-31/+999999999-12-31", "2026-12-30", 3)).hasSize(2);
  }
}
