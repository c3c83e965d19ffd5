package dev.carillon.rest;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Hears what a logger says, from its opening on. */
final class LogTail extends Handler implements AutoCloseable {
  private final Logger logger;
  private final Level before;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private LogTail(Logger logger) {
    this.logger = logger;
    before = logger.getLevel();
  }

  static LogTail of(String name) {
    LogTail tail = new LogTail(Logger.getLogger(name));
    tail.logger.setLevel(Level.INFO);
    tail.logger.addHandler(tail);
    return tail;
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(new SimpleFormatter().formatMessage(line));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setLevel(before);
  }
}
