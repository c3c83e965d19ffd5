package dev.carillon.signature;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A delivery that was not let in, with what helps to find out why. Holds no secret: no token, no key,
 * no body, and URLs are masked.
 *
 * @param at when it came
 * @param route the path below the context path as it was sent; from outside, so only ever text
 * @param messageId what it says in {@code Upstash-Message-Id}; from outside, cut to a decent length
 * @param cause the first rule that it broke
 * @param mismatch the two values that should have been the same, where the cause is of that kind
 */
public record RefusedDelivery(
    Instant at,
    String route,
    Optional<String> messageId,
    Cause cause,
    Optional<Mismatch> mismatch) {
  private static final int LONGEST = 200;

  /** Cuts what is too long to be honest. */
  public RefusedDelivery {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(mismatch, "mismatch");
    route = cut(route);
    messageId = messageId.map(RefusedDelivery::cut);
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
