package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.cron.Cron;
import dev.carillon.cron.Timetable;
import dev.carillon.schedule.Pause;
import dev.carillon.scheduling.Effect.Side;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EffectTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static Timetable at(String cron) {
    return new Timetable(Cron.parse(cron), ZoneOffset.UTC);
  }

  @Test
  void whatStaysTheSameNeitherVanishesNorAppears() {
    Effect effect = Effect.of(Side.of(at("0 2 * * *")), Side.of(at("0 2,3 * * *")), NOON);

    assertThat(effect.before()).isEqualTo(7);
    assertThat(effect.after()).isEqualTo(14);
    assertThat(effect.vanishing()).isEmpty();
    assertThat(effect.appearing()).hasSize(5).startsWith(Instant.parse("2026-03-02T03:00:00Z"));
  }

  @Test
  void inAPauseNothingIsDueAndAtItsEndItIs() {
    Pause pause =
        new Pause(NOON, Optional.of(Instant.parse("2026-03-04T02:00:00Z")), "", "somebody");

    Effect effect = Effect.of(
        Side.of(at("0 2 * * *")), new Side(Optional.of(at("0 2 * * *")), Optional.of(pause)), NOON);

    assertThat(effect.after()).isEqualTo(5);
    assertThat(effect.vanishing())
        .containsExactly(
            Instant.parse("2026-03-02T02:00:00Z"), Instant.parse("2026-03-03T02:00:00Z"));
  }

  @Test
  void aPauseThatNobodyEndsLeavesNothing() {
    Pause pause = new Pause(NOON, Optional.empty(), "", "somebody");

    Effect effect =
        Effect.of(Side.SILENT, new Side(Optional.of(at("* * * * *")), Optional.of(pause)), NOON);

    assertThat(effect.after()).isZero();
  }
}
