package dev.carillon.boot;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/**
 * The log of {@code java -jar}: one line a record on standard output, in UTF-8 whatever the
 * platform's character set is. Libraries, and what speaks for one, speak from {@code WARNING} on only.
 */
final class Logs {
  /**
   * From where on somebody is heard. Our TriggerStore is a store of Quartz and logs as one; Tomcat's
   * generator complains of slow machines only.
   */
  private static final Map<String, Level> LEVELS = Map.of(
      "", Level.INFO,
      "org", Level.WARNING,
      "org.apache.catalina.util.SessionIdGeneratorBase", Level.SEVERE,
      "com.zaxxer", Level.WARNING,
      "net.thisptr", Level.WARNING,
      "dev.carillon.quartz.TriggerStore", Level.WARNING);

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
    root.addHandler(linesTo(new FileOutputStream(FileDescriptor.out)));
    return new Logs(LEVELS.entrySet().stream().map(Logs::levelled).toList());
  }

  private static Logger levelled(Map.Entry<String, Level> from) {
    Logger logger = Logger.getLogger(from.getKey());
    logger.setLevel(from.getValue());
    return logger;
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
