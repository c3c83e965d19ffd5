package dev.carillon.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Whether work can be taken now. The database is asked once for all who want to know meanwhile, and
 * nobody waits for its answer for long. May be shared by threads.
 */
final class Readiness {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ExecutorService asker = Executors.newSingleThreadExecutor(work -> {
    Thread thread = new Thread(work, "carillon-readiness");
    thread.setDaemon(true);
    return thread;
  });
  private final BooleanSupplier database;
  private final Duration patience;
  private volatile Optional<String> stage = Optional.of("starting");
  private CompletableFuture<Boolean> asked = CompletableFuture.completedFuture(false);

  /** Takes who asks the database whether it answers; that may take its time. */
  Readiness(BooleanSupplier database) {
    this(database, PATIENCE);
  }

  Readiness(BooleanSupplier database, Duration patience) {
    this.database = database;
    this.patience = patience;
  }

  /** The start waits for the database. */
  void waits() {
    stage = Optional.of("database");
  }

  /** All has started. */
  void started() {
    stage = Optional.empty();
  }

  /** The end has begun. */
  void stopping() {
    stage = Optional.of("stopping");
  }

  /** Returns why no work can be taken: {@code starting}, {@code stopping} or {@code database}. */
  Optional<String> missing() {
    Optional<String> now = stage;
    return now.isPresent() || answersSoon() ? now : Optional.of("database");
  }

  private boolean answersSoon() {
    try {
      return asking().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException away) {
      return false;
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized CompletableFuture<Boolean> asking() {
    if (asked.isDone() && !asker.isShutdown()) {
      asked = CompletableFuture.supplyAsync(database::getAsBoolean, asker);
    }
    return asked;
  }

  /** Asks no more, and waits for an answer that is due. May come twice. */
  void stop() {
    stopping();
    synchronized (this) {
      asker.shutdown();
    }
    try {
      asker.awaitTermination(20, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
