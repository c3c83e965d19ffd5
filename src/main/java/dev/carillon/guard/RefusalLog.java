package dev.carillon.guard;

import dev.carillon.signature.Cause;
import dev.carillon.signature.Mismatch;
import dev.carillon.signature.RefusedDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of refusals without letting strangers fill log and database: for each cause one line a
 * minute, with the number of those that were left out before, and a bounded number of records. May
 * be shared by threads.
 */
final class RefusalLog {
  static final int MOST_A_MINUTE = 60;

  private static final Logger LOG = LoggerFactory.getLogger(SignatureFilter.class);
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Map<Cause, Window> windows = new EnumMap<>(Cause.class);
  private final Refusals refusals;

  /**
   * One minute of one cause.
   *
   * @param count how many came so far, the present one included
   * @param leftOut how many the minute before told nobody about
   */
  private record Window(Instant start, int count, int leftOut) {
    Window next(Instant now) {
      return now.isBefore(start.plus(WINDOW))
          ? new Window(start, count + 1, leftOut)
          : new Window(now, 1, count - 1);
    }
  }

  RefusalLog(Refusals refusals) {
    this.refusals = refusals;
  }

  void add(RefusedDelivery refused) {
    Window window = count(refused);
    if (window.count() == 1) {
      LOG.warn("⛔ {} refused: {}", printable(refused.route()), reason(refused, window.leftOut()));
    }
    if (window.count() <= MOST_A_MINUTE) {
      keep(refused);
    }
  }

  private synchronized Window count(RefusedDelivery refused) {
    return windows.compute(
        refused.cause(),
        (cause, before) ->
            before == null ? new Window(refused.at(), 1, 0) : before.next(refused.at()));
  }

  private void keep(RefusedDelivery refused) {
    try {
      refusals.record(refused);
    } catch (RuntimeException broken) {
      // Whatever keeps the records is down: what is refused stays refused.
      LOG.warn("a refusal could not be recorded", broken);
    }
  }

  private static String reason(RefusedDelivery refused, int leftOut) {
    String more = leftOut > 0 ? " (" + leftOut + " more before that)" : "";
    return refused.cause().text() + refused.mismatch().map(RefusalLog::words).orElse("") + more;
  }

  private static String words(Mismatch mismatch) {
    return printable(" (signed: " + mismatch.signed() + ", seen: " + mismatch.seen() + ")");
  }

  /** A line break from outside would be a line of somebody else's in our log. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
