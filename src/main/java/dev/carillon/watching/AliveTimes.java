package dev.carillon.watching;

import java.time.Instant;
import java.util.List;

/** When at least one node was up, as far as a question reached. Immutable. */
public record AliveTimes(List<Interval> intervals) {
  /** Copies the list. */
  public AliveTimes {
    intervals = List.copyOf(intervals);
  }

  /** A time in which one node was up, both ends included. */
  public record Interval(Instant from, Instant until) {
    boolean covers(Instant instant) {
      return !instant.isBefore(from) && !instant.isAfter(until);
    }
  }

  /** Tells whether a node is known to have been up. */
  public boolean cover(Instant instant) {
    return intervals.stream().anyMatch(it -> it.covers(instant));
  }
}
