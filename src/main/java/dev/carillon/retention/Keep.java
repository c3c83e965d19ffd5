package dev.carillon.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long what is over is kept; empty is for ever. Immutable.
 *
 * @param runs runs, once they ended, with all that belongs to them
 * @param dueTimes what became of due times, and failures that nobody has seen to
 * @param audit who changed what, and what was refused
 */
public record Keep(Optional<Duration> runs, Optional<Duration> dueTimes, Optional<Duration> audit) {
  /** By default, runs are kept for a season. */
  public static final Duration RUNS = Duration.ofDays(90);

  /** By default, due times are kept for somewhat more than a year, so that two years can be compared. */
  public static final Duration DUE_TIMES = Duration.ofDays(400);

  /** By default, the audit log is kept as long as that. */
  public static final Duration AUDIT = Duration.ofDays(400);

  /** A message that its engine still tries has to be known, and nobody should lose a week by a slip. */
  public static final Duration LEAST = Duration.ofDays(7);

  /** Refuses what is too short. */
  public Keep {
    if (Stream.of(runs, dueTimes, audit)
        .flatMap(Optional::stream)
        .anyMatch(it -> it.compareTo(LEAST) < 0)) {
      throw new IllegalArgumentException("nothing is kept for less than 7 days");
    }
  }

  /** Tells whether nothing ever goes. */
  public boolean isAllForEver() {
    return runs.isEmpty() && dueTimes.isEmpty() && audit.isEmpty();
  }

  /** Returns what may go at an instant. */
  public Horizon at(Instant now) {
    return new Horizon(now, runs.map(now::minus), dueTimes.map(now::minus), audit.map(now::minus));
  }
}
