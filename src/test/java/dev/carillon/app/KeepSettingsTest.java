package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.retention.Keep;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long what is over is kept, as the settings say it. */
class KeepSettingsTest {
  @Test
  void byDefaultRunsAreKeptForASeasonAndTheRestForAYear() {
    assertThat(SettingsOf.environment().keep()).isEqualTo(new Keep(days(90), days(400), days(400)));
  }

  private static Optional<Duration> days(int days) {
    return Optional.of(Duration.ofDays(days));
  }

  @Test
  void eachArrivesWhereItBelongs() {
    Keep keep = SettingsOf.environment(
            "CARILLON_KEEP_RUNS", "7d",
            "CARILLON_KEEP_DUE_TIMES", "8d",
            "CARILLON_KEEP_AUDIT", "9d")
        .keep();

    assertThat(keep).isEqualTo(new Keep(days(7), days(8), days(9)));
  }

  @ParameterizedTest
  @CsvSource({"30d, 30", "P30D, 30", "720h, 30", "PT720H, 30", "36500d, 36500"})
  void itIsWrittenAsOtherDurationsAre(String written, int days) {
    assertThat(SettingsOf.environment("CARILLON_KEEP_RUNS", written).keep().runs())
        .isEqualTo(days(days));
  }

  @ParameterizedTest
  @ValueSource(strings = {"forever", "Forever", " FOREVER "})
  void somethingMayBeKeptForEver(String written) {
    assertThat(SettingsOf.environment("CARILLON_KEEP_AUDIT", written).keep().audit())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "6d",
        "167h",
        "90",
        "0",
        "-90d",
        "P-90D",
        "ninety days",
        "90 d",
        "36501d",
        "999999999d",
        "never"
      })
  void whatIsNoTimeToKeepSomethingForIsRefusedWithASentence(String written) {
    for (String setting :
        new String[] {"CARILLON_KEEP_RUNS", "CARILLON_KEEP_DUE_TIMES", "CARILLON_KEEP_AUDIT"}) {
      assertThat(SettingsOf.mistakesIn(setting, written))
          .singleElement()
          .asString()
          .contains(setting)
          .contains("write it as 90d, 2160h or P90D, at least 7d and at most 36500d, or forever");
    }
  }
}
