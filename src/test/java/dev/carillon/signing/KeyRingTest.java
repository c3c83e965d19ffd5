package dev.carillon.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.carillon.scheduling.EngineUnavailableException;
import dev.carillon.signature.Claims;
import dev.carillon.signature.KeyFingerprint;
import dev.carillon.signature.PublishedKeys;
import dev.carillon.signature.RetiredKey;
import dev.carillon.signature.SigningKeys;
import dev.carillon.signature.TokenHash;
import dev.carillon.signature.Verdict;
import dev.carillon.signature.Verdict.Key;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KeyRingTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final SigningKeys AB = new SigningKeys("sig_a", "sig_b");
  private static final SigningKeys BC = new SigningKeys("sig_b", "sig_c");
  private static final SigningKeys CD = new SigningKeys("sig_c", "sig_d");

  private final MovingClock clock = new MovingClock(NOON);
  private final Source source = new Source();
  private final Uses uses = new Uses();
  private final KeyRing ring = ring(Optional.of(AB));

  private KeyRing ring(Optional<SigningKeys> settings) {
    return new KeyRing(
        settings, Optional.of(source), keys -> !PublishedKeys.isPublished(keys), uses, clock);
  }

  @AfterEach
  void stop() {
    source.open();
    ring.stop();
  }

  /** QStash's keys, which can be held back. */
  private static final class Source implements KeySource {
    private final AtomicInteger asked = new AtomicInteger();
    private volatile SigningKeys keys = AB;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Optional<RuntimeException> trouble = Optional.empty();

    void shut() {
      gate = new CountDownLatch(1);
    }

    void open() {
      gate.countDown();
    }

    @Override
    public SigningKeys read() {
      asked.incrementAndGet();
      try {
        gate.await();
      } catch (InterruptedException hurried) {
        throw new IllegalStateException(hurried);
      }
      trouble.ifPresent(it -> {
        throw it;
      });
      return keys;
    }

    @Override
    public SigningKeys roll() {
      keys = new SigningKeys(keys.next(), keys.next() + "+");
      return read();
    }
  }

  private static final class Uses implements KeyUses {
    private final Map<KeyFingerprint, Instant> seen = new ConcurrentHashMap<>();
    private final AtomicInteger written = new AtomicInteger();

    @Override
    public void saw(KeyFingerprint key, Instant at) {
      written.incrementAndGet();
      seen.merge(key, at, (one, other) -> one.isAfter(other) ? one : other);
    }

    @Override
    public Map<KeyFingerprint, Instant> lastSeen() {
      return new HashMap<>(seen);
    }
  }

  private static KeyRing.Reading ended(Optional<CompletionStage<KeyRing.Reading>> reading) {
    return reading.orElseThrow().toCompletableFuture().join();
  }

  private Optional<CompletionStage<KeyRing.Reading>> reread() {
    return ring.reread(ring.now().orElseThrow().fingerprints());
  }

  private Verdict.Accepted delivery(Key key, String secret) {
    Claims claims = new Claims(
        "Upstash",
        "https://x.example",
        NOON.plusSeconds(300),
        NOON,
        Optional.empty(),
        Optional.empty(),
        "");
    return new Verdict.Accepted(
        claims, new TokenHash("0".repeat(64)), key, KeyFingerprint.of(secret));
  }

  @Test
  void itBeginsWithTheKeysOfTheSettingsAndAsksNobody() {
    assertThat(ring.now()).contains(AB);
    assertThat(source.asked).hasValue(0);
  }

  @Test
  void afterTwoRotationsTheNewKeysAreTakenAndTheOldOnesLiveAShortWhile() {
    source.keys = CD;

    KeyRing.Reading reading = ended(reread());

    assertThat(reading.changed()).isTrue();
    assertThat(ring.now()).contains(CD);
    assertThat(ring.retired()).extracting(RetiredKey::key).containsExactly("sig_a", "sig_b");
    assertThat(ring.retired().get(0).isOver(NOON.plus(RetiredKey.GRACE).minusMillis(1)))
        .isFalse();
    assertThat(ring.retired().get(0).isOver(NOON.plus(RetiredKey.GRACE))).isTrue();
  }

  @Test
  void strangersMakeUsAskOnceAMinute() {
    ended(reread());
    assertThat(reread()).isEmpty();
    clock.moveBy(Duration.ofSeconds(59));
    assertThat(reread()).isEmpty();
    clock.moveBy(Duration.ofSeconds(1));

    ended(reread());

    assertThat(source.asked).hasValue(2);
  }

  @Test
  void whoFindsOtherKeysMayAskAgainAtOnce() {
    source.keys = CD;
    ended(reread());
    source.keys = new SigningKeys("sig_e", "sig_f");

    assertThat(ended(reread()).changed()).isTrue();
    assertThat(ended(reread()).changed()).isFalse();
    assertThat(reread()).isEmpty();
  }

  @Test
  void whoWasJudgedBeforeTheKeysWereReadIsJudgedAgainAndAsksNobody() {
    source.keys = CD;
    ended(reread());

    KeyRing.Reading late = ended(ring.reread(AB.fingerprints()));
    ring.accepted(delivery(Key.NEXT, "sig_b"));

    assertThat(late.changed()).isTrue();
    assertThat(source.asked).hasValue(1);
  }

  @Test
  void aClockThatIsSetBackForbidsNothing() {
    ended(reread());
    clock.moveBy(Duration.ofDays(-1));

    assertThat(reread()).isPresent();
  }

  @Test
  void allWhoWantToKnowAtOnceShareOneQuestion() throws Exception {
    source.shut();
    source.keys = CD;

    var readings = Together.call(20, this::reread);
    source.open();

    assertThat(readings)
        .allSatisfy(reading -> assertThat(ended(reading).changed()).isTrue());
    assertThat(source.asked).hasValue(1);
  }

  @Test
  void whatQStashDoesNotTellChangesNothing() {
    source.trouble = Optional.of(new EngineUnavailableException("QStash is silent", null));

    KeyRing.Reading reading = ended(reread());

    assertThat(reading.keys()).isEmpty();
    assertThat(reading.trouble()).isPresent();
    assertThat(ring.now()).contains(AB);
    assertThat(reread()).isEmpty();
  }

  @Test
  void publishedKeysAreNotTakenWhoeverTellsThem() {
    source.keys = PublishedKeys.DEFAULT_USER;

    assertThat(ended(reread()).changed()).isFalse();
    assertThat(ring.now()).contains(AB);
    assertThat(ring.retired()).isEmpty();
  }

  @Test
  void withoutKeysInTheSettingsNobodyIsAsked() {
    KeyRing bare = ring(Optional.empty());

    assertThat(bare.reread(AB.fingerprints())).isEmpty();
    assertThat(bare.now()).isEmpty();
    assertThat(source.asked).hasValue(0);
  }

  @Test
  void aDeliveryBySignOfTheNextKeyTellsOfARotation() {
    source.keys = BC;

    ring.accepted(delivery(Key.NEXT, "sig_b"));

    Awaitility.await().untilAsserted(() -> assertThat(ring.now()).contains(BC));
    assertThat(ring.retired()).extracting(RetiredKey::key).containsExactly("sig_a");
  }

  @Test
  void deliveriesOfTheCurrentKeyAskNobody() {
    ring.accepted(delivery(Key.CURRENT, "sig_a"));
    ring.accepted(delivery(Key.RETIRED, "sig_z"));

    assertThat(source.asked).hasValue(0);
  }

  @Test
  void whichKeySignedIsWrittenDownOnceAMinute() {
    for (int second = 0; second <= 90; second++) {
      ring.accepted(delivery(Key.CURRENT, "sig_a"));
      clock.moveBy(Duration.ofSeconds(1));
    }
    ring.stop();

    assertThat(uses.written).hasValue(2);
    assertThat(uses.lastSeen()).isEqualTo(Map.of(KeyFingerprint.of("sig_a"), NOON.plusSeconds(60)));
    assertThat(ring.sightings().last())
        .isEqualTo(Map.of(KeyFingerprint.of("sig_a"), NOON.plusSeconds(90)));
  }

  @Test
  void anAnswerThatARollOvertookIsNotTaken() {
    source.shut();
    Optional<CompletionStage<KeyRing.Reading>> slow = reread();
    Awaitility.await().until(() -> source.asked.get() == 1);
    source.keys = BC;
    CountDownLatch held = source.gate;
    source.gate = new CountDownLatch(0);

    ring.roll(BC); // to sig_c and sig_c+, while the first question is still unanswered
    source.keys = AB; // what it will be told is older than the roll
    held.countDown();

    assertThat(ended(slow).changed()).isFalse();
    assertThat(ring.now().orElseThrow().current()).isEqualTo("sig_c");
  }

  @Test
  void aRollOfWhichNobodyKnowsIsLookedAfter() {
    KeySource deaf = new KeySource() {
      @Override
      public SigningKeys read() {
        return BC;
      }

      @Override
      public SigningKeys roll() {
        throw new EngineUnavailableException("no answer came", null);
      }
    };
    KeyRing other = new KeyRing(Optional.of(AB), Optional.of(deaf), keys -> true, uses, clock);

    assertThat(other.roll(AB)).isEqualTo(BC);
    assertThatExceptionOfType(EngineUnavailableException.class).isThrownBy(() -> other.roll(BC));
    assertThat(other.now()).contains(BC);
    other.stop();
  }

  @Test
  void nothingThatItSaysHoldsAKey() {
    source.keys = CD;
    KeyRing.Reading reading = ended(reread());

    assertThat(
            List.of(reading.toString(), ring.state().toString(), ring.retired().toString()))
        .allSatisfy(text -> assertThat(text).doesNotContain("sig_"));
  }

  @Test
  void afterItStoppedNobodyWaits() {
    ring.stop();

    assertThat(ended(reread()).trouble()).isPresent();
    ring.stop();
  }
}
