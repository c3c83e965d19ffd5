package dev.carillon.signature;

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

  /** Leaves the keys out. */
  @Override
  public String toString() {
    return "SigningKeys[***]";
  }
}
