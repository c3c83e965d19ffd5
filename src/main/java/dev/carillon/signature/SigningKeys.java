package dev.carillon.signature;

import java.util.List;

/**
 * The two keys that an account signs with. QStash signs with the current one; a rotation drops it and
 * puts the next one in its place, so a receiver that knows both survives one rotation.
 *
 * @param current secret, with its {@code sig_}
 * @param next secret, with its {@code sig_}
 */
public record SigningKeys(String current, String next) {
  /** Refuses a key that is blank: with that anybody could sign. */
  public SigningKeys {
    if (current.isBlank() || next.isBlank()) {
      throw new IllegalArgumentException("a signing key is blank");
    }
  }

  /** Returns the fingerprints of both, the current one first. */
  public List<KeyFingerprint> fingerprints() {
    return List.of(KeyFingerprint.of(current), KeyFingerprint.of(next));
  }

  /** Tells whether it is one of the two. */
  public boolean holds(String key) {
    return current.equals(key) || next.equals(key);
  }

  /** Leaves the keys out. */
  @Override
  public String toString() {
    return "SigningKeys[***]";
  }
}
