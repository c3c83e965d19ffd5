package dev.carillon.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CronWordsTest {
  private static final Locale RUSSIAN = Locale.forLanguageTag("ru-RU");

  static Stream<List<String>> descriptions() {
    return Table.rows("descriptions.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("descriptions")
  void anExpressionIsSaidAsAPersonWouldSayIt(List<String> row) {
    Cron cron = Cron.parse(row.get(0));
    assertThat(CronWords.describe(cron, Locale.UK)).isEqualTo(row.get(1));
    assertThat(CronWords.describe(cron, RUSSIAN)).isEqualTo(row.get(2));
  }

  @Test
  void everyOtherLanguageIsAnsweredInEnglish() {
    Cron cron = Cron.parse("0 9 * * 1-5");
    for (Locale locale : List.of(Locale.FRENCH, Locale.ROOT, Locale.forLanguageTag("tr"))) {
      assertThat(CronWords.describe(cron, locale)).isEqualTo("Every weekday at 09:00");
    }
  }

  @Property
  void everyExpressionHasASentenceWithoutLooseEnds(@ForAll("expressions") String expression) {
    for (Locale locale : List.of(Locale.ENGLISH, RUSSIAN)) {
      assertThat(CronWords.describe(Cron.parse(expression), locale))
          .matches("[A-ZА-Я\\d].*[\\p{L}\\d]")
          .doesNotContain("  ", " ,", ",,", "null");
    }
  }

  @Test
  void whatIsSaidAlikeIsDueAlike() {
    List<String> minutes =
        List.of("*", "0", "7", "*/5", "2/5", "*/7", "3/7", "0-29", "0-30/5", "5,35", "1-5,9,50");
    List<String> hours =
        List.of("*", "9", "*/2", "1/2", "*/5", "9-17", "8-20/2", "9,18", "1,3,5,8", "0-5,22-23");
    List<String> days = List.of(
        "* * *", "* * 1-5", "* * 1-6", "* * 1,3", "1 * *", "*/3 * *", "5/4 * *", "1-7 * *",
        "13 * 5", "13 1 5", "1 1 *", "1 6-8 *", "1 1,7 *", "* 1 *", "*/2 3 *", "29 2 *");
    Map<String, String> said = new HashMap<>();
    for (String minute : minutes) {
      for (String hour : hours) {
        for (String day : days) {
          Cron cron = Cron.parse(minute + " " + hour + " " + day);
          for (Locale locale : List.of(Locale.ENGLISH, RUSSIAN)) {
            String before = said.put(CronWords.describe(cron, locale), cron.canonical());
            assertThat(before).isNull();
          }
        }
      }
    }
  }

  @Provide
  Arbitrary<String> expressions() {
    return CronTexts.expressions();
  }
}
