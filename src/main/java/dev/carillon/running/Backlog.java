package dev.carillon.running;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows whether runs may wait as rows for which there was no room: whoever is new then is a row as
 * well, or it would overtake them. Before anybody looked, some may. May be shared by threads.
 */
final class Backlog {
  private final AtomicLong leftOut = new AtomicLong(1);
  private final AtomicLong lookedAt = new AtomicLong();

  /** Tells that a run was left a row. */
  void add() {
    leftOut.incrementAndGet();
  }

  /** Returns what is known before all rows are looked at. */
  long now() {
    return leftOut.get();
  }

  /** Tells that, of those that were left out until then, none is due any more that was not taken. */
  void cleared(long then) {
    lookedAt.accumulateAndGet(then, Math::max);
  }

  /** Tells whether some may wait. */
  boolean isThere() {
    return leftOut.get() != lookedAt.get();
  }
}
