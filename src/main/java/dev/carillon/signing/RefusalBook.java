package dev.carillon.signing;

import dev.carillon.running.StoreUnavailableException;
import dev.carillon.signature.RefusedDelivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes refusals down beside the requests that are refused: it neither delays them nor fails them.
 * What comes while too many wait, or while the database is away, is left out. May be shared by
 * threads.
 */
public final class RefusalBook {
  /** How many of one cause are kept. */
  public static final int MOST_OF_A_CAUSE = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(RefusalBook.class);
  private static final Duration SAME = Duration.ofHours(1);
  private static final int BETWEEN_SWEEPS = 50;
  private static final Pattern JOB = Pattern.compile("/api/jobs/([A-Za-z0-9-]{1,63})");

  private final RefusalStore store;
  private final Clock clock;
  private final Optional<Duration> kept;
  private final Hands hands = new Hands("carillon-refusals", 1);
  private final AtomicInteger written = new AtomicInteger();

  /**
   * Takes where to write.
   *
   * @param kept how long a refusal is kept; empty if for ever
   */
  public RefusalBook(RefusalStore store, Clock clock, Optional<Duration> kept) {
    this.store = store;
    this.clock = clock;
    this.kept = kept;
  }

  /** Keeps a refusal, a moment later. */
  public void keep(RefusedDelivery refused) {
    if (!hands.take(() -> write(refused))) {
      LOG.debug("a refusal is left out: too many at once");
    }
  }

  private void write(RefusedDelivery refused) {
    try {
      Instant now = clock.instant();
      store.keep(refused, workflow(refused.route()), now.minus(SAME));
      if (written.getAndIncrement() % BETWEEN_SWEEPS == 0) {
        store.forget(kept.map(now::minus).orElse(Instant.EPOCH), MOST_OF_A_CAUSE);
      }
    } catch (StoreUnavailableException | IllegalArgumentException broken) {
      LOG.warn("a refusal could not be kept: {}", broken.getMessage());
    }
  }

  private static Optional<String> workflow(String route) {
    Matcher job = JOB.matcher(route);
    return job.matches() ? Optional.of(job.group(1)) : Optional.empty();
  }

  /** Writes down what was handed in, and no more. May come twice, and first. */
  public void stop() {
    hands.stop();
  }
}
