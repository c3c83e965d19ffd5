package dev.carillon.running;

import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Lets somebody wait, without a thread, until nobody walks a run any more: it ended, waits, or
 * retries. Runs that another node walks are looked at each second. May be shared by threads.
 */
final class Endings {
  private final RunStore runs;
  private final ScheduledExecutorService timer;
  private final Clock clock;
  private final Executor answers;
  private volatile boolean closed;
  private final Map<RunId, List<CompletableFuture<Optional<Run>>>> waiting =
      new ConcurrentHashMap<>();

  /**
   * Takes what it needs.
   *
   * @param timer drops what is cancelled, so that nobody who was answered is kept until the end of his
   *     time
   */
  Endings(RunStore runs, ScheduledExecutorService timer, Executor answers, Clock clock) {
    this.runs = runs;
    this.timer = timer;
    this.clock = clock;
    this.answers = answers;
  }

  /** Tells all who wait for the run. */
  void tell(Run run) {
    if (isSettled(run)) {
      List<CompletableFuture<Optional<Run>>> ended = waiting.remove(run.id());
      if (ended != null) {
        ended.forEach(it -> it.complete(Optional.of(run)));
      }
    }
  }

  /**
   * Waits for a run.
   *
   * @return the run as it was settled, or empty if that did not happen in time
   */
  CompletableFuture<Optional<Run>> await(RunId run, Duration longest) {
    var ending = new CompletableFuture<Optional<Run>>();
    if (closed) {
      ending.complete(Optional.empty());
      return ending;
    }
    // In one step: a list that was told meanwhile is told no more.
    waiting.compute(run, (it, before) -> {
      var all =
          before == null ? new CopyOnWriteArrayList<CompletableFuture<Optional<Run>>>() : before;
      all.add(ending);
      return all;
    });
    // What hangs on it asks the database and answers: not on the timer's one thread.
    ScheduledFuture<?> end = timer.schedule(
        () -> ending.completeAsync(Optional::empty, answers),
        longest.toMillis(),
        TimeUnit.MILLISECONDS);
    ending.whenComplete((settled, broken) -> {
      end.cancel(false);
      forget(run, ending);
    });
    look(run);
    return ending;
  }

  /** Lets nobody wait any longer, now and later: what is not settled is answered as accepted. */
  void close() {
    closed = true;
    waiting.values().forEach(all -> all.forEach(it -> it.complete(Optional.empty())));
  }

  /** Looks after all runs that somebody waits for, at once; called each second. */
  void lookAll() {
    Set<RunId> all = Set.copyOf(waiting.keySet());
    if (!all.isEmpty()) {
      runs.settled(all, clock.instant()).forEach(this::tell);
    }
  }

  /** Returns how many wait. */
  int many() {
    return waiting.values().stream().mapToInt(List::size).sum();
  }

  private void look(RunId run) {
    runs.find(run).ifPresent(this::tell);
  }

  private void forget(RunId run, CompletableFuture<Optional<Run>> ending) {
    waiting.computeIfPresent(run, (it, all) -> {
      all.remove(ending);
      return all.isEmpty() ? null : all;
    });
  }

  /** One whose time to go on has come is as good as running. */
  private boolean isSettled(Run run) {
    return run.state().isEnded()
        || run.wakeAt().filter(wake -> wake.isAfter(clock.instant())).isPresent();
  }
}
