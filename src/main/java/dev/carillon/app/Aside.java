package dev.carillon.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work of the start that the start does not wait for. For one piece of work; used by one thread. */
final class Aside {
  private static final Logger LOG = LoggerFactory.getLogger(Aside.class);
  private static final long STOP_MILLIS = 10_000;

  private Thread thread;

  /** Begins, unless it is at it since an earlier call. */
  void begin(String name, Runnable work) {
    if (thread != null && thread.isAlive()) {
      return;
    }
    thread = new Thread(() -> carefully(name, work), "carillon-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void carefully(String name, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException broken) {
      LOG.error("{} ended before its time", name, broken);
    }
  }

  /**
   * Waits until it has ended, at most ten seconds. It is not interrupted, since it may be in the
   * database. May come twice, and before the beginning.
   */
  void end() {
    if (thread == null) {
      return;
    }
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
