package dev.carillon.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts, and while the database is away, as after a power cut that took both, tries again with
 * growing pauses until it answers.
 */
final class Beginning {
  private static final Logger LOG = LoggerFactory.getLogger(Beginning.class);
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Runnable start;
  private final Runnable whenStarted;
  private final Consumer<Throwable> whenRefused;
  private final Duration first;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private String told = "";
  private Thread trying;

  /**
   * @param start may throw a {@link DatabaseAwayException}, and is tried again then
   * @param whenStarted is done once after it
   * @param whenRefused is given what else a later try threw; the first one's is thrown
   */
  Beginning(Runnable start, Runnable whenStarted, Consumer<Throwable> whenRefused) {
    this(start, whenStarted, whenRefused, FIRST);
  }

  Beginning(Runnable start, Runnable whenStarted, Consumer<Throwable> whenRefused, Duration first) {
    this.start = start;
    this.whenStarted = whenStarted;
    this.whenRefused = whenRefused;
    this.first = first;
  }

  /** Returns when it has started, or when the first try has found no database. */
  synchronized void begin() {
    if (!comesThrough()) {
      trying = new Thread(this::goOn, "carillon-start");
      trying.setDaemon(true);
      trying.start();
    }
  }

  private boolean comesThrough() {
    try {
      start.run();
    } catch (DatabaseAwayException away) {
      tell(away.getMessage());
      return false;
    }
    whenStarted.run();
    return true;
  }

  /** Once for each reason: it may take a night. */
  private void tell(String reason) {
    if (!told.equals(reason)) {
      LOG.warn("{}; it is tried again until it answers", reason);
      told = reason;
    }
  }

  private void goOn() {
    try {
      Duration pause = first;
      while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        if (comesThrough()) {
          return;
        }
        pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error refused) {
      whenRefused.accept(refused);
    }
  }

  /** Tries no more, and waits for a try that is under way. May come twice, and before the beginning. */
  void stop() {
    stopped.countDown();
    Thread last;
    synchronized (this) {
      last = trying;
    }
    if (last != null && last != Thread.currentThread()) {
      try {
        last.join();
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
