package dev.carillon.guard;

import dev.carillon.signature.SignatureVerifier;
import dev.carillon.signature.SignedRequest;
import dev.carillon.signature.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * What every {@link SignatureFilter} of this web application judges by. Stands in the servlet context
 * under {@link #ATTRIBUTE}, so that filters which somebody else maps find it too. May be shared by
 * threads.
 */
public final class SignatureGate {
  /** The servlet context's attribute. */
  public static final String ATTRIBUTE = "dev.carillon.signature-gate";

  private final SignatureVerifier verifier;
  private final RefusalLog refusals;
  private final Clock clock;
  private final BodyLimits limits;

  /** Judges with the usual limits. */
  public SignatureGate(SignatureVerifier verifier, Refusals refusals, Clock clock) {
    this(verifier, refusals, clock, BodyLimits.USUAL);
  }

  /** Takes who judges, who keeps the refusals, and how much is read before. */
  public SignatureGate(
      SignatureVerifier verifier, Refusals refusals, Clock clock, BodyLimits limits) {
    this.verifier = verifier;
    this.refusals = new RefusalLog(refusals);
    this.clock = clock;
    this.limits = limits;
  }

  BodyLimits limits() {
    return limits;
  }

  /** Returns the request as one to be believed, or keeps its refusal and returns nothing. */
  Optional<SignedRequest> judge(HeldRequest held) {
    Instant now = clock.instant();
    Verdict verdict = verifier.judge(held.signature(), held.body(), held.target(), now);
    if (verdict instanceof Verdict.Accepted accepted) {
      return Optional.of(held.signed(accepted));
    }
    Verdict.Refused refused = (Verdict.Refused) verdict;
    refusals.add(held.refused(now, refused));
    return Optional.empty();
  }
}
