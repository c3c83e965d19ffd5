package dev.carillon.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down those who guess. After a handful of failures each further one doubles the time for which
 * no try is taken; nobody's thread waits meanwhile. Failures are forgotten after a quiet while.
 *
 * <p>Kept in memory, for each node on its own, and for a bounded number of callers: when more come,
 * those who failed longest ago are forgotten. May be shared by threads.
 */
final class FailedSignIns {
  private static final int MOST_CALLERS = 10_000;
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

  private final Map<String, Failures> byCaller = new LinkedHashMap<>();
  private final int free;
  private final Duration longest;
  private final Clock clock;

  private record Failures(int count, Instant last, Instant closedUntil) {}

  /**
   * Starts with nobody.
   *
   * @param free how many failures cost nothing
   * @param longest no wait is longer
   */
  FailedSignIns(int free, Duration longest, Clock clock) {
    this.free = free;
    this.longest = longest;
    this.clock = clock;
  }

  /** Returns how long this caller has to wait, or nothing if a try is taken now. */
  synchronized Optional<Duration> waitFor(String caller) {
    Instant now = clock.instant();
    return Optional.ofNullable(byCaller.get(caller))
        .map(failures -> Duration.between(now, failures.closedUntil()))
        .filter(wait -> !wait.isNegative() && !wait.isZero());
  }

  /** Counts one more failure. */
  synchronized void failed(String caller) {
    Instant now = clock.instant();
    // Taken out and put in again, so that the map stays in the order of the last failure.
    Failures before = byCaller.remove(caller);
    int count = before == null || isForgotten(before, now) ? 1 : before.count() + 1;
    byCaller.put(caller, new Failures(count, now, now.plus(waitAfter(count))));
    if (byCaller.size() > MOST_CALLERS) {
      byCaller.remove(byCaller.keySet().iterator().next());
    }
  }

  /** Forgets what this caller did wrong before. */
  synchronized void succeeded(String caller) {
    byCaller.remove(caller);
  }

  private Duration waitAfter(int count) {
    if (count < free) {
      return Duration.ZERO;
    }
    long seconds = 1L << Math.min(count - free, 30);
    return seconds < longest.toSeconds() ? Duration.ofSeconds(seconds) : longest;
  }

  private static boolean isForgotten(Failures failures, Instant now) {
    return failures.last().plus(FORGOTTEN_AFTER).isBefore(now);
  }
}
