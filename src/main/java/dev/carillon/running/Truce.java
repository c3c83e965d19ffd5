package dev.carillon.running;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * After the database was away, leases have expired whose holders live: nobody could renew them. From
 * its first answer on, nobody's runs are taken over for a moment. May be shared by threads.
 */
final class Truce {
  /** Longer than from one renewal to the next. */
  static final Duration LENGTH = Walkers.LEASE.dividedBy(3).multipliedBy(2);

  /** What is shorter makes no lease expire. */
  private static final Duration SHORT = Duration.ofSeconds(3);

  private final Clock clock;
  private Instant awaySince;
  private Instant end = Instant.MIN;

  Truce(Clock clock) {
    this.clock = clock;
  }

  /** Asks the database, and notices whether it is away. */
  <T> T watch(Supplier<T> question) {
    Instant begun = clock.instant();
    try {
      T answer = question.get();
      answered();
      return answer;
    } catch (StoreUnavailableException away) {
      isAway(begun);
      throw away;
    }
  }

  /** Does what asks the database, and notices whether it is away. */
  void watchOver(Runnable work) {
    watch(() -> {
      work.run();
      return true;
    });
  }

  private synchronized void isAway(Instant since) {
    awaySince = awaySince == null ? since : awaySince;
  }

  private synchronized void answered() {
    if (wasLongAway()) {
      end = clock.instant().plus(LENGTH);
    }
    awaySince = null;
  }

  private boolean wasLongAway() {
    return awaySince != null && !clock.instant().isBefore(awaySince.plus(SHORT));
  }

  /** Tells whether others are to be given time to renew what they hold. */
  synchronized boolean holds() {
    return wasLongAway() || clock.instant().isBefore(end);
  }
}
