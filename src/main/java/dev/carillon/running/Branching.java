package dev.carillon.running;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of branches, of which there are so many and no more. May be shared by threads. */
final class Branching {
  private static final int AT_ONCE = 256;
  /** No fork keeps all others from having threads, however many branches it has. */
  static final int OF_ONE_FORK = 32;

  private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
      0,
      AT_ONCE,
      10,
      TimeUnit.SECONDS,
      new SynchronousQueue<>(),
      WalkerThreads.walkers("carillon-branch"));

  /** Has work done in a thread of its own; returns false if there is none for it now. */
  boolean offer(Runnable work) {
    try {
      threads.execute(work);
      return true;
    } catch (RejectedExecutionException full) {
      return false;
    }
  }

  /** Takes no work into threads any more, and waits a little for those at work. */
  void stop() {
    threads.shutdown();
    try {
      threads.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
