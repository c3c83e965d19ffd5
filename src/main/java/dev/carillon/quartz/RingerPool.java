package dev.carillon.quartz;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.quartz.spi.ThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The few threads that ring. Unlike Quartz's own pool it takes a batch of jobs at a time, so that
 * many schedules of one minute do not cost a transaction each, and it interrupts nobody: an
 * interrupted thread closes an H2 database for all.
 */
final class RingerPool implements ThreadPool {
  /** So many jobs may be taken and not done yet, and half of them at a time. */
  private static final int ROOM = 100;

  static final int BATCH = ROOM / 2;

  private static final int THREADS = 3;
  private static final Logger LOG = LoggerFactory.getLogger(RingerPool.class);

  private final AtomicInteger made = new AtomicInteger();
  private final Semaphore room = new Semaphore(ROOM);
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, this::thread);

  private Thread thread(Runnable work) {
    var thread = new Thread(work, "carillon-ringer-" + made.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public boolean runInThread(Runnable job) {
    room.acquireUninterruptibly();
    threads.execute(() -> runAndMakeRoom(job));
    return true;
  }

  private void runAndMakeRoom(Runnable job) {
    try {
      job.run();
    } catch (RuntimeException e) {
      LOG.error("Quartz could not finish a job; it will be done again", e);
    } finally {
      room.release();
    }
  }

  @Override
  public int blockForAvailableThreads() {
    try {
      room.acquire(BATCH);
      room.release(BATCH);
    } catch (InterruptedException halted) {
      // Quartz is stopping its own thread; it looks at its flag next.
      return 1;
    }
    return Math.max(1, room.availablePermits());
  }

  @Override
  public void shutdown(boolean waitForJobs) {
    threads.shutdown();
    if (waitForJobs) {
      awaitEnd(threads);
    }
  }

  /** Waits until the threads are gone; an interrupt of the waiting one is kept for later. */
  static void awaitEnd(ExecutorService threads) {
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = threads.awaitTermination(1, TimeUnit.HOURS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int getPoolSize() {
    return THREADS;
  }

  @Override
  public void initialize() {
    // Threads are made as they are needed.
  }

  @Override
  public void setInstanceId(String id) {
    // The threads' names are the same on all nodes.
  }

  @Override
  public void setInstanceName(String name) {
    // See above.
  }
}
