package dev.carillon.watching;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.running.StoreUnavailableException;
import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.EngineUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks QStash's log about due times that QStash did not deliver, so that their reason is evidence and
 * not a guess. Judging does not wait for it: the row is there, and says more once QStash has
 * answered. May be shared by threads; several nodes may ask about the same.
 */
public final class Inquiry {
  /** How many are asked about in one round; the rest follow in the next ones. */
  static final int AT_ONCE = 10;

  /** Events are not kept for ever, and old ones interest nobody. */
  static final Duration LONGEST = Duration.ofDays(3);

  private static final Logger LOG = LoggerFactory.getLogger(Inquiry.class);
  private static final Duration AFTER = Duration.ofMinutes(10);
  private static final Duration ROUND = Duration.ofMinutes(1);

  private final Ledger ledger;
  private final Evidence evidence;
  private final Clock clock;
  private ScheduledExecutorService timer;

  /** Takes where to write, and whom to ask. */
  public Inquiry(Ledger ledger, Evidence evidence, Clock clock) {
    this.ledger = ledger;
    this.evidence = evidence;
    this.clock = clock;
  }

  /** Begins to ask, each minute. */
  public synchronized void start() {
    timer = Executors.newSingleThreadScheduledExecutor(work -> {
      Thread thread = new Thread(work, "carillon-inquiry");
      thread.setDaemon(true);
      return thread;
    });
    timer.scheduleWithFixedDelay(
        this::carefully, ROUND.toMillis(), ROUND.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends, once what was asked is answered; may come twice, and before the start. */
  public synchronized void stop() {
    if (timer == null) {
      return;
    }
    timer.shutdown();
    try {
      timer.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    timer = null;
  }

  private void carefully() {
    try {
      round();
    } catch (StoreUnavailableException away) {
      LOG.warn("could not look for due times that were not delivered: {}", away.getMessage());
    } catch (RuntimeException | Error broken) {
      LOG.error("asking QStash's log broke", broken);
    }
  }

  /**
   * Asks about the oldest ones; what QStash does not answer now is asked again in a later round.
   *
   * @return how many were explained
   */
  public int round() {
    Instant now = clock.instant();
    List<Occurrence> open = ledger.missed(Facts.UNEXPLAINED, now.minus(LONGEST), AT_ONCE);
    int explained = 0;
    for (Occurrence each : open) {
      Instant due = each.dueTime();
      Instant end = due.plus(AFTER).isBefore(now) ? due.plus(AFTER) : now;
      try {
        String told = evidence.of(each.schedule(), due, end);
        ledger.explain(each, each.detail().orElse("") + "; " + told);
        explained++;
      } catch (EngineUnavailableException | EngineRefusedException notNow) {
        LOG.debug("QStash's log cannot be asked now: {}", notNow.getMessage());
        break;
      }
    }
    return explained;
  }
}
