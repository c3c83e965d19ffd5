package dev.carillon.vault;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread that Tink works on. It leaves ciphers in the locals of whichever thread it works on, and
 * a servlet container would find them in its own threads after the application went.
 */
final class OwnThread {
  private static final int IDLE_SECONDS = 10;

  private final ThreadPoolExecutor one;

  OwnThread() {
    one = new ThreadPoolExecutor(
        1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), OwnThread::thread);
    one.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "carillon-vault");
    thread.setDaemon(true);
    return thread;
  }

  /** Does the work, and waits for it: it takes microseconds, and no interrupt ends the wait. */
  <T> T call(Callable<T> work) {
    Future<T> result = one.submit(work);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } catch (ExecutionException broken) {
      throw new IllegalStateException("encryption does not work here", broken.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends when what was asked for is done. A second call does nothing. */
  void end() {
    one.shutdown();
    try {
      one.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
