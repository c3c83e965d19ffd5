package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.watching.Health.Counts;
import dev.carillon.watching.Health.Spread;
import dev.carillon.watching.Health.Word;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthWordsTest {
  private static Health health(Word word, int inARow) {
    return new Health(
        word,
        inARow,
        Optional.empty(),
        new Counts(28, 26, 2, 1, 1, 0),
        Optional.of(new Spread(Duration.ofMillis(800), Duration.ofSeconds(4))),
        Optional.of(new Spread(Duration.ofSeconds(95), Duration.ofMinutes(3))),
        Optional.of(Duration.ofHours(26)));
  }

  private static Health bare(Word word) {
    return new Health(
        word,
        0,
        Optional.empty(),
        new Counts(0, 0, 0, 0, 0, 0),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Duration.ofMinutes(5)));
  }

  @Test
  void theWordComesFirstAndTheFiguresFollow() {
    assertThat(HealthWords.english(health(Word.FINE, 0)))
        .isEqualTo("On time: 26 of 28 runs succeeded (92%), late by < 1 s (p95 4 s),"
            + " a run takes 1 min 35 s (p95 3 min), due every 1 d 2 h.");
    assertThat(HealthWords.russian(health(Word.FINE, 0)))
        .isEqualTo("Вовремя: успешны 26 из 28 запусков (92%), опоздание < 1 с (p95 4 с),"
            + " запуск длится 1 мин 35 с (p95 3 мин), назначен каждые 1 д 2 ч.");
  }

  @Test
  void howManyInARowIsToldFromTheSecondOn() {
    assertThat(HealthWords.english(health(Word.MISSING, 1)))
        .startsWith("The newest due time did not run: ");
    assertThat(HealthWords.english(health(Word.FAILING, 3)))
        .startsWith("The newest runs failed (3 in a row): ");
    assertThat(HealthWords.russian(health(Word.LATE, 2)))
        .startsWith("Последние запуски опоздали (2 подряд): ");
  }

  @Test
  void withoutAnythingBehindItThereAreNoFigures() {
    assertThat(HealthWords.english(bare(Word.NEW))).isEqualTo("No due time has passed yet.");
    assertThat(HealthWords.russian(bare(Word.OFF))).isEqualTo("Выключено.");
  }

  @ParameterizedTest
  @EnumSource(Word.class)
  void eachWordHasALeadOfItsOwnInBothLanguages(Word word) {
    for (Word other : Word.values()) {
      if (other != word) {
        assertThat(HealthWords.english(bare(word))).isNotEqualTo(HealthWords.english(bare(other)));
        assertThat(HealthWords.russian(bare(word))).isNotEqualTo(HealthWords.russian(bare(other)));
      }
    }
  }
}
