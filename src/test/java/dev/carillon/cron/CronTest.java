package dev.carillon.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          * * * * *              | * * * * *
          ? ? ? ? ?              | * * * * *
          */1 */01 */1 */1 */1   | * * * * *
          0-59 0-23 1-31 1-12 0-6 | * * * * *
          0/1 0/1 1/1 1/1 0/1    | * * * * *
          5,3,3,1 * * * *        | 1,3,5 * * * *
          1,2,3 * * * *          | 1-3 * * * *
          1,2 * * * *            | 1,2 * * * *
          1-3,3-5,9 * * * *      | 1-5,9 * * * *
          5-5 * * * *            | 5 * * * *
          05 007 * * *           | 5 7 * * *
          +5 * * * *             | 5 * * * *
          0,15,30,45 * * * *     | */15 * * * *
          0/15 * * * *           | */15 * * * *
          0,30 * * * *           | */30 * * * *
          0,20 * * * *           | 0,20 * * * *
          5-59/10 * * * *        | 5/10 * * * *
          5/10 * * * *           | 5/10 * * * *
          10-40/10 * * * *       | 10-40/10 * * * *
          10-30/10 * * * *       | 10,20,30 * * * *
          */90 * * * *           | 0 * * * *
          0 */2 * * *            | 0 */2 * * *
          0 0/2 * * *            | 0 */2 * * *
          0 0-23/2 * * *         | 0 */2 * * *
          0 1/2 * * *            | 0 1/2 * * *
          0 9-17/2 * * *         | 0 9-17/2 * * *
          0 0,2,4 * * *          | 0 0,2,4 * * *
          0 0,12 * * *           | 0 0,12 * * *
          0 */12 * * *           | 0 */12 * * *
          0 20/6 * * *           | 0 20 * * *
          0 9,17-18 * * *        | 0 9,17,18 * * *
          0 */6,1 * * *          | 0 */6,1 * * *
          0 0-2/2,1 * * *        | 0 0-2/2,1 * * *
          0 0 * jan-MAR,Dec *    | 0 0 * 1-3,12 *
          0 0 * * Mon-fri        | 0 0 * * 1-5
          0 0 * * MON,WED,FRI    | 0 0 * * 1,3,5
          0 0 * * MON/2          | 0 0 * * 1,3,5
          0 0 * */3 *            | 0 0 * */3 *
          0 0 */2 * 1            | 0 0 */2 * 1
          0 0 1,11,21,31 * *     | 0 0 */10 * *
          0 0 1-31 * *           | 0 0 * * *
          0 0 1-31 * 1           | 0 0 * * *
          0 0 13 * 0-6           | 0 0 * * *
          0 0 */1 * 1            | 0 0 * * 1
          0 0 *,5 * 1            | 0 0 * * 1
          0 0 */2,* * 1          | 0 0 * * 1
          0 0 1-31/1 * 1         | 0 0 * * *
          1,,2 * * * *           | 1,2 * * * *
          ,1, * * * *            | 1 * * * *
          , * * * *              | , * * * *
          *-5 * * * *            | * * * * *
          *-5/2 * * * *          | */2 * * * *
          0 0 , * 1              | 0 0 * * 1
          0 0 1 * ,              | 0 0 1 * *
          0 0 , * *              | 0 0 , * *
          @yearly                | 0 0 1 1 *
          @annually              | 0 0 1 1 *
          @monthly               | 0 0 1 * *
          @weekly                | 0 0 * * 0
          @daily                 | 0 0 * * *
          @midnight              | 0 0 * * *
          @hourly                | 0 * * * *
          TZ=Asia/Tokyo @weekly  | 0 0 * * 0
          """)
  void equalExpressionsShareOneSpelling(String text, String canonical) {
    Cron cron = Cron.parse(text);
    assertThat(cron.canonical()).isEqualTo(canonical);
    assertThat(Cron.parse(canonical).canonical()).isEqualTo(canonical);
  }

  @Test
  void equalityIsOfMeaningAndZoneNotOfSpelling() {
    Cron cron = Cron.parse("0 9 * * MON-FRI");
    assertThat(cron)
        .isEqualTo(Cron.parse("00 9 ? * 1,2,3,4,5"))
        .hasSameHashCodeAs(Cron.parse("00 9 ? * 1,2,3,4,5"))
        .isNotEqualTo(Cron.parse("0 9 * * 1-4"))
        .isNotEqualTo(Cron.parse("CRON_TZ=Europe/Moscow 0 9 * * 1-5"))
        .isNotEqualTo("0 9 * * 1-5");
    assertThat(Cron.parse("CRON_TZ=Europe/Moscow 0 9 * * *"))
        .isEqualTo(Cron.parse("TZ=Europe/Moscow  0 9 * * *"));
  }

  @Test
  void twoHoursInAListAreNotAnIntervalOfTwelveHours() {
    assertThat(Cron.parse("0 0,12 * * *")).isNotEqualTo(Cron.parse("0 */12 * * *"));
  }

  @Test
  void theTextIsKeptAsItWasWrittenButForOuterBlanks() {
    Cron cron = Cron.parse(" \t CRON_TZ=Europe/Moscow  0\t9  * * mon \n");
    assertThat(cron.text()).isEqualTo("CRON_TZ=Europe/Moscow  0\t9  * * mon");
    assertThat(cron).hasToString(cron.text());
    assertThat(cron.zone()).contains(ZoneId.of("Europe/Moscow"));
    assertThat(cron.canonical()).isEqualTo("0 9 * * 1");
  }

  @Test
  void withoutAPrefixThereIsNoZoneAndAnEmptyOneIsUtc() {
    assertThat(Cron.parse("0 9 * * *").zone()).isEmpty();
    assertThat(Cron.parse("CRON_TZ= 0 9 * * *").zone()).contains(ZoneId.of("UTC"));
    assertThat(Cron.parse("TZ=UTC @daily").zone()).contains(ZoneId.of("UTC"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 30 2 *",
        "0 0 31 4,6,9,11 *",
        "0 0 30-31 FEB ?",
        ", * * * *",
        "0 , * * *",
        "0 0 , * *",
        "0 0 * , *",
        "0 0 * * ,",
        "0 0 30 2 ,"
      })
  void anExpressionWithoutADateNeverFires(String text) {
    assertThat(Cron.parse(text).neverFires()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0 0 29 2 *", "0 0 30 2,3 *", "0 0 30 2 1", "0 0 31 * *", "* * * * *", "0 0 , * 1"
      })
  void anExpressionWithADateHoweverRareFires(String text) {
    assertThat(Cron.parse(text).neverFires()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "*, false", "*/2, false", "0/1, false", "0-23, false", "1/3, false", "9-17/2, false",
    "'9,*/6', false", "9, true", "'9,12', true", "9-17, true", "9-17/1, true", "20/6, true",
    "'0,12', true"
  })
  void anHourIsFixedIfItIsNeitherAWildcardNorStepped(String hour, boolean fixed) {
    assertThat(Cron.parse("0 " + hour + " * * *").hasFixedHour()).isEqualTo(fixed);
  }
}
