package dev.carillon.language;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Does work again on a stack that is much larger, where the usual one was not enough.
 *
 * <p>jackson-jq calls itself for each round of {@code until}, {@code recurse} and the like: a
 * server's thread has room for about a hundred rounds.
 */
final class DeepStack {
  private static final long BYTES = 32L << 20;
  private static final int AT_ONCE = 4;

  private final Semaphore free = new Semaphore(AT_ONCE);

  /** Returns what the work yields; what it throws comes out too. The work must end by itself. */
  <T> T call(Supplier<T> work) {
    free.acquireUninterruptibly();
    try {
      FutureTask<T> task = new FutureTask<>(work::get);
      Thread thread = new Thread(null, task, "carillon-deep-expression", BYTES);
      thread.setDaemon(true);
      thread.start();
      return join(task);
    } finally {
      free.release();
    }
  }

  private static <T> T join(FutureTask<T> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException later) {
          interrupted = true;
        } catch (ExecutionException thrown) {
          throw rethrown(thrown.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }
}
