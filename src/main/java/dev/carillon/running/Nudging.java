package dev.carillon.running;

import dev.carillon.run.MessageId;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has parked runs woken by the engine's messages too, for a host that is put to sleep and has no
 * timers then. Sends and takes back on a thread of its own, so that nothing waits for it; what it
 * could not do is found again by the sweep. May be shared by threads.
 */
final class Nudging {
  private static final Logger LOG = LoggerFactory.getLogger(Nudging.class);

  /** Who waits less is not worth a message. */
  private static final Duration SHORTEST = Duration.ofSeconds(10);

  /** After this long, what a node took on itself and did not do is another's. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final int AT_A_TIME = 100;

  private final NudgeStore store;
  private final Messages messages;
  private final Clock clock;
  private final boolean on;
  private final ThreadPoolExecutor thread;

  Nudging(NudgeStore store, Messages messages, boolean on, Clock clock) {
    this.store = store;
    this.messages = messages;
    this.on = on;
    this.clock = clock;
    thread = new ThreadPoolExecutor(
        0,
        1,
        10,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(1_000),
        work -> {
          Thread made = new Thread(work, "carillon-nudges");
          made.setDaemon(true);
          return made;
        },
        new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Tells that a run was left by whoever walked or ended it. Returns at once. */
  void left(Run run) {
    if (!on) {
      return;
    }
    if (run.state().isEnded()) {
      later(() -> takeBack(run.id()));
    } else if (run.wakeAt().isPresent()) {
      later(() -> nudge(run.id()));
    }
  }

  /** Tells that a run was made that begins later. Returns at once. */
  void expect(RunId run) {
    if (on) {
      later(() -> nudge(run));
    }
  }

  /**
   * Tells that a run was to be woken and is not due yet: clocks differ, and some waits are farther
   * than a message may be. Then it is nudged again, however soon: nothing else may wake its host.
   * Returns at once.
   */
  void tooEarly(Run run) {
    if (on) {
      later(() -> nudge(run.id(), Duration.ZERO));
    }
  }

  /** Makes up for what was not done. Returns at once. */
  void sweep() {
    if (on && thread.getQueue().isEmpty()) {
      later(this::makeUp);
    }
  }

  private void makeUp() {
    store.useless(AT_A_TIME).forEach(this::takeBack);
    Instant now = clock.instant();
    for (RunId run : store.wanting(now.plus(SHORTEST), now.minus(PATIENCE), AT_A_TIME)) {
      if (!nudge(run)) {
        return; // The engine cannot be asked: the others need not try now.
      }
    }
  }

  /** Returns false if the engine did not take it. */
  private boolean nudge(RunId run) {
    return nudge(run, SHORTEST);
  }

  private boolean nudge(RunId run, Duration shortest) {
    Instant now = clock.instant();
    Optional<NudgeStore.Task> task = store.take(run, now.plus(shortest), now.minus(PATIENCE), now);
    task.flatMap(NudgeStore.Task::outdated).ifPresent(messages::takeBack);
    return task.map(this::send).orElse(true);
  }

  private boolean send(NudgeStore.Task task) {
    Optional<MessageId> nudge =
        messages.nudge(task.run().workflow(), task.run().id(), task.wakeAt());
    nudge.filter(sent -> !store.sent(task, sent)).ifPresent(messages::takeBack);
    return nudge.isPresent();
  }

  private void takeBack(RunId run) {
    store.forget(run).ifPresent(messages::takeBack);
  }

  private void later(Runnable work) {
    thread.execute(() -> {
      try {
        work.run();
      } catch (StoreUnavailableException gone) {
        LOG.warn("nudges are left to the next sweep: {}", gone.getMessage());
      } catch (RuntimeException broken) {
        LOG.error("nudging broke; trying again at the next sweep", broken);
      }
    });
  }

  /** Stops; what is under way is finished, since it may be in the database. May come twice. */
  void stop() {
    thread.getQueue().clear();
    thread.shutdown();
    try {
      thread.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
