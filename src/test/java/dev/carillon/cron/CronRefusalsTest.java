package dev.carillon.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronRefusalsTest {

  static Stream<List<String>> refusals() {
    return Table.rows("refusals.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalSaysWhatIsWrongAndWhereAndWhatToWriteInstead(List<String> row) {
    String text = row.get(0);
    InvalidCronException refused = refusalOf(text);

    assertThat(refused).hasMessage(row.get(1));
    assertThat(refused.field().map(Enum::name).orElse("")).isEqualTo(row.get(2));
    assertThat(text.substring(refused.start(), refused.end())).isEqualTo(row.get(3));
    assertThat(refused.suggestion().orElse("")).isEqualTo(row.get(4));
    assertThat(refused.suggestion(Locale.forLanguageTag("ru")).orElse("")).isEqualTo(row.get(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n\u00a0"})
  void nothingIsRefusedAsAnEmptyText(String text) {
    InvalidCronException refused = refusalOf(text);
    assertThat(refused).hasMessage("empty spec string");
    assertThat(refused.start()).isZero();
    assertThat(refused.end()).isEqualTo(text.length());
    assertThat(refused.suggestion()).get().asString().startsWith("write five fields");
  }

  @Test
  void placesAreThoseOfTheTextAsItWasGivenWithItsBlanks() {
    InvalidCronException refused = refusalOf("  0 0 \t* * 1,7 ");
    assertThat(refused.start()).isEqualTo(13);
    assertThat(refused.end()).isEqualTo(14);
  }

  @Test
  void ofTwoEqualWordsTheWrongOneIsPointedAt() {
    InvalidCronException refused = refusalOf("40 40 40 * *");
    assertThat(refused.field()).contains(CronField.HOUR);
    assertThat(refused.start()).isEqualTo(3);
    assertThat(refused.end()).isEqualTo(5);
  }

  @Test
  void whatLacksIsPointedAtWhereItShouldStand() {
    InvalidCronException refused = refusalOf("0 9 * * ");
    assertThat(refused.start()).isEqualTo(7);
    assertThat(refused.end()).isEqualTo(7);
  }

  @Test
  void aBrokenPartOfAListIsPointedAtAlone() {
    InvalidCronException refused = refusalOf("0 0 * * 1,5-1,2");
    assertThat(refused.start()).isEqualTo(10);
    assertThat(refused.end()).isEqualTo(13);
  }

  @Test
  void theZoneIsPointedAtWithoutItsPrefix() {
    InvalidCronException refused = refusalOf("CRON_TZ=Europe/Mosow 0 9 * * *");
    assertThat(refused.start()).isEqualTo(8);
    assertThat(refused.end()).isEqualTo(20);
    assertThat(refused.field()).isEmpty();
  }

  @Test
  void onlyASpaceEndsTheZone() {
    assertThat(refusalOf("TZ=UTC\t0 9 * * *"))
        .hasMessageStartingWith("provided bad location UTC\t0: ");
  }

  @Test
  void aTextBeyondAllMeasureIsRefused() {
    String longest = "0,".repeat(508) + " * * * *";
    assertThat(Cron.parse(longest).canonical()).isEqualTo("0 * * * *");
    assertThat(refusalOf("0," + longest)).hasMessage("spec string longer than 1024 characters");
  }

  private static InvalidCronException refusalOf(String text) {
    return catchThrowableOfType(InvalidCronException.class, () -> Cron.parse(text));
  }
}
