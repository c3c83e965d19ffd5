package dev.carillon.boot;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.Stream;

/**
 * The log of {@code java -jar}: one line a record on standard output, in UTF-8 whatever the
 * platform's character set is. Libraries speak from {@code WARNING} on only.
 */
final class Logs {
  private static final List<String> CHATTY =
      List.of("org", "com.zaxxer", "com.mchange", "net.thisptr");

  private final List<Logger> held;

  private Logs(List<Logger> held) {
    this.held = held;
  }

  /**
   * Sets the log up, before anything logs. The answer is to be held: the JDK forgets the level of a
   * logger that nobody holds.
   */
  static Logs begin() {
    System.setProperty("java.util.logging.manager", LogKeeper.class.getName());
    Logger root = Logger.getLogger("");
    Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
    root.setLevel(Level.INFO);
    root.addHandler(linesTo(new FileOutputStream(FileDescriptor.out)));
    Stream<Logger> quiet = CHATTY.stream().map(Logger::getLogger);
    return new Logs(
        Stream.concat(Stream.of(root), quiet.peek(logger -> logger.setLevel(Level.WARNING)))
            .toList());
  }

  /** Flushes and closes, last of all. */
  void end() {
    held.forEach(logger -> Arrays.stream(logger.getHandlers()).forEach(Handler::flush));
    LogKeeper.end();
  }

  /** Returns a handler that writes each record to {@code out} at once. */
  static Handler linesTo(OutputStream out) {
    var handler = new StreamHandler(out, new LogLine()) {
      @Override
      public synchronized void publish(LogRecord written) {
        super.publish(written);
        flush();
      }
    };
    try {
      handler.setEncoding("UTF-8");
    } catch (UnsupportedEncodingException impossible) {
      throw new AssertionError(impossible);
    }
    handler.setLevel(Level.ALL);
    return handler;
  }
}
