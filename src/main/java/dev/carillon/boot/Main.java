package dev.carillon.boot;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts Carillon from its own WAR: {@code java -jar carillon.war}.
 *
 * <p>The embedded Tomcat travels in {@code WEB-INF/boot-lib}, is unpacked into a temporary directory
 * and loaded by a class loader of its own, which becomes the parent of the web application's. {@code
 * SIGTERM} and {@code SIGINT} stop it: the web application first, then Tomcat; the temporary
 * directory is removed last. The exit status is 1 if nothing could be served, else that of the
 * signal.
 */
public final class Main {
  private static final String SIGN_IN = "dev.carillon.app.SignInCommand";
  private static final String SERVER = "dev.carillon.boot.Server";

  /** Told to stop: what then breaks in the middle of a start is no news. */
  private static volatile boolean stopping;

  private Main() {}

  /**
   * Serves until a signal comes; with {@code sign-in} asks the running server for a new link.
   *
   * @param arguments none, or the one word {@code sign-in}
   */
  public static void main(String... arguments) throws Exception {
    if (List.of(arguments).equals(List.of("sign-in"))) {
      System.exit(signIn(war()));
    }
    if (arguments.length > 0) {
      System.err.println("usage: java -jar carillon.war [sign-in]");
      System.exit(2);
    }
    Logs logs = Logs.begin();
    try {
      serve(war(), logs);
    } catch (Exception | LinkageError broken) {
      if (stopping) {
        return;
      }
      Logger.getLogger("dev.carillon.boot").log(Level.SEVERE, "cannot start", broken);
      System.exit(1);
    }
  }

  private static int signIn(Path war) throws Exception {
    try (WorkDirectory work = WorkDirectory.of(war);
        var loader = new URLClassLoader(work.application(), ClassLoader.getPlatformClassLoader())) {
      Object command = loader
          .loadClass(SIGN_IN)
          .getConstructor(Map.class, PrintStream.class, PrintStream.class)
          .newInstance(System.getenv(), System.out, System.err);
      return (Integer) ((Callable<?>) command).call();
    }
  }

  private static void serve(Path war, Logs logs) throws Exception {
    WorkDirectory work = WorkDirectory.of(war);
    Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>(List.of(work));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(open, logs), "stop"));
    var loader = new URLClassLoader("tomcat", work.tomcat(), ClassLoader.getPlatformClassLoader());
    open.push(loader);
    Thread.currentThread().setContextClassLoader(loader);
    Class<?> type = loader.loadClass(SERVER);
    Object server = type.getConstructor(Path.class, Path.class).newInstance(war, work.path());
    open.push((AutoCloseable) server);
    ((Runnable) server).run();
  }

  /** Closes the server, its class loader, and the directory both of them used. */
  private static void close(Deque<AutoCloseable> open, Logs logs) {
    stopping = true;
    for (AutoCloseable one : open) {
      try {
        one.close();
      } catch (Exception broken) {
        Logger.getLogger("dev.carillon.boot").log(Level.WARNING, "did not stop cleanly", broken);
      }
    }
    logs.end();
  }

  private static Path war() throws URISyntaxException, IOException {
    var source = Main.class.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(source.toURI()).toRealPath();
  }
}
