package dev.carillon.watching;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Writes down when this node is up, a little ahead of each beat, so that "we were down" is evidence.
 * A process that slept, or whose database was away, begins a new time. May be
 * shared by threads.
 */
final class Pulse {
  private static final Duration AHEAD = WatchTimer.TICK.plusSeconds(5);
  private static final Duration OFTEN = Duration.ofSeconds(1);
  private static final Duration KEPT = Duration.ofDays(60);

  private final Ledger ledger;
  private final Clock clock;
  private final String node;
  private Instant from;
  private Instant until;

  Pulse(Ledger ledger, Clock clock, String node) {
    this.ledger = ledger;
    this.clock = clock;
    this.node = node;
  }

  /** Says that it is up; to be called each minute. */
  synchronized void beat() {
    Instant now = clock.instant();
    if (from == null || now.isAfter(until)) {
      ledger.forgetAlive(now.minus(KEPT));
      from = now;
    }
    ledger.alive(node, from, now.plus(AHEAD));
    until = now.plus(AHEAD);
  }

  /** Says that it still is, in the midst of work that takes long; fine as often as one likes. */
  synchronized void goOn() {
    if (from != null && clock.instant().plus(AHEAD).isAfter(until.plus(OFTEN))) {
      beat();
    }
  }

  /** Says that it goes; fine if it never came. */
  synchronized void end() {
    if (from != null && clock.instant().isBefore(until)) {
      WatchTimer.guarded(() -> ledger.alive(node, from, clock.instant()));
      from = null;
    }
  }
}
