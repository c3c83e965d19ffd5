package dev.carillon.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZonesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Moscow",
        "America/Argentina/Buenos_Aires",
        "Etc/GMT-3",
        "GMT",
        "EST5EDT",
        "Zulu"
      })
  void aNameOfTheDatabaseIsAZone(String name) {
    assertThat(Zones.parse(name)).isEqualTo(ZoneId.of(name));
    assertThat(Zones.names()).contains(name);
  }

  @Test
  void noNameIsUtc() {
    assertThat(Zones.parse("")).isEqualTo(ZoneId.of("UTC")).isEqualTo(Zones.parse("UTC"));
  }

  @ParameterizedTest
  @CsvSource({"EST,-5", "MST,-7", "HST,-10", "GMT+0,0"})
  void theShortNamesThatOnlyGoKnowsAreZonesToo(String name, int hours) {
    Instant summer = Instant.parse("2026-07-01T00:00:00Z");
    assertThat(Zones.parse(name).getRules().getOffset(summer).getTotalSeconds())
        .isEqualTo(hours * 3600);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Mosow, Europe/Moscow",
    "Europe/Mocsow, Europe/Moscow",
    "europe/moscow, Europe/Moscow",
    "EUROPE/MOSCOW, Europe/Moscow",
    "Moscow, Europe/Moscow",
    "Asia/Moscow, Europe/Moscow",
    "America/New York, America/New_York",
    "new york, America/New_York",
    "Berlni, Europe/Berlin",
    "utc, UTC",
    "MSK, Europe/Moscow",
    "CEST, Europe/Berlin",
    "+03:00, Etc/GMT-3",
    "UTC+3, Etc/GMT-3",
    "GMT-05:00, Etc/GMT+5",
    "UTC+0, UTC"
  })
  void aNameThatIsNoneIsRefusedWithTheOneThatMayBeMeant(String name, String meant) {
    UnknownZoneException refused =
        catchThrowableOfType(UnknownZoneException.class, () -> Zones.parse(name));
    assertThat(refused).hasMessage("provided bad location " + name + ": unknown time zone " + name);
    assertThat(refused.name()).isEqualTo(name);
    assertThat(refused.suggestion()).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Nowhere/At_All", "xyzzy", "+05:30", "UTC+99", "Local", " "})
  void nonsenseIsRefusedWithoutASuggestion(String name) {
    UnknownZoneException refused =
        catchThrowableOfType(UnknownZoneException.class, () -> Zones.parse(name));
    assertThat(refused.suggestion()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../etc/passwd", "/etc/localtime", "Europe\\Moscow"})
  void aPathIsRefusedAsGoRefusesIt(String name) {
    assertThatThrownBy(() -> Zones.parse(name))
        .hasMessage("provided bad location " + name + ": time: invalid location name");
  }

  @Test
  void theNamesAreThoseOfTheDatabaseAlone() {
    assertThat(Zones.names())
        .contains("Europe/Moscow", "UTC", "EST")
        .noneMatch(name -> name.startsWith("SystemV/"))
        .doesNotContain("Local", "Z");
  }
}
