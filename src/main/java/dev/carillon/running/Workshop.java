package dev.carillon.running;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads in which functions and jobs work, and jobs are asked for their health: never one of
 * ours, since it is somebody else's code, and is interrupted. May be shared by threads.
 */
public final class Workshop {
  private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How many calls of one name may go on that nobody waits for. */
  static final int MOST_LEFT = 16;

  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Duration grace;
  private final AtomicLong number = new AtomicLong();
  private final Map<String, Integer> left = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, this::thread);

  /** Makes one that has no thread yet. */
  public Workshop() {
    this(GRACE);
  }

  Workshop(Duration grace) {
    this.grace = grace;
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "carillon-guest-" + number.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins work in a thread of its own, with the class loader that the code came from.
   *
   * @throws RejectedExecutionException if this is closed
   */
  public void begin(Object code, Runnable work) {
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
  public void later(Duration pause, Runnable work) {
    timer.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns how long it is waited for what was told that it is not wanted any more. */
  Duration grace() {
    return grace;
  }

  /** Refuses another call of code that does not heed its end. */
  void admit(String name) {
    int many = left.getOrDefault(name, 0);
    if (many >= MOST_LEFT) {
      throw new TooManyLeftException(many);
    }
  }

  /** Counts a call that nobody waits for any more, and that goes on. */
  void leftBehind(String name) {
    left.merge(name, 1, Integer::sum);
  }

  /** Takes one out of the count that ended after all. */
  void cameBack(String name) {
    left.computeIfPresent(name, (same, many) -> many == 1 ? null : many - 1);
  }

  /** Interrupts what still works and waits a little for its end. May come twice. */
  public void close() {
    timer.shutdownNow();
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn(
            "somebody else's code does not heed its interrupt and goes on; its class loader stays with it");
      }
      timer.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
