package dev.carillon.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** The instants at which the clock of the processes stood, and which of them were cut short. */
final class Times {
  private static final Duration LEASE_AND_MORE = Duration.ofSeconds(31);

  private final NavigableSet<Instant> all = new TreeSet<>();
  private final Set<Instant> cut = new TreeSet<>();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  Instant now() {
    return now;
  }

  void moveTo(Instant instant) {
    now = instant;
    all.add(now);
  }

  /** Begins another life: what the one before had taken is free again. */
  Instant nextLife() {
    moveTo(now.plus(LEASE_AND_MORE));
    return now;
  }

  /** Whoever was at work now could not finish. */
  void cutShort() {
    cut.add(now);
  }

  /** Tells whether a wait ended when its time had come, or as soon after that as somebody lived. */
  boolean isOnTime(Instant wake, Instant ended) {
    Instant first = all.ceiling(wake);
    return first != null
        && all.contains(ended)
        && !ended.isBefore(first)
        && cut.containsAll(all.subSet(first, true, ended, false));
  }
}
