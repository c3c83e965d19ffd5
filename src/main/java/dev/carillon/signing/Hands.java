package dev.carillon.signing;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does what must not hold up a request: a few threads, which end when there is nothing to do, and a
 * bounded queue. May be shared by threads.
 */
final class Hands {
  private static final int MOST_WAITING = 500;

  private final ThreadPoolExecutor threads;

  Hands(String name, int count) {
    threads = new ThreadPoolExecutor(
        count, count, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
    threads.allowCoreThreadTimeOut(true);
  }

  /** Takes work, which must not throw; returns false if there is too much of it, or no more. */
  boolean take(Runnable work) {
    try {
      threads.execute(work);
      return true;
    } catch (RejectedExecutionException full) {
      return false;
    }
  }

  /** Finishes what was taken, within a few seconds, and takes no more. May come twice. */
  void stop() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
