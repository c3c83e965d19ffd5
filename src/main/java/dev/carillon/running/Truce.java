package dev.carillon.running;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * After the database was away, leases have expired whose holders live: nobody could renew them. For a
 * moment after its last failure nobody's runs are taken over. May be shared by threads.
 */
final class Truce {
  /** Longer than from one renewal to the next. */
  static final Duration LENGTH = Walkers.LEASE.dividedBy(3).multipliedBy(2);

  private final Clock clock;
  private volatile Instant end = Instant.MIN;

  Truce(Clock clock) {
    this.clock = clock;
  }

  /** Asks the database, and notices if it is away. */
  <T> T watch(Supplier<T> question) {
    try {
      return question.get();
    } catch (StoreUnavailableException away) {
      end = clock.instant().plus(LENGTH);
      throw away;
    }
  }

  /** Tells whether others are to be given time to renew what they hold. */
  boolean holds() {
    return clock.instant().isBefore(end);
  }
}
