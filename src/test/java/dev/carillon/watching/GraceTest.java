package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.cron.Cron;
import dev.carillon.cron.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GraceTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static final Timetable MINUTELY = new Timetable(Cron.parse("* * * * *"), ZoneOffset.UTC);

  private static Grace given(Optional<Instant> given) {
    return new Grace(NOON.minus(Duration.ofDays(1)), given, true, Duration.ofMinutes(2), MINUTELY);
  }

  @Test
  void whatIsDueSoonAfterQStashWasGivenItIsBridged() {
    assertThat(given(Optional.of(NOON)).endOf(NOON.plusSeconds(90)))
        .isEqualTo(NOON.plusSeconds(90));
    assertThat(given(Optional.of(NOON)).endOf(NOON.plusSeconds(91)))
        .isEqualTo(NOON.plusSeconds(91 + 120));
    assertThat(given(Optional.empty()).isBridged(NOON.plusSeconds(1))).isFalse();
  }

  @Test
  void whatWasDueBeforeIsWaitedForAsEver() {
    assertThat(given(Optional.of(NOON)).isBridged(NOON)).isFalse();
    assertThat(given(Optional.of(NOON)).isBridged(NOON.minusSeconds(30))).isFalse();
  }

  @Test
  void theLocalEngineNeedsNoMinute() {
    assertThat(new Grace(NOON, Optional.of(NOON), false, Duration.ofMinutes(2), MINUTELY)
            .isBridged(NOON.plusSeconds(1)))
        .isFalse();
  }
}
