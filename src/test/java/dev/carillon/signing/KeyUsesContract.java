package dev.carillon.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.signature.KeyFingerprint;
import dev.carillon.testing.Together;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link KeyUses} promises. */
public interface KeyUsesContract {
  KeyFingerprint ONE = KeyFingerprint.of("sig_one");
  KeyFingerprint OTHER = KeyFingerprint.of("sig_other");
  Instant THEN = Instant.parse("2026-11-22T12:00:00Z");

  /** Returns the store under test, empty, and the same one for the whole of a test. */
  KeyUses uses();

  @Test
  default void eachKeyHasTheInstantAtWhichItSignedLast() {
    uses().saw(ONE, THEN);
    uses().saw(OTHER, THEN.plusSeconds(5));
    uses().saw(ONE, THEN.plusSeconds(9));
    uses().saw(ONE, THEN.plusSeconds(2));

    assertThat(uses().lastSeen())
        .isEqualTo(Map.of(ONE, THEN.plusSeconds(9), OTHER, THEN.plusSeconds(5)));
  }

  @Test
  default void ofManyWhoSeeAKeyFirstTheLastInstantStays() throws Exception {
    for (int round = 0; round < 20; round++) {
      KeyFingerprint key = KeyFingerprint.of("sig_" + round);
      Together.call(6, number -> () -> {
        uses().saw(key, THEN.plusSeconds(number));
        return true;
      });

      assertThat(uses().lastSeen()).containsEntry(key, THEN.plusSeconds(5));
    }
  }
}
