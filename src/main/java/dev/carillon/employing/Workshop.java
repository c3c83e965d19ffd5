package dev.carillon.employing;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads in which jobs work and are asked for their health: never one of ours, since it is
 * somebody else's code, and is interrupted. May be shared by threads.
 */
public final class Workshop {
  private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final AtomicLong number = new AtomicLong();
  private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, this::thread);

  /** Makes one that has no thread yet. */
  public Workshop() {
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "carillon-job-" + number.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins work in a thread of its own, with the class loader that the code came from.
   *
   * @throws RejectedExecutionException if this is closed
   */
  void begin(Object code, Runnable work) {
    ClassLoader loader = code.getClass().getClassLoader();
    threads.execute(() -> {
      Thread.currentThread().setContextClassLoader(loader);
      try {
        work.run();
      } catch (RuntimeException | Error broken) {
        LOG.warn("code of {} broke", code.getClass().getName(), broken);
      }
    });
  }

  /** Does something short later, unless this is closed before. */
  void later(Duration pause, Runnable work) {
    timer.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Interrupts what still works and waits a little for its end. May come twice. */
  public void close() {
    timer.shutdownNow();
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("a job does not heed its interrupt and goes on; its class loader stays with it");
      }
      timer.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
