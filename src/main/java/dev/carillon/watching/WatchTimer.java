package dev.carillon.watching;

import dev.carillon.running.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch's one thread: each minute, when the next look is due, and when somebody asks for it.
 * What is begun is never interrupted, for it may be in the database.
 */
final class WatchTimer {
  static final Duration TICK = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(WatchTimer.class);
  private static final long PATIENCE_SECONDS = 30;
  private static final long AGAIN_MILLIS = 1_000;
  private static final long AWAY_MILLIS = 5_000;

  private final Clock clock;
  private final Runnable tick;
  private final Runnable sweep;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final AtomicBoolean asked = new AtomicBoolean();
  private final AtomicLong wakeAt = new AtomicLong(Long.MAX_VALUE);
  private volatile ScheduledThreadPoolExecutor thread;

  WatchTimer(Clock clock, Runnable tick, Runnable sweep) {
    this.clock = clock;
    this.tick = tick;
    this.sweep = sweep;
  }

  void start() {
    var made = new ScheduledThreadPoolExecutor(1, work -> {
      Thread named = new Thread(work, "carillon-watch");
      named.setDaemon(true);
      return named;
    });
    made.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread = made;
    made.scheduleWithFixedDelay(() -> patiently(tick), 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends the thread, when it has finished what it does. May come twice, and before the start. */
  void stop() {
    stopping.set(true);
    ScheduledThreadPoolExecutor ending = thread;
    if (ending != null) {
      ending.shutdown();
      try {
        if (!ending.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          LOG.warn("the watch does not come to an end");
        }
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
  }

  boolean isStopping() {
    return stopping.get();
  }

  /** Sweeps as soon as the thread is free; who asks ten times is heard once. */
  void soon() {
    if (!asked.getAndSet(true)) {
      later(0, () -> {
        asked.set(false);
        sweep.run();
      });
    }
  }

  /** Does something as soon as the thread is free. Returns false if it is not there. */
  boolean soon(Runnable work) {
    return later(0, work);
  }

  /** Sweeps at an instant, if that is before the next minute's; not at once, should it be over. */
  void wakeAt(Instant instant) {
    Duration pause = Duration.between(clock.instant(), instant);
    long millis = instant.toEpochMilli();
    if (pause.compareTo(TICK) > 0 || millis >= wakeAt.getAndAccumulate(millis, Math::min)) {
      return;
    }
    later(pause.isNegative() ? AGAIN_MILLIS : pause.toMillis() + 1, () -> {
      wakeAt.compareAndSet(millis, Long.MAX_VALUE);
      sweep.run();
    });
  }

  private boolean later(long millis, Runnable work) {
    ScheduledThreadPoolExecutor now = thread;
    if (now == null || stopping.get()) {
      return false;
    }
    try {
      now.schedule(() -> patiently(work), millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (RejectedExecutionException stopped) {
      LOG.debug("the watch has stopped", stopped);
      return false;
    }
  }

  private void patiently(Runnable work) {
    if (!guarded(work)) {
      later(AWAY_MILLIS, sweep);
    }
  }

  /**
   * A timer that throws never comes again: nothing may leave it, no want of memory either. Returns
   * false if it broke.
   */
  static boolean guarded(Runnable work) {
    try {
      work.run();
      return true;
    } catch (StoreUnavailableException gone) {
      LOG.warn("the database is not there; trying again: {}", gone.getMessage());
    } catch (RuntimeException | Error broken) {
      LOG.error("watching broke; trying again", broken);
    }
    return false;
  }
}
