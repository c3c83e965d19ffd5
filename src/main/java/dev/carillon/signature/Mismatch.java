package dev.carillon.signature;

import java.util.Objects;

/**
 * Two values that do not go together: URLs for {@link Cause#URL}, body hashes for {@link Cause#BODY},
 * an instant of the token and our own for causes of time. Secrets in URLs are masked.
 *
 * @param signed what the token says
 * @param seen what came, what our clock shows, or what would have been right
 */
public record Mismatch(String signed, String seen) {
  /** Refuses half of it. */
  public Mismatch {
    Objects.requireNonNull(signed, "signed");
    Objects.requireNonNull(seen, "seen");
  }
}
