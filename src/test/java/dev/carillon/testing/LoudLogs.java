package dev.carillon.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Keeps every line that is logged, at the finest level, by whomever, until it is closed. */
public final class LoudLogs implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger root = Logger.getLogger("");
  private final Level before = root.getLevel();
  // A server of the tests silences all of Apache; the client is one of them.
  private final Logger client = Logger.getLogger("org.apache.hc");
  private final Handler[] others = root.getHandlers();
  private final Handler keeping = new Handler() {
    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord line) {
      lines.add(formatter.format(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  };

  /** Begins. */
  public LoudLogs() {
    keeping.setLevel(Level.ALL);
    for (Handler other : others) {
      root.removeHandler(other);
    }
    root.addHandler(keeping);
    root.setLevel(Level.ALL);
    client.setLevel(Level.ALL);
  }

  /** Returns all that was logged. */
  public String text() {
    return String.join("\n", lines);
  }

  /** Returns all that an exception tells: its chain, the suppressed ones, and their traces. */
  public static String told(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  @Override
  public void close() {
    root.removeHandler(keeping);
    root.setLevel(before);
    client.setLevel(null);
    for (Handler other : others) {
      root.addHandler(other);
    }
  }
}
