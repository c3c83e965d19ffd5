package dev.carillon.signing;

import dev.carillon.signature.KeyFingerprint;
import dev.carillon.signature.RetiredKey;
import dev.carillon.signature.SigningKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Tells how the signing keys stand, and rolls them. May be shared by threads: one rolls at a time, so
 * that two who click at once do not drop two keys.
 */
public final class Rolling {
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final KeyRing ring;
  private final Predicate<SigningKeys> acceptable;
  private final Clock clock;

  /**
   * Takes what it tells about.
   *
   * @param acceptable refuses keys that nobody may sign with, as the ring does
   */
  public Rolling(KeyRing ring, Predicate<SigningKeys> acceptable, Clock clock) {
    this.ring = ring;
    this.acceptable = acceptable;
    this.clock = clock;
  }

  /**
   * What a roll did; names keys by their fingerprints.
   *
   * @param at when
   * @param dropped signs no more
   * @param current signs now
   * @param next will sign after the next roll
   */
  public record Rolled(
      Instant at, KeyFingerprint dropped, KeyFingerprint current, KeyFingerprint next) {}

  /**
   * Asks QStash, for some seconds at most, and tells how things stand.
   *
   * @throws dev.carillon.running.StoreUnavailableException if the database does not answer
   */
  public KeyReport report() {
    Optional<KeyRing.Reading> reading = ring.canAsk() ? ask() : Optional.empty();
    Optional<SigningKeys> told = reading.flatMap(KeyRing.Reading::keys);
    Map<KeyFingerprint, Instant> seen = ring.sightings().last();
    KeyState state = ring.state();
    KeyReport facts = new KeyReport(
        state.origin(),
        state.learntAt(),
        fingerprints(state.keys()),
        retired(state),
        fingerprints(ring.settings()),
        fingerprints(told),
        reading.map(KeyRing.Reading::at),
        reading.flatMap(KeyRing.Reading::trouble),
        seen,
        List.of());
    return with(facts, reasons(facts, told));
  }

  private Optional<KeyRing.Reading> ask() {
    try {
      return Optional.of(
          ring.check().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException silent) {
      return Optional.empty();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private List<RollingReason> reasons(KeyReport facts, Optional<SigningKeys> told) {
    if (!ring.canAsk()) {
      return List.of(RollingReason.NO_QSTASH);
    }
    if (told.isEmpty()) {
      return List.of(RollingReason.QSTASH_SILENT);
    }
    List<RollingReason> reasons = new ArrayList<>();
    if (!acceptable.test(told.get())) {
      reasons.add(RollingReason.KEYS_NOT_TAKEN);
    }
    if (!facts.settingsAreRight()) {
      reasons.add(RollingReason.SETTINGS_DIFFER);
    }
    KeyFingerprint current = facts.qstash().get(0);
    if (facts.lastSignedBy().filter(last -> !last.equals(current)).isPresent()) {
      reasons.add(RollingReason.LAST_SIGNED_OTHERWISE);
    }
    return reasons;
  }

  /**
   * Rolls the keys at QStash once. What it signs from then on is believed here at once, and what is
   * under way still is.
   *
   * @param evenIfUnsafe whether to roll though there are reasons against it
   * @throws NoQStashException if there is nobody to ask
   * @throws RollingUnsafeException if there are reasons against it
   * @throws dev.carillon.scheduling.EngineRefusedException if QStash will not; nothing was dropped
   * @throws dev.carillon.scheduling.EngineUnavailableException if it is not known what QStash did, or
   *     it cannot be asked; {@link #report()} tells later
   */
  public synchronized Rolled roll(boolean evenIfUnsafe) {
    SigningKeys before = ring.readNow();
    List<RollingReason> reasons = report().reasons();
    if (!reasons.isEmpty() && !evenIfUnsafe) {
      throw new RollingUnsafeException(reasons);
    }
    List<KeyFingerprint> after = ring.roll(before).fingerprints();
    return new Rolled(
        clock.instant(), KeyFingerprint.of(before.current()), after.get(0), after.get(1));
  }

  private static List<KeyFingerprint> fingerprints(Optional<SigningKeys> keys) {
    return keys.map(SigningKeys::fingerprints).orElse(List.of());
  }

  private Map<KeyFingerprint, Instant> retired(KeyState state) {
    return state.retired().stream()
        .filter(it -> !it.isOver(clock.instant()))
        .collect(Collectors.toMap(
            it -> KeyFingerprint.of(it.key()),
            it -> it.since().plus(RetiredKey.GRACE),
            (one, other) -> other));
  }

  private static KeyReport with(KeyReport facts, List<RollingReason> reasons) {
    return new KeyReport(
        facts.origin(),
        facts.learntAt(),
        facts.known(),
        facts.retired(),
        facts.settings(),
        facts.qstash(),
        facts.askedAt(),
        facts.trouble(),
        facts.lastSeen(),
        reasons);
  }
}
