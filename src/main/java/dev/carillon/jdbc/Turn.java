package dev.carillon.jdbc;

import dev.carillon.running.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The turn to write, which one thread has at a time, in the order in which they came: whoever writes
 * again and again keeps nobody waiting for longer than a round. An interrupt changes nothing about it.
 */
final class Turn {
  private static final long STOOD_STILL = TimeUnit.SECONDS.toNanos(1);

  private final Lock lock = new ReentrantLock(true);
  private final Duration patience;
  private final LongSupplier nanos;

  Turn(Duration patience) {
    this(patience, System::nanoTime);
  }

  Turn(Duration patience, LongSupplier nanos) {
    this.patience = patience;
    this.nanos = nanos;
  }

  /**
   * Waits for the turn. While this process stood still nobody had one: then all wait anew.
   *
   * @throws StoreUnavailableException if those before do not come to an end
   */
  void take() {
    long until = nanos.getAsLong() + patience.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (lock.tryLock(until - nanos.getAsLong(), TimeUnit.NANOSECONDS)) {
            return;
          }
          long now = nanos.getAsLong();
          if (now - until < STOOD_STILL) {
            throw new StoreUnavailableException(
                "the database is busy: too many wait to write", null);
          }
          until = now + patience.toNanos();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Lets the next one. */
  void give() {
    lock.unlock();
  }
}
