package dev.carillon.retention;

import dev.carillon.retention.RetentionStore.Kind;
import dev.carillon.retention.RetentionStore.Removed;
import dev.carillon.running.StoreUnavailableException;
import dev.carillon.scheduling.NodeStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go each hour what is over and older than the settings keep it, first some minutes after the
 * start. One node at a time does so; two would do no harm. It rests after each transaction for as long
 * as that took, so that all others together have at least half of the database. May be shared by
 * threads.
 */
public final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final String DUTY = "retention";
  private static final Duration AFTER_START = Duration.ofMinutes(3);
  private static final Duration ROUND = Duration.ofHours(1);
  private static final Duration MARGIN = Duration.ofMinutes(5);
  private static final long PATIENCE_MILLIS = 10_000;

  private final RetentionStore store;
  private final NodeStore nodes;
  private final Keep keep;
  private final String instance;
  private final Clock clock;
  private Thread thread;
  private boolean stopping;

  /**
   * Puts it together; nothing is started.
   *
   * @param instance a random id of this process
   */
  public Retention(RetentionStore store, NodeStore nodes, Keep keep, String instance, Clock clock) {
    this.store = store;
    this.nodes = nodes;
    this.keep = keep;
    this.instance = instance;
    this.clock = clock;
  }

  /** Begins; does nothing where all is kept for ever. A second call changes nothing. */
  public synchronized void start() {
    if (thread == null && !stopping && !keep.isAllForEver()) {
      thread = new Thread(this::run, "carillon-retention");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Ends for good, when what is being removed just now is committed. May come twice, or first. */
  public void stop() {
    Thread ending;
    synchronized (this) {
      stopping = true;
      ending = thread;
      notifyAll();
    }
    if (ending != null) {
      // It is not interrupted, since it may be in the database.
      try {
        ending.join(PATIENCE_MILLIS);
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    Duration pause = AFTER_START;
    while (rested(pause.toMillis())) {
      carefully();
      pause = ROUND;
    }
  }

  private void carefully() {
    try {
      round();
    } catch (StoreUnavailableException away) {
      LOG.warn("what is old is removed later: {}", away.getMessage());
    } catch (RuntimeException | Error broken) {
      LOG.error("removing what is old broke; trying again in an hour", broken);
    }
  }

  /** Returns false once it is to end. */
  private synchronized boolean rested(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    try {
      while (!stopping && end - System.nanoTime() > 0) {
        wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      }
      return !stopping;
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Does what is to be done each hour, unless another node does.
   *
   * @return whether it was this node's turn
   */
  boolean round() {
    if (!hasDuty()) {
      return false;
    }
    Map<Kind, Long> tally = new EnumMap<>(Kind.class);
    try {
      pass(tally);
    } finally {
      tell(tally);
    }
    return true;
  }

  private boolean hasDuty() {
    Instant now = clock.instant();
    return nodes.takeDuty(DUTY, instance, now, now.plus(ROUND).plus(MARGIN));
  }

  private void pass(Map<Kind, Long> tally) {
    RetentionStore.Pass pass = store.pass(keep.at(clock.instant()));
    Instant taken = clock.instant();
    long began = System.nanoTime();
    Optional<Removed> removed = pass.next();
    while (removed.isPresent()) {
      tally.merge(removed.get().kind(), (long) removed.get().count(), Long::sum);
      if (clock.instant().isAfter(taken.plus(MARGIN))) {
        taken = clock.instant();
        if (!hasDuty()) {
          return;
        }
      }
      // Rounded up, so that what took no time is no reason to race.
      if (!rested((System.nanoTime() - began) / 1_000_000 + 1)) {
        return;
      }
      began = System.nanoTime();
      removed = pass.next();
    }
  }

  private static void tell(Map<Kind, Long> tally) {
    String what = tally.entrySet().stream()
        .filter(it -> it.getValue() > 0)
        .map(it -> it.getValue() + " " + it.getKey().words())
        .collect(Collectors.joining(", "));
    if (!what.isEmpty()) {
      LOG.info("removed what was kept long enough: {}", what);
    }
  }
}
