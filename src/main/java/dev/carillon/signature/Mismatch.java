package dev.carillon.signature;

import java.util.Objects;

/**
 * Two values that should have been the same: URLs for {@link Cause#URL}, body hashes for {@link
 * Cause#BODY}. Secrets in URLs are masked.
 *
 * @param signed what the token says
 * @param seen what came
 */
public record Mismatch(String signed, String seen) {
  /** Refuses half of it. */
  public Mismatch {
    Objects.requireNonNull(signed, "signed");
    Objects.requireNonNull(seen, "seen");
  }
}
