package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.scheduling.Whereabouts.Copied;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Whereabouts} promises. A store is tested by implementing this. */
public interface WhereaboutsContract {
  Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /** Returns the store under test, empty, and the same one for the whole of a test. */
  Whereabouts whereabouts();

  @Test
  default void whereItWasIsNotForgotten() {
    whereabouts().at(List.of("https://a.example", "https://b.example"), NOON);
    whereabouts().at(List.of("https://b.example", "https://c.example"), NOON.plusSeconds(1));

    assertThat(whereabouts().present()).containsExactly("https://b.example", "https://c.example");
    assertThat(whereabouts().all())
        .containsExactly("https://a.example", "https://b.example", "https://c.example");
  }

  @Test
  default void aCopyIsOneUntilItIsTheOriginal() {
    assertThat(whereabouts().copied()).isEmpty();

    whereabouts().copied(new Copied("https://a.example", NOON));
    whereabouts().copied(new Copied("https://b.example", NOON.plusSeconds(1)));
    assertThat(whereabouts().copied()).contains(new Copied("https://a.example", NOON));

    whereabouts().original(List.of("https://c.example"), NOON);
    assertThat(whereabouts().copied()).isEmpty();
    assertThat(whereabouts().present()).containsExactly("https://c.example");
  }
}
