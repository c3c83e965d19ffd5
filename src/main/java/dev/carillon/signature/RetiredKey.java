package dev.carillon.signature;

import java.time.Duration;
import java.time.Instant;

/**
 * A key that QStash does not sign with any more. What it signed before may still be under way: a
 * token that was issued before we learned of the rotation is good for as long as QStash lets one
 * live.
 *
 * @param key secret, with its {@code sig_}
 * @param since when we learned that it was dropped
 */
public record RetiredKey(String key, Instant since) {
  /** How long QStash's tokens live, and half a minute for the clocks. */
  public static final Duration GRACE = Duration.ofSeconds(330);

  /** Tells whether anything that it signed can still be under way. */
  public boolean isOver(Instant now) {
    return !now.isBefore(since.plus(GRACE));
  }

  /** Tells whether a token that it signed is good now. */
  boolean isGoodFor(Claims claims, Instant now) {
    return !isOver(now)
        && !claims.issuedAt().isAfter(since.plus(SignatureRules.STRICT.tolerance()));
  }

  /** Leaves the key out. */
  @Override
  public String toString() {
    return "RetiredKey[***, since " + since + "]";
  }
}
