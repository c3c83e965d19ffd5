package dev.carillon.running;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Writes again while the database is away: what was done outside must not be forgotten because the
 * database blinked. Safe, for each write checks the fence, and what is done stays as it is. It gives up when
 * the walker is to stop, or the lease is lost.
 */
final class Patience {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int TRIES = 240;

  private final BooleanSupplier stopping;

  Patience(BooleanSupplier stopping) {
    this.stopping = stopping;
  }

  void run(Runnable write) {
    get(() -> {
      write.run();
      return true;
    });
  }

  <T> T get(Supplier<T> write) {
    for (int tried = 1; ; tried++) {
      try {
        return write.get();
      } catch (StoreUnavailableException away) {
        if (tried == TRIES || stopping.getAsBoolean()) {
          throw away;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
