package dev.carillon.boot;

import java.util.logging.LogManager;

/**
 * A log manager that outlives the JDK's own shutdown hook, which closes all handlers as soon as the
 * process is told to end: stopping is to be read about too. {@link Logs#end()} closes them.
 */
public final class LogKeeper extends LogManager {
  private static volatile boolean ended;

  /** For the JDK, which makes it by the name of its class. */
  public LogKeeper() {}

  /** From now on {@link #reset()} closes. */
  static void end() {
    ended = true;
    LogManager.getLogManager().reset();
  }

  /** Does nothing until the end. */
  @Override
  public void reset() {
    if (ended) {
      super.reset();
    }
  }

  /** Reads no file: {@link Logs} says all there is. */
  @Override
  public void readConfiguration() {}
}
