package dev.carillon.scheduling;

import dev.carillon.running.StoreUnavailableException;
import dev.carillon.scheduling.NodeStore.Node;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells each minute that this process lives, in the database and to whoever asks: who writes its
 * count somewhere else than we do works on another database. May be shared by threads.
 */
public final class Heartbeat {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final Duration BEAT = Duration.ofMinutes(1);
  private static final Duration MEMORY = Duration.ofDays(1);

  private final NodeStore nodes;
  private final String instance;
  private final String engine;
  private final Clock clock;
  private final AtomicLong beats = new AtomicLong();
  private volatile Instant startedAt;
  private ScheduledExecutorService timer;

  /** Takes what it tells of: a random id of this process, and which engine rings. */
  public Heartbeat(NodeStore nodes, String instance, String engine, Clock clock) {
    this.nodes = nodes;
    this.instance = instance;
    this.engine = engine;
    this.clock = clock;
  }

  /** Begins: tells it once, and each minute. */
  public synchronized void start() {
    if (timer != null) {
      return;
    }
    startedAt = clock.instant();
    beat();
    timer = Executors.newSingleThreadScheduledExecutor(work -> {
      Thread thread = new Thread(work, "carillon-heartbeat");
      thread.setDaemon(true);
      return thread;
    });
    timer.scheduleWithFixedDelay(
        this::carefully, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Tells it once; what is told to others was written before. */
  void beat() {
    Instant now = clock.instant();
    long next = beats.get() + 1;
    nodes.beat(new Node(instance, engine, startedAt, now, next));
    nodes.forget("", now.minus(MEMORY));
    beats.set(next);
  }

  private void carefully() {
    try {
      beat();
    } catch (StoreUnavailableException away) {
      LOG.warn("could not tell that this process lives: {}", away.getMessage());
    } catch (RuntimeException | Error broken) {
      LOG.error("could not tell that this process lives", broken);
    }
  }

  /** Tells whether another process that lives lets that engine ring. */
  public boolean othersRing(String other) {
    return nodes.living(clock.instant().minus(BEAT.multipliedBy(3))).stream()
        .filter(it -> !it.instance().equals(instance))
        .anyMatch(it -> it.engine().equals(other));
  }

  /** Returns how often it told that it lives. */
  public long beats() {
    return beats.get();
  }

  /** Ends. May come twice, and before the start. */
  public synchronized void stop() {
    if (timer == null) {
      return;
    }
    timer.shutdownNow();
    try {
      timer.awaitTermination(5, TimeUnit.SECONDS);
      nodes.forget(instance, Instant.EPOCH);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } catch (StoreUnavailableException away) {
      LOG.debug("it stays written until it is a day old", away);
    }
    timer = null;
  }
}
