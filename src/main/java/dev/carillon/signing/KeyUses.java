package dev.carillon.signing;

import dev.carillon.signature.KeyFingerprint;
import java.time.Instant;
import java.util.Map;

/** Remembers when a key was last seen to have signed. May be shared by threads and nodes. */
public interface KeyUses {
  /** Notes that a delivery came that this key had signed; an earlier instant changes nothing. */
  void saw(KeyFingerprint key, Instant at);

  /** Returns when each key was seen last; a key that never signed is not in it. */
  Map<KeyFingerprint, Instant> lastSeen();
}
