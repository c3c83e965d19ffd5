package dev.carillon.crash;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.carillon.jdbc.DatabaseAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One life of a {@link Mortal} process, seen from outside. Killing may be done by any thread; asking is
 * for one.
 */
final class Life implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;
  private static final int KILLED = 128 + 9;
  private static final String END = "\0";

  private final String name;
  private final Path log;
  private final Process process;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();

  private Life(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    Thread reader = new Thread(this::read, "reads-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  /** Begins one over that database; what it has to complain about goes into a file in the directory. */
  static Life begin(String name, DatabaseAddress database, Instant now, Path directory) {
    Path log = directory.resolve(name + ".log");
    try {
      return new Life(
          name,
          log,
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xshare:auto",
                  "-Xmx256m",
                  "-Dfile.encoding=UTF-8",
                  "-cp",
                  classes(),
                  Mortal.class.getName(),
                  database.url(),
                  database.user(),
                  database.password().orElse(""),
                  now.toString(),
                  name)
              .redirectError(log.toFile())
              .start());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String classes() {
    return Life.class.getClassLoader() instanceof URLClassLoader loader
        ? Stream.of(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(":"))
        : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  String name() {
    return name;
  }

  /** Waits until its database is open; returns false if it was killed before. */
  boolean isReady() {
    return Mortal.READY.equals(next());
  }

  /** Returns its answer, or empty if it was killed before it had answered. */
  Optional<List<String>> ask(String command) {
    try {
      process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException dead) {
      return Optional.empty();
    }
    List<String> answer = new ArrayList<>();
    for (String line = next(); !line.equals(END); line = next()) {
      if (line.equals(Mortal.OVER)) {
        return Optional.of(answer);
      }
      answer.add(line);
    }
    return Optional.empty();
  }

  /** Returns the writes that it was refused so far. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  /** Ends it at once (SIGKILL). */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells whether it was killed, and did not end by itself before. */
  boolean wasKilled() {
    return process.exitValue() == KILLED;
  }

  /** Takes all time from it (SIGSTOP). */
  void freeze() {
    signal("STOP");
  }

  /** Lets it go on where it was (SIGCONT). */
  void thaw() {
    signal("CONT");
  }

  private void signal(String signal) {
    try {
      int sent = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
          .start()
          .waitFor();
      if (sent != 0) {
        throw new AssertionError("no " + signal + " for " + name);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns what it complained about. */
  String complaints() {
    try {
      return Files.readString(log);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    end();
  }

  /** Ends it in order, and waits for that; may come twice. */
  void end() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
        kill();
        throw new AssertionError(name + " did not end:\n" + complaints());
      }
    } catch (IOException dead) {
      kill();
    } catch (InterruptedException hurried) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  private String next() {
    try {
      String line = said.poll(PATIENCE_SECONDS, SECONDS);
      if (line == null) {
        kill();
        throw new AssertionError(name + " says nothing any more:\n" + complaints());
      }
      if (line.equals(END)) {
        said.add(END);
      }
      return line;
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(hurried);
    }
  }

  /** A line that was cut short by the kill was never said. */
  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      var line = new StringBuilder();
      for (int next = lines.read(); next >= 0; next = lines.read()) {
        if (next == '\n') {
          hear(line.toString());
          line.setLength(0);
        } else {
          line.append((char) next);
        }
      }
    } catch (IOException dead) {
      // The pipe broke with the process; what it had said to the end is kept.
    } finally {
      said.add(END);
    }
  }

  private void hear(String line) {
    if (line.startsWith(Mortal.REFUSED)) {
      refused.add(line);
    } else {
      said.add(line);
    }
  }
}
