package dev.carillon.signature;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the rules say about one delivery. */
public sealed interface Verdict {
  /** Which of the two keys made a signature. */
  enum Key {
    /** The one that QStash signs with, as far as we know. */
    CURRENT,
    /** The one after it: the keys were rotated, and our settings should follow. */
    NEXT,
    /** One that a rotation dropped a moment ago: it was signed before. */
    RETIRED
  }

  /**
   * Signed by QStash, for us, with this body, and still good.
   *
   * @param claims what was signed
   * @param token names the token, so that it can be told when it comes again
   * @param key which key made it
   * @param fingerprint names that key
   */
  record Accepted(Claims claims, TokenHash token, Key key, KeyFingerprint fingerprint)
      implements Verdict {}

  /**
   * Not to be believed.
   *
   * @param cause the first rule that was broken
   * @param mismatch the two values that do not go together, where the cause is of that kind
   * @param tried the keys by which its signature was judged; none if it did not come to that
   * @param plausible whether nothing but the key is wrong: issuer, times, URL and body are as QStash
   *     would have signed them, so the keys may have been rotated
   */
  record Refused(
      Cause cause, Optional<Mismatch> mismatch, List<KeyFingerprint> tried, boolean plausible)
      implements Verdict {
    /** Refuses a refusal without a cause. */
    public Refused {
      Objects.requireNonNull(cause, "cause");
      Objects.requireNonNull(mismatch, "mismatch");
      tried = List.copyOf(tried);
    }

    static Refused because(Cause cause) {
      return new Refused(cause, Optional.empty(), List.of(), false);
    }

    static Refused because(Cause cause, String signed, String seen) {
      return new Refused(cause, Optional.of(new Mismatch(signed, seen)), List.of(), false);
    }

    static Refused noKeyFits(List<KeyFingerprint> tried, boolean plausible) {
      return new Refused(Cause.SIGNATURE, Optional.empty(), tried, plausible);
    }

    Refused tried(KeyFingerprint fitting) {
      return new Refused(cause, mismatch, List.of(fitting), false);
    }
  }
}
