package dev.carillon.signing;

import java.time.Duration;
import java.time.Instant;

/** Lets something be done once in a while. Guarded by whoever holds it. */
final class Limiter {
  private final Duration pause;
  private Instant last = Instant.MIN;

  Limiter(Duration pause) {
    this.pause = pause;
  }

  /** Tells whether it may be done now, and counts it if so. A clock set back forbids nothing. */
  boolean pass(Instant now) {
    boolean free = now.isBefore(last) || !now.isBefore(last.plus(pause));
    if (free) {
      last = now;
    }
    return free;
  }

  /** Takes the last time back. */
  void forget() {
    last = Instant.MIN;
  }
}
