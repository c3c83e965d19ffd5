package dev.carillon.jdbc;

import dev.carillon.running.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The turn to write, which one thread has at a time, in the order in which they came: whoever writes
 * again and again keeps nobody waiting for longer than a round. An interrupt changes nothing about it.
 */
final class Turn {
  private final Lock lock = new ReentrantLock(true);
  private final Duration patience;

  Turn(Duration patience) {
    this.patience = patience;
  }

  /**
   * Waits for the turn.
   *
   * @throws StoreUnavailableException if those before do not come to an end
   */
  void take() {
    long until = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (lock.tryLock(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return;
          }
          throw new StoreUnavailableException("the database is busy: too many wait to write", null);
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
