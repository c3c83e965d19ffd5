package dev.carillon.signature;

import java.util.Objects;
import java.util.Optional;

/** What the rules say about one delivery. */
public sealed interface Verdict {
  /** Which of the two keys made a signature. */
  enum Key {
    /** The one that QStash signs with, as far as we know. */
    CURRENT,
    /** The one after it: the keys were rotated, and our settings should follow. */
    NEXT
  }

  /**
   * Signed by QStash, for us, with this body, and still good.
   *
   * @param claims what was signed
   * @param token names the token, so that it can be told when it comes again
   * @param key which key made it
   */
  record Accepted(Claims claims, TokenHash token, Key key) implements Verdict {}

  /**
   * Not to be believed.
   *
   * @param cause the first rule that was broken
   * @param mismatch the two values that should have been the same, where the cause is of that kind
   */
  record Refused(Cause cause, Optional<Mismatch> mismatch) implements Verdict {
    /** Refuses a refusal without a cause. */
    public Refused {
      Objects.requireNonNull(cause, "cause");
    }

    static Refused because(Cause cause) {
      return new Refused(cause, Optional.empty());
    }

    static Refused because(Cause cause, String signed, String seen) {
      return new Refused(cause, Optional.of(new Mismatch(signed, seen)));
    }
  }
}
