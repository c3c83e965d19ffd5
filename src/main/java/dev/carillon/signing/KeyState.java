package dev.carillon.signing;

import dev.carillon.signature.RetiredKey;
import dev.carillon.signature.SigningKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a {@link KeyRing} holds at one moment. Immutable.
 *
 * @param keys by which deliveries are judged
 * @param origin where they come from
 * @param learntAt when they were read, if they did not come with the settings
 * @param retired keys that were dropped a short while ago
 */
record KeyState(
    Optional<SigningKeys> keys,
    KeyRing.Origin origin,
    Optional<Instant> learntAt,
    List<RetiredKey> retired) {
  static KeyState ofSettings(Optional<SigningKeys> keys) {
    KeyRing.Origin origin = keys.isPresent() ? KeyRing.Origin.SETTINGS : KeyRing.Origin.NONE;
    return new KeyState(keys, origin, Optional.empty(), List.of());
  }

  boolean holds(SigningKeys others) {
    return keys.filter(others::equals).isPresent();
  }

  /** Returns it with these keys; those that are among them no more are retired. */
  KeyState replacedBy(SigningKeys fresh, KeyRing.Origin from, Instant now) {
    List<RetiredKey> dropped = new ArrayList<>();
    keys.stream()
        .flatMap(old -> Stream.of(old.current(), old.next()))
        .filter(key -> !fresh.holds(key))
        .map(key -> new RetiredKey(key, now))
        .forEach(dropped::add);
    retired.stream()
        .filter(old -> !old.isOver(now) && !fresh.holds(old.key()))
        .forEach(dropped::add);
    return new KeyState(Optional.of(fresh), from, Optional.of(now), List.copyOf(dropped));
  }
}
