package dev.carillon.guard;

import dev.carillon.signature.Cause;
import dev.carillon.signature.RefusedDelivery;
import dev.carillon.signature.RefusedDelivery.Sender;
import dev.carillon.signature.SignatureVerifier;
import dev.carillon.signature.SignedRequest;
import dev.carillon.signature.Verdict;
import dev.carillon.signing.KeyRing;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What every {@link SignatureFilter} of this web application judges by. Stands in the servlet context
 * under {@link #ATTRIBUTE}, so that filters which somebody else maps find it too. May be shared by
 * threads.
 */
public final class SignatureGate {
  /** The servlet context's attribute. */
  public static final String ATTRIBUTE = "dev.carillon.signature-gate";

  /** How long a request waits for keys that are read again. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  private final SignatureVerifier verifier;
  private final Optional<KeyRing> ring;
  private final RefusalLog refusals;
  private final Clock clock;
  private final BodyLimits limits;
  private final Duration patience;

  /** Judges by keys that do not change, with the usual limits. */
  public SignatureGate(SignatureVerifier verifier, Refusals refusals, Clock clock) {
    this(verifier, Optional.empty(), refusals, clock, BodyLimits.USUAL);
  }

  /**
   * Takes who judges, who keeps the refusals, and how much is read before.
   *
   * @param ring the keys that the verifier judges by, if they can be read again
   */
  public SignatureGate(
      SignatureVerifier verifier,
      Optional<KeyRing> ring,
      Refusals refusals,
      Clock clock,
      BodyLimits limits) {
    this(verifier, ring, refusals, clock, limits, PATIENCE);
  }

  /** Waits that long for keys that are read again. */
  SignatureGate(
      SignatureVerifier verifier,
      Optional<KeyRing> ring,
      Refusals refusals,
      Clock clock,
      BodyLimits limits,
      Duration patience) {
    this.verifier = verifier;
    this.ring = ring;
    this.refusals = new RefusalLog(refusals);
    this.clock = clock;
    this.limits = limits;
    this.patience = patience;
  }

  Duration patience() {
    return patience;
  }

  BodyLimits limits() {
    return limits;
  }

  /**
   * Returns in which room a request may wait for its body; keeps its refusal and returns nothing if no
   * body could help it.
   */
  Optional<WaitingRoom.Guests> room(HeldRequest held) {
    Verdict verdict = verifier.judgeHead(held.signature(), held.target(), clock.instant());
    if (verdict instanceof Verdict.Refused refused) {
      if (refused.plausible() && ring.isPresent()) {
        return Optional.of(WaitingRoom.Guests.DOUBTED);
      }
      refusals.add(held.refused(clock.instant(), refused));
      return Optional.empty();
    }
    return Optional.of(WaitingRoom.Guests.SIGNED);
  }

  /** Judges by the keys that are known now. Changes nothing. */
  Verdict judge(HeldRequest held) {
    return verifier.judge(held.signature(), held.body(), held.target(), clock.instant());
  }

  /**
   * Looks for other keys if nothing but the key speaks against a request.
   *
   * @return ends when there may be some, and it is to be judged again; empty if that is of no use
   */
  Optional<CompletionStage<KeyRing.Reading>> otherKeys(Verdict verdict) {
    return verdict instanceof Verdict.Refused refused && refused.plausible()
        ? ring.flatMap(it -> it.reread(refused.tried()))
        : Optional.empty();
  }

  /** Returns the request as one to be believed, or keeps its refusal and returns nothing. */
  Optional<SignedRequest> conclude(HeldRequest held, Verdict verdict) {
    if (verdict instanceof Verdict.Accepted accepted) {
      ring.ifPresent(it -> it.accepted(accepted));
      return Optional.of(held.signed(accepted));
    }
    refusals.add(held.refused(clock.instant(), (Verdict.Refused) verdict));
    return Optional.empty();
  }

  /** Keeps the refusal of a request that had passed here, and was found out behind. */
  public void refused(SignedRequest signed, Cause cause) {
    Sender sender = new Sender(signed.messageId(), signed.scheduleId(), Optional.empty());
    refusals.add(
        new RefusedDelivery(clock.instant(), signed.route(), sender, cause, Optional.empty()));
  }
}
