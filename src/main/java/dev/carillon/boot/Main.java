package dev.carillon.boot;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

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
  private static final String DOOR_CLOSED = "dev.carillon.boot.DoorClosedException";
  private static final String SERVER = "dev.carillon.boot.Server";

  /** Told to stop: what then breaks in the middle of a start is no news. */
  private static volatile boolean stopping;

  private Main() {}

  /**
   * Serves until a signal comes; with {@code sign-in} asks the running server for a new link.
   *
   * @param arguments none, or the word {@code sign-in}, behind which may stand the server's address
   */
  public static void main(String... arguments) throws Exception {
    if (arguments.length > 0 && arguments.length < 3 && arguments[0].equals("sign-in")) {
      System.exit(signIn(war(), Stream.of(arguments).skip(1).findFirst()));
    }
    if (arguments.length > 0) {
      System.err.println("usage: java -jar carillon.war [sign-in [http://host:port/context-path]]");
      System.exit(2);
    }
    Logs logs = Logs.begin();
    try {
      serve(war(), logs);
    } catch (Exception | LinkageError broken) {
      if (stopping) {
        return;
      }
      tell(broken);
      System.exit(1);
    }
  }

  /** A sentence is enough where it says what to do; of all else the whole way is of use. */
  private static void tell(Throwable broken) {
    Logger log = Logger.getLogger("dev.carillon.boot");
    if (broken.getClass().getName().equals(DOOR_CLOSED)) {
      log.severe(broken.getMessage());
    } else {
      log.log(Level.SEVERE, "cannot start", broken);
    }
  }

  private static int signIn(Path war, Optional<String> address) throws Exception {
    try (WorkDirectory work = WorkDirectory.of(war);
        var loader = new URLClassLoader(work.application(), ClassLoader.getPlatformClassLoader())) {
      Object command = loader
          .loadClass(SIGN_IN)
          .getConstructor(Map.class, Optional.class, PrintStream.class, PrintStream.class)
          .newInstance(System.getenv(), address, System.out, System.err);
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
