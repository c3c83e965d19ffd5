package dev.carillon.running;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What several threads bring to one, which has to wait for all of it even when it is interrupted:
 * the interrupt is laid aside, for with it each further wait would be over at once.
 */
final class Ends<T> {
  private final BlockingQueue<T> brought = new LinkedBlockingQueue<>();
  private boolean interrupted;

  /** Brings one, from any thread. */
  void add(T end) {
    brought.add(end);
  }

  /** Returns all that is there, and waits for the first if there is none, at most for that long. */
  List<T> take(Duration atMost) {
    List<T> taken = new ArrayList<>();
    try {
      T first = brought.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
      if (first != null) {
        taken.add(first);
      }
    } catch (InterruptedException hurried) {
      interrupted = true;
    }
    brought.drainTo(taken);
    return taken;
  }

  /** Tells whether somebody interrupted a wait. */
  boolean wasInterrupted() {
    return interrupted;
  }

  /** Gives the thread its interrupt back, if there was one. */
  void restore() {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
