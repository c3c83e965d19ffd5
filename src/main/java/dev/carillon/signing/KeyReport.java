package dev.carillon.signing;

import dev.carillon.signature.KeyFingerprint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the signing keys stand; names them by their fingerprints and holds none.
 *
 * @param origin where those come from by which deliveries are judged
 * @param learntAt when those were read, if they did not come with the settings
 * @param known by which deliveries are judged: the current one and the next one, or none
 * @param retired dropped a short while ago, with the instants until which each is good
 * @param settings of the settings: the current one and the next one, or none
 * @param qstash as QStash has them: the current one and the next one; empty if it did not tell
 * @param askedAt when QStash was asked; empty if it was not
 * @param trouble why QStash did not tell
 * @param lastSeen when which key was seen to have signed, on all nodes
 * @param reasons why not to roll now; none if it is safe
 */
public record KeyReport(
    KeyRing.Origin origin,
    Optional<Instant> learntAt,
    List<KeyFingerprint> known,
    Map<KeyFingerprint, Instant> retired,
    List<KeyFingerprint> settings,
    List<KeyFingerprint> qstash,
    Optional<Instant> askedAt,
    Optional<RuntimeException> trouble,
    Map<KeyFingerprint, Instant> lastSeen,
    List<RollingReason> reasons) {
  /** Copies what it holds. */
  public KeyReport {
    known = List.copyOf(known);
    retired = Map.copyOf(retired);
    settings = List.copyOf(settings);
    qstash = List.copyOf(qstash);
    lastSeen = Map.copyOf(lastSeen);
    reasons = List.copyOf(reasons);
  }

  /** Returns the key that signed last, if one did. */
  public Optional<KeyFingerprint> lastSignedBy() {
    return lastSeen.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  /** Tells whether QStash told the very keys that are set. */
  public boolean settingsAreRight() {
    return !qstash.isEmpty() && qstash.equals(settings);
  }
}
