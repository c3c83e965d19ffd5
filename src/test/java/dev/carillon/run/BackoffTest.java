package dev.carillon.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void theWaitsAreThoseOfQStash() {
    assertThat(Backoff.after(1)).isEqualTo(Duration.ofMillis(12_182));
    assertThat(Backoff.after(2)).isEqualTo(Duration.ofMillis(148_413));
    assertThat(Backoff.after(3)).isEqualTo(Duration.ofMillis(1_808_042));
    assertThat(Backoff.after(4)).isEqualTo(Duration.ofMillis(22_026_466));
    assertThat(Backoff.after(5)).isEqualTo(Duration.ofDays(1));
    assertThat(Backoff.after(1000)).isEqualTo(Duration.ofDays(1));
  }
}
