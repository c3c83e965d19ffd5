package dev.carillon.guard;

import java.time.Duration;

/**
 * How much we read from somebody we do not know yet.
 *
 * @param bytes a body may have so many, and not one more
 * @param deadline from the first byte of the request's body to the last
 */
public record BodyLimits(int bytes, Duration deadline) {
  /** One MiB, which is QStash's own limit on its free plan, in ten seconds. */
  public static final BodyLimits USUAL = new BodyLimits(1 << 20, Duration.ofSeconds(10));

  /** Refuses limits that would let nobody in, or everybody. */
  public BodyLimits {
    if (bytes < 1 || deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("a body needs room and time");
    }
  }
}
