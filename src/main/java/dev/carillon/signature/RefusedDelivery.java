package dev.carillon.signature;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A delivery that was not let in, with what helps to find out why. Holds no secret: no token, no key,
 * no body, and URLs are masked.
 *
 * @param at when it came
 * @param route the path below the context path as it was sent; from outside, so only ever text
 * @param sender what it says of itself
 * @param cause the first rule that it broke
 * @param mismatch the two values that do not go together, where the cause is of that kind
 * @param tried the keys by which its signature was judged; none if it did not come to that
 */
public record RefusedDelivery(
    Instant at,
    String route,
    Sender sender,
    Cause cause,
    Optional<Mismatch> mismatch,
    List<KeyFingerprint> tried) {
  private static final int LONGEST = 200;
  private static final int LONGEST_VALUE = 1000;

  /** Cuts what is too long to be honest. */
  public RefusedDelivery {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(sender, "sender");
    Objects.requireNonNull(cause, "cause");
    route = cut(route, LONGEST);
    mismatch = mismatch.map(
        it -> new Mismatch(cut(it.signed(), LONGEST_VALUE), cut(it.seen(), LONGEST_VALUE)));
    tried = List.copyOf(tried);
  }

  /** Takes a refusal that came before any key was tried. */
  public RefusedDelivery(
      Instant at, String route, Sender sender, Cause cause, Optional<Mismatch> mismatch) {
    this(at, route, sender, cause, mismatch, List.of());
  }

  /**
   * What a request says of itself in plain headers, which nobody signed.
   *
   * @param messageId {@code Upstash-Message-Id}
   * @param scheduleId {@code Upstash-Schedule-Id}
   * @param region {@code Upstash-Region}
   */
  public record Sender(
      Optional<String> messageId, Optional<String> scheduleId, Optional<String> region) {
    /** Somebody who says nothing. */
    public static final Sender SILENT =
        new Sender(Optional.empty(), Optional.empty(), Optional.empty());

    /** Cuts what is too long to be honest. */
    public Sender {
      messageId = messageId.map(it -> cut(it, LONGEST));
      scheduleId = scheduleId.map(it -> cut(it, LONGEST));
      region = region.map(it -> cut(it, 50));
    }

    /** Returns somebody who says only which message it is. */
    public static Sender of(String messageId) {
      return new Sender(Optional.of(messageId), Optional.empty(), Optional.empty());
    }
  }

  /** Returns the message that it says it is. */
  public Optional<String> messageId() {
    return sender.messageId();
  }

  private static String cut(String text, int longest) {
    return text.length() > longest ? text.substring(0, longest) + "…" : text;
  }
}
