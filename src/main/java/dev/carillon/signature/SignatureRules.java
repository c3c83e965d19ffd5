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

  /** Returns the refusal for the first rule that these claims break now, or nothing. */
  Optional<Verdict.Refused> broken(Claims claims, Instant now) {
    if (!claims.issuer().equals(ISSUER)) {
      return refused(Cause.ISSUER, claims.issuer(), ISSUER);
    }
    if (!claims.expiresAt().isAfter(now.minus(tolerance))) {
      return refused(Cause.EXPIRED, claims.expiresAt(), now);
    }
    Instant latest = now.plus(tolerance);
    Optional<Instant> tooLate = claims.notBefore().filter(latest::isBefore);
    if (tooLate.isPresent()) {
      return refused(Cause.NOT_YET_VALID, tooLate.get(), now);
    }
    if (latest.isBefore(claims.issuedAt())) {
      return refused(Cause.ISSUED_IN_FUTURE, claims.issuedAt(), now);
    }
    Instant longest = claims.issuedAt().plus(longestLife);
    return claims.expiresAt().isAfter(longest)
        ? refused(Cause.LIVES_TOO_LONG, claims.expiresAt(), longest)
        : Optional.empty();
  }

  private static Optional<Verdict.Refused> refused(Cause cause, Object signed, Object seen) {
    return Optional.of(Verdict.Refused.because(cause, signed.toString(), seen.toString()));
  }
}
