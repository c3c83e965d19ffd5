package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.cron.Cron;
import dev.carillon.cron.Timetable;
import dev.carillon.schedule.Blackout;
import dev.carillon.schedule.Bounds;
import dev.carillon.schedule.MeantTimes;
import dev.carillon.schedule.Pause;
import dev.carillon.scheduling.Effect.Side;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EffectTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static MeantTimes at(String cron) {
    return at(cron, "");
  }

  private static MeantTimes at(String cron, String blackout) {
    return new MeantTimes(
        new Timetable(Cron.parse(cron), ZoneOffset.UTC),
        Bounds.of(Optional.empty(), Optional.empty(), Blackout.of(blackout)));
  }

  private static Side of(MeantTimes times) {
    return new Side(Optional.of(times), Optional.empty());
  }

  @Test
  void whatIsNotMeantToRunCountsOnNeitherSide() {
    String dark = "2026-03-03; * 3 * * *";

    Effect effect = Effect.of(of(at("0 2 * * *", dark)), of(at("0 2,3,4 * * *", dark)), NOON);

    assertThat(effect.before()).isEqualTo(6);
    assertThat(effect.after()).isEqualTo(12);
    assertThat(effect.appearing())
        .startsWith(Instant.parse("2026-03-02T04:00:00Z"), Instant.parse("2026-03-04T04:00:00Z"));
  }

  @Test
  void whatStaysTheSameNeitherVanishesNorAppears() {
    Effect effect = Effect.of(of(at("0 2 * * *")), of(at("0 2,3 * * *")), NOON);

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
        of(at("0 2 * * *")), new Side(Optional.of(at("0 2 * * *")), Optional.of(pause)), NOON);

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
