package dev.carillon.running;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads of branches. When all are taken, whoever asks does the work itself, so forks within
 * forks always get on. May be shared by threads.
 */
final class Branching implements Executor {
  private static final int AT_ONCE = 64;

  private final AtomicLong number = new AtomicLong();
  private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
      0,
      AT_ONCE,
      10,
      TimeUnit.SECONDS,
      new SynchronousQueue<>(),
      work -> {
        Thread thread = new Thread(work, "carillon-branch-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
      },
      (work, full) -> work.run());

  @Override
  public void execute(Runnable work) {
    threads.execute(work);
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
