package dev.carillon.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.carillon.qstash.QStashAccount;
import dev.carillon.qstash.QStashClient;
import dev.carillon.qstash.QStashKeySource;
import dev.carillon.scheduling.EngineUnavailableException;
import dev.carillon.signature.KeyFingerprint;
import dev.carillon.signature.PublishedKeys;
import dev.carillon.signature.SigningKeys;
import dev.carillon.signing.KeyRing.Origin;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.Together;
import dev.carillon.testing.qstash.Call;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.testing.qstash.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rolling the keys of the fake. */
@Timeout(30)
class RollingTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Predicate<SigningKeys> ACCEPTABLE = it -> !PublishedKeys.isPublished(it);

  private final MovingClock clock = new MovingClock(NOON);
  private final FakeQStash qstash = FakeQStash.start(clock);
  private final SigningKeys before = qstash.keys();
  private final Map<KeyFingerprint, Instant> seen = new ConcurrentHashMap<>();
  private final QStashClient client = new QStashClient(
      new QStashAccount(qstash.url(), qstash.token()),
      List.of(),
      Patience.patient(2, Duration.ofMillis(300)),
      clock);
  private final KeyRing ring = ring(Optional.of(before), Optional.of(new QStashKeySource(client)));
  private final Rolling rolling = new Rolling(ring, ACCEPTABLE, clock);

  private KeyRing ring(Optional<SigningKeys> settings, Optional<KeySource> source) {
    KeyUses uses = new KeyUses() {
      @Override
      public void saw(KeyFingerprint key, Instant at) {
        seen.put(key, at);
      }

      @Override
      public Map<KeyFingerprint, Instant> lastSeen() {
        return Map.copyOf(seen);
      }
    };
    return new KeyRing(settings, source, ACCEPTABLE, uses, clock);
  }

  @AfterEach
  void close() {
    client.close();
    ring.stop();
    qstash.close();
  }

  private long rotations() {
    return qstash.calls().stream()
        .map(Call::line)
        .filter("POST /v2/keys/rotate"::equals)
        .count();
  }

  @Test
  void keysThatAreQStashsMayBeRolled() {
    KeyReport report = rolling.report();

    assertThat(report.reasons()).isEmpty();
    assertThat(report.settingsAreRight()).isTrue();
    assertThat(report.known()).isEqualTo(before.fingerprints());
    assertThat(report.origin()).isEqualTo(Origin.SETTINGS);
    assertThat(report.toString()).doesNotContain("sig_");
  }

  @Test
  void aRollDropsOneKeyAndIsFollowedAtOnce() {
    Rolling.Rolled rolled = rolling.roll(false);

    assertThat(rotations()).isEqualTo(1);
    assertThat(rolled.dropped()).isEqualTo(KeyFingerprint.of(before.current()));
    assertThat(rolled.current()).isEqualTo(KeyFingerprint.of(before.next()));
    assertThat(ring.now()).contains(qstash.keys());
    assertThat(rolling.report().origin()).isEqualTo(Origin.ROLLED);
    assertThat(rolling.report().retired()).containsOnlyKeys(rolled.dropped());
    assertThat(rolled.toString()).doesNotContain("sig_");
  }

  @Test
  void twoWhoClickAtOnceDropOneKey() throws Exception {
    List<Boolean> rolled = Together.call(4, () -> {
      try {
        rolling.roll(false);
        return true;
      } catch (RollingUnsafeException second) {
        assertThat(second.reasons()).contains(RollingReason.SETTINGS_DIFFER);
        return false;
      }
    });

    assertThat(rolled).containsOnlyOnce(true);
    assertThat(rotations()).isEqualTo(1);
  }

  @Test
  void settingsThatLagBehindAreAReasonNotTo() {
    qstash.keys(new SigningKeys(before.next(), "sig_" + "z".repeat(28)));

    assertThatExceptionOfType(RollingUnsafeException.class)
        .isThrownBy(() -> rolling.roll(false))
        .satisfies(
            unsafe -> assertThat(unsafe.reasons()).containsExactly(RollingReason.SETTINGS_DIFFER));
    assertThat(rotations()).isZero();
    assertThat(ring.now()).contains(qstash.keys());

    rolling.roll(true);
    assertThat(rotations()).isEqualTo(1);
  }

  @Test
  void aLastDeliveryBySomeOtherKeyIsAReasonNotTo() {
    seen.put(KeyFingerprint.of(before.current()), NOON.minusSeconds(60));
    seen.put(KeyFingerprint.of("sig_of_before"), NOON.minusSeconds(30));

    assertThat(rolling.report().reasons()).containsExactly(RollingReason.LAST_SIGNED_OTHERWISE);
    seen.put(KeyFingerprint.of(before.current()), NOON);
    assertThat(rolling.report().reasons()).isEmpty();
  }

  @Test
  void publishedKeysAreAReasonNotTo() {
    qstash.keys(PublishedKeys.DEFAULT_USER);

    assertThat(rolling.report().reasons()).contains(RollingReason.KEYS_NOT_TAKEN);
    assertThat(ring.now()).contains(before);
  }

  @Test
  void aSilentQStashRollsNothing() {
    qstash.fails(Failure.UNAVAILABLE).always();

    assertThat(rolling.report().reasons()).containsExactly(RollingReason.QSTASH_SILENT);
    assertThat(rolling.report().trouble()).isPresent();
    assertThatExceptionOfType(EngineUnavailableException.class)
        .isThrownBy(() -> rolling.roll(true));
    assertThat(rotations()).isZero();
  }

  @Test
  void aRollWhoseAnswerIsLostIsFoundOut() {
    qstash
        .fails(Failure.BREAKS_CONNECTION_AFTER_APPLYING)
        .forPath("/v2/keys/rotate")
        .forMethod("POST");

    Rolling.Rolled rolled = rolling.roll(false);

    assertThat(rotations()).isEqualTo(1);
    assertThat(rolled.current()).isEqualTo(KeyFingerprint.of(before.next()));
    assertThat(ring.now()).contains(qstash.keys());
  }

  @Test
  void aRollThatDidNotHappenIsFoundOutToo() {
    qstash.fails(Failure.BREAKS_CONNECTION).always().forPath("/v2/keys/rotate");

    assertThatExceptionOfType(EngineUnavailableException.class)
        .isThrownBy(() -> rolling.roll(false));
    assertThat(qstash.keys()).isEqualTo(before);
    assertThat(ring.now()).contains(before);
  }

  @Test
  void withoutATokenNobodyIsAsked() {
    Rolling alone = new Rolling(ring(Optional.of(before), Optional.empty()), ACCEPTABLE, clock);

    assertThat(alone.report().reasons()).containsExactly(RollingReason.NO_QSTASH);
    assertThat(alone.report().known()).isEqualTo(before.fingerprints());
    assertThatExceptionOfType(NoQStashException.class).isThrownBy(() -> alone.roll(true));
  }
}
