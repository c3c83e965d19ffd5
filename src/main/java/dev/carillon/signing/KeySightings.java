package dev.carillon.signing;

import dev.carillon.running.StoreUnavailableException;
import dev.carillon.signature.KeyFingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When which key was last seen to have signed, on all nodes; each writes down its own once a minute
 * at most. May be shared by threads.
 */
public final class KeySightings {
  private static final Logger LOG = LoggerFactory.getLogger(KeySightings.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Map<KeyFingerprint, Seen> here = new ConcurrentHashMap<>();
  private final KeyUses uses;
  private final Hands hands;

  /**
   * @param at when it was seen last here
   * @param savedAt the last instant that was handed to the store
   */
  private record Seen(Instant at, Instant savedAt) {
    boolean isDue() {
      return !at.isBefore(savedAt.plus(PAUSE));
    }
  }

  KeySightings(KeyUses uses, Hands hands) {
    this.uses = uses;
    this.hands = hands;
  }

  /** Notes that a key signed a delivery. Never blocks. */
  void saw(KeyFingerprint key, Instant now) {
    Seen seen = here.merge(
        key,
        new Seen(now, Instant.EPOCH),
        (before, fresh) -> new Seen(now.isAfter(before.at) ? now : before.at, before.savedAt));
    if (seen.isDue() && here.replace(key, seen, new Seen(seen.at, seen.at))) {
      hands.take(() -> save(key, seen.at));
    }
  }

  private void save(KeyFingerprint key, Instant at) {
    try {
      uses.saw(key, at);
    } catch (StoreUnavailableException away) {
      LOG.debug("a key's last sighting was not saved: {}", away.getMessage());
    }
  }

  /**
   * Returns when each key was seen last, here or on another node.
   *
   * @throws StoreUnavailableException if the database does not answer
   */
  public Map<KeyFingerprint, Instant> last() {
    Map<KeyFingerprint, Instant> all = new HashMap<>(uses.lastSeen());
    here.forEach(
        (key, seen) -> all.merge(key, seen.at, (one, other) -> one.isAfter(other) ? one : other));
    return all;
  }
}
