package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.MovingClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How long one may walk on. */
class ShareTest {
  private static final Duration SOON = Duration.ofMillis(1);

  private final MovingClock clock = new MovingClock(Instant.parse("2026-03-01T12:00:00Z"));
  private boolean othersWait = true;
  private int asked;
  private final Share share = new Share(clock, () -> {
    asked++;
    return othersWait;
  });

  @Test
  void othersWaitUntilItIsOver() {
    clock.moveBy(Share.LENGTH.minus(SOON));

    assertThat(share.isOver()).isFalse();
    assertThat(asked).isZero();

    clock.moveBy(SOON);

    assertThat(share.isOver()).isTrue();
  }

  @Test
  void whileNobodyWaitsItBeginsAnew() {
    othersWait = false;
    clock.moveBy(Share.LENGTH);

    assertThat(share.isOver()).isFalse();
    othersWait = true;
    clock.moveBy(Share.LENGTH.minus(SOON));
    assertThat(share.isOver()).isFalse();
    assertThat(asked).isOne();

    clock.moveBy(SOON);
    assertThat(share.isOver()).isTrue();
  }

  @Test
  void onceOverItStaysSo() {
    clock.moveBy(Share.LENGTH);
    assertThat(share.isOver()).isTrue();

    othersWait = false;

    assertThat(share.isOver()).isTrue();
    assertThat(share.wasOver()).isTrue();
  }
}
