package dev.carillon.running;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * How long a run may go on while others wait for a walker. Alone it may go on for as long as it likes.
 * Of one walk; its branches share it.
 */
final class Share {
  static final Duration LENGTH = Duration.ofSeconds(10);

  private final Clock clock;
  private final BooleanSupplier othersWait;
  private Instant end;
  private boolean over;
  private int forks;

  Share(Clock clock, BooleanSupplier othersWait) {
    this.clock = clock;
    this.othersWait = othersWait;
    this.end = clock.instant().plus(LENGTH);
  }

  /** A fork begins: a branch that stood back would stand still until the longest call beside it ends. */
  synchronized void fork() {
    forks++;
  }

  /** A fork has come to its end, or to a stand. */
  synchronized void join() {
    forks--;
  }

  /** Tells whether it is others' turn; once it is, it stays so. Within a fork it never is. */
  synchronized boolean isOver() {
    if (!over && forks == 0 && !clock.instant().isBefore(end)) {
      over = othersWait.getAsBoolean();
      end = clock.instant().plus(LENGTH);
    }
    return over;
  }

  /** Tells whether it was said to be over. */
  synchronized boolean wasOver() {
    return over;
  }
}
