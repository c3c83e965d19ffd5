package dev.carillon.text;

import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A sentence for people in both languages of the dashboard. Immutable.
 *
 * @param en in English
 * @param ru in Russian
 */
public record Bilingual(String en, String ru) {
  /** Refuses a sentence that one of the two could not read. */
  public Bilingual {
    if (en.isBlank() || ru.isBlank()) {
      throw new IllegalArgumentException("a sentence is there in both languages");
    }
  }

  /** Returns a sentence in both languages. */
  public static Bilingual of(String en, String ru) {
    return new Bilingual(en, ru);
  }

  /**
   * Returns both with these values in the places of {@code %s} and the like; a sentence that stands
   * for a value goes into each in its language.
   */
  public static Bilingual of(String en, String ru, Object... values) {
    return new Bilingual(
        String.format(Locale.ROOT, en, values(values, Bilingual::en)),
        String.format(Locale.ROOT, ru, values(values, Bilingual::ru)));
  }

  private static Object[] values(Object[] values, Function<Bilingual, String> language) {
    return Stream.of(values)
        .map(it -> it instanceof Bilingual both ? language.apply(both) : it)
        .toArray();
  }

  /** Returns this sentence and then the other. */
  public Bilingual then(Bilingual other) {
    return new Bilingual(en + " " + other.en, ru + " " + other.ru);
  }
}
