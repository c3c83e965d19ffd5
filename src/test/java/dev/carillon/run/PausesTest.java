package dev.carillon.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.schedule.RetryDelay;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PausesTest {
  private static Pauses worded(String expression, int retried) {
    return new Pauses(Optional.of(new RetryDelay(expression)), retried);
  }

  @Test
  void theUsualOnesAreThoseOfQStash() {
    assertThat(Pauses.USUAL.after(1)).isEqualTo(Backoff.after(1));
    assertThat(Pauses.USUAL.after(3)).isEqualTo(Backoff.after(3));
  }

  @Test
  void anExpressionCountsFromZeroBeforeTheFirstRetry() {
    Pauses pauses = worded("1000 * (1 + retried)", 0);

    assertThat(pauses.after(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pauses.after(3)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void whatComesToNoWaitIsTheUsualPause() {
    assertThat(worded("1/0", 0).after(1)).isEqualTo(Backoff.after(1));
    assertThat(worded("1000 - 600 * retried", 0).after(3)).isEqualTo(Backoff.after(3));
  }

  @Test
  void anEngineCountsItsDeliveriesWhichMayBeMoreThanOurAttempts() {
    assertThat(new Pauses(Optional.empty(), 1).ofEngineAfter(1)).isEqualTo(Backoff.after(2));
    assertThat(new Pauses(Optional.empty(), 0).ofEngineAfter(2)).isEqualTo(Backoff.after(2));
  }

  @Test
  void aDeliveryIsAsMuchYoungerThanItsMessageAsThePausesBeforeItTook() {
    assertThat(Pauses.USUAL.before(0)).isZero();
    assertThat(Pauses.USUAL.before(2)).isEqualTo(Backoff.after(1).plus(Backoff.after(2)));
    assertThat(worded("1000 * (1 + retried)", 0).before(3)).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void aCountThatSomebodyMadeUpDoesNotTakeForEver() {
    assertThat(Pauses.USUAL.before(999_999)).isLessThanOrEqualTo(Duration.ofDays(100));
    assertThatThrownBy(() -> new Pauses(Optional.empty(), -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
