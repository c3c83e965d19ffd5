package dev.carillon.running;

import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Takes the lines of one call of somebody else's code, from any of its threads, and not without end: they stand in
 * one row. What comes after the call is over is dropped.
 */
final class GuestLog implements BiConsumer<String, String> {
  static final int MOST_LINES = 1_000;
  static final int LONGEST = 10_000;

  private static final Set<String> LEVELS = Set.of("debug", "info", "warn", "error");

  private final BiConsumer<String, String> behind;
  private int lines;
  private boolean closed;

  GuestLog(BiConsumer<String, String> behind) {
    this.behind = behind;
  }

  @Override
  public synchronized void accept(String level, String line) {
    if (!LEVELS.contains(level)) {
      throw new IllegalArgumentException("level is one of debug, info, warn, error");
    }
    lines++;
    if (!closed && lines <= MOST_LINES) {
      behind.accept(level, line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
    }
  }

  synchronized void close() {
    if (!closed && lines > MOST_LINES) {
      behind.accept("warn", (lines - MOST_LINES) + " more lines were left out");
    }
    closed = true;
  }
}
