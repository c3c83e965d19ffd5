package dev.carillon.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The rules about issuer and times.
 *
 * @param tolerance how far the clocks may be apart
 * @param longestLife how long after its issue a token may expire at most; as long have we to remember
 *     it
 */
public record SignatureRules(Duration tolerance, Duration longestLife) {
  /** Ours: 30 seconds, 24 hours. */
  public static final SignatureRules STRICT =
      new SignatureRules(Duration.ofSeconds(30), Duration.ofHours(24));

  private static final String ISSUER = "Upstash";

  /** Refuses times that are less than none. */
  public SignatureRules {
    if (tolerance.isNegative() || longestLife.isNegative()) {
      throw new IllegalArgumentException("tolerance and life are not negative");
    }
  }

  /** Returns the first rule that these claims break now, or nothing. */
  Optional<Cause> broken(Claims claims, Instant now) {
    if (!claims.issuer().equals(ISSUER)) {
      return Optional.of(Cause.ISSUER);
    }
    if (!claims.expiresAt().isAfter(now.minus(tolerance))) {
      return Optional.of(Cause.EXPIRED);
    }
    Instant latest = now.plus(tolerance);
    if (claims.notBefore().filter(latest::isBefore).isPresent()) {
      return Optional.of(Cause.NOT_YET_VALID);
    }
    if (latest.isBefore(claims.issuedAt())) {
      return Optional.of(Cause.ISSUED_IN_FUTURE);
    }
    return claims.expiresAt().isAfter(claims.issuedAt().plus(longestLife))
        ? Optional.of(Cause.LIVES_TOO_LONG)
        : Optional.empty();
  }
}
