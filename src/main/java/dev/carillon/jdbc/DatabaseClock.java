package dev.carillon.jdbc;

import dev.carillon.running.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time that all nodes of one database agree on. It is this machine's, corrected by what the
 * database's clock shows when it is asked: at the start, every ten seconds, and at once when this
 * machine's clock jumped; until that is answered, it goes on as evenly as time does. A difference of less
 * than a second is none. May be shared by threads.
 *
 * <p>Before it is started it shows the time of the machine.
 */
public final class DatabaseClock extends Clock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration NOTABLE = Duration.ofSeconds(1);

  private final Clock machine;
  private final LongSupplier nanos;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile Anchor anchor;
  private volatile ScheduledExecutorService timer;
  private Database database;

  /**
   * A moment at which both clocks of this machine were read.
   *
   * @param at what its clock showed
   * @param nanos what the one that never jumps showed
   * @param ahead by how much the database's clock is ahead of this machine's
   */
  private record Anchor(Instant at, long nanos, Duration ahead) {}

  /** Takes the clock of this machine. */
  public DatabaseClock(Clock machine) {
    this(machine, System::nanoTime);
  }

  DatabaseClock(Clock machine, LongSupplier nanos) {
    this.machine = machine;
    this.nanos = nanos;
    anchor = new Anchor(machine.instant(), nanos.getAsLong(), Duration.ZERO);
  }

  /**
   * Compares with a database that is open, and goes on doing so. One that serves this process alone has
   * the clock of this machine, and is not asked.
   */
  public synchronized void start(Database open) {
    database = open;
    if (timer != null || !open.isPostgres()) {
      return;
    }
    measure();
    timer = Executors.newSingleThreadScheduledExecutor(work -> {
      Thread thread = new Thread(work, "carillon-clock");
      thread.setDaemon(true);
      return thread;
    });
    timer.scheduleWithFixedDelay(
        this::measureUnlessAway, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Compares no more. May come twice, and before the start. */
  @Override
  public synchronized void close() {
    if (timer != null) {
      timer.shutdown();
      try {
        timer.awaitTermination(5, TimeUnit.SECONDS);
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
      timer = null;
    }
  }

  /** Returns the clock of this machine, as it is. */
  public Clock machine() {
    return machine;
  }

  @Override
  public Instant instant() {
    Anchor last = anchor;
    Instant shown = machine.instant();
    ScheduledExecutorService running = timer;
    if (running == null) {
      return shown.plus(last.ahead());
    }
    Duration passed = Duration.ofNanos(nanos.getAsLong() - last.nanos());
    Instant even = last.at().plus(passed);
    if (isNotable(Duration.between(even, shown), Duration.ZERO)) {
      lookSoon(running);
      return even.plus(last.ahead());
    }
    return shown.plus(last.ahead());
  }

  private void lookSoon(ScheduledExecutorService running) {
    if (looking.compareAndSet(false, true)) {
      try {
        running.execute(this::measureUnlessAway);
      } catch (RejectedExecutionException stopped) {
        looking.set(false);
      }
    }
  }

  /** Never throws, or the timer would look no more. */
  void measureUnlessAway() {
    try {
      measure();
    } catch (StoreUnavailableException away) {
      LOG.debug("the database was not asked for the time", away);
    } catch (RuntimeException | Error broken) {
      LOG.error("asking the database for the time broke", broken);
    } finally {
      looking.set(false);
    }
  }

  /** Asks the database now. What was on its way for long proves little, and changes little. */
  void measure() {
    long begun = nanos.getAsLong();
    Instant told = database
        .transactions()
        .read(handle -> handle
            .createQuery("select current_timestamp as here")
            .map((row, context) -> Values.at(row, "here"))
            .one());
    Instant shown = machine.instant();
    long ended = nanos.getAsLong();
    Duration half = Duration.ofNanos(ended - begun).dividedBy(2);
    adopt(new Anchor(shown, ended, Duration.between(shown, told.plus(half))), half);
  }

  private void adopt(Anchor seen, Duration doubt) {
    Duration used = anchor.ahead();
    Duration ahead = isNotable(seen.ahead(), doubt) ? seen.ahead() : Duration.ZERO;
    if (!isNotable(seen.ahead().minus(used), doubt)) {
      ahead = used;
    }
    anchor = new Anchor(seen.at(), seen.nanos(), ahead);
    if (!ahead.equals(used)) {
      LOG.warn(
          "the database's clock is {} s ahead of this machine's; leases and due times go by the"
              + " database's",
          ahead.toMillis() / 1000.0);
    }
  }

  private static boolean isNotable(Duration difference, Duration doubt) {
    return difference.abs().compareTo(NOTABLE.plus(doubt)) > 0;
  }

  @Override
  public ZoneId getZone() {
    return machine.getZone();
  }

  /** Is not supported: everybody asks for instants. */
  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("instants only");
  }
}
