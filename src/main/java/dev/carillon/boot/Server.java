package dev.carillon.boot;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;

/**
 * Tomcat with this WAR as its root application.
 *
 * <p>The application starts before the door opens: it reads the settings, so it knows the port and
 * the address, and nobody gets an answer from half an application. Application and server see each
 * other only through the attributes of the servlet context named here, whose values are of the JDK.
 */
public final class Server implements Runnable, AutoCloseable {
  /** Context parameter: there, whatever its value, if the application was started by this class. */
  static final String STANDALONE = "dev.carillon.boot";

  /** Attribute the application sets: the port as an {@link Integer}; zero means any free one. */
  static final String PORT = "dev.carillon.boot.port";

  /** Attribute the application sets: the address to listen on as text; empty means all. */
  static final String BIND = "dev.carillon.boot.bind";

  /** Attribute the application sets: a {@code Consumer<String>} to be told the base URL. */
  static final String SERVING = "dev.carillon.boot.serving";

  private static final Logger LOG = Logger.getLogger("dev.carillon.boot");

  private final Tomcat tomcat = new Tomcat();
  private final Path war;
  private final Path work;
  private volatile boolean closed;

  /** Prepares a server; nothing is opened yet. */
  public Server(Path war, Path work) {
    this.war = war;
    this.work = work;
  }

  /** Starts, then serves until {@link #close} is called from another thread. */
  @Override
  public void run() {
    try {
      Context application = start();
      if (!closed) {
        serve(application);
      }
    } catch (LifecycleException | IOException broken) {
      throw new IllegalStateException(reason(broken), broken);
    }
    tomcat.getServer().await();
  }

  private Context start() throws LifecycleException, IOException {
    tomcat.setBaseDir(work.toString());
    tomcat.getEngine().setParentClassLoader(Server.class.getClassLoader());
    tomcat.getServer().setPort(-1);
    showNothingOfTomcat(tomcat.getHost());
    Context application = tomcat.addWebapp("", war.toString());
    application.addParameter(STANDALONE, "true");
    application.addLifecycleListener(event -> {
      if (event.getType().equals(Lifecycle.BEFORE_START_EVENT)) {
        withoutJsp(application);
      }
    });
    tomcat.start();
    return application;
  }

  /** Tomcat answers some malformed requests itself: as we do, without version and trace, please. */
  private static void showNothingOfTomcat(Host host) {
    var reports = new Reports();
    host.getPipeline().addValve(reports);
    // By this name the host finds it there, and adds none of its own.
    ((StandardHost) host).setErrorReportValveClass(reports.getClass().getName());
  }

  /** There is no JSP compiler here; the servlet Tomcat expects for it would be an error. */
  private static void withoutJsp(Context application) {
    var jsp = application.findChild("jsp");
    if (jsp != null) {
      application.removeServletMapping("*.jsp");
      application.removeServletMapping("*.jspx");
      application.removeChild(jsp);
    }
  }

  private void serve(Context started) throws LifecycleException {
    if (!started.getState().isAvailable()) {
      throw new LifecycleException("the web application did not start");
    }
    ServletContext application = started.getServletContext();
    var bind = (String) application.getAttribute(BIND);
    var port = (Integer) application.getAttribute(PORT);
    Doorway.of(bind, port).tryOut();
    var connector = new Connector();
    connector.setPort(port);
    connector.setXpoweredBy(false);
    // Texts and JSON, not the stream of events, which goes out line by line.
    connector.setProperty("compression", "on");
    // Half of the dashboard's hundred files are smaller than what Tomcat would compress.
    connector.setProperty("compressionMinSize", "256");
    if (!bind.isEmpty()) {
      connector.setProperty("address", bind);
    }
    tomcat.getService().addConnector(connector);
    if (!connector.getState().isAvailable()) {
      throw new LifecycleException("Tomcat does not listen");
    }
    String base = "http://%s:%d".formatted(visible(bind), connector.getLocalPort());
    @SuppressWarnings("unchecked")
    var serving = (Consumer<String>) application.getAttribute(SERVING);
    serving.accept(base);
  }

  private static String visible(String bind) {
    boolean everywhere = bind.isEmpty() || bind.equals("0.0.0.0") || bind.equals("::");
    if (everywhere) {
      return "localhost";
    }
    return bind.contains(":") ? "[" + bind + "]" : bind;
  }

  private static String reason(Throwable broken) {
    Throwable deepest = broken;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage();
  }

  /** Stops the application, then Tomcat. A second call does nothing. */
  @Override
  public synchronized void close() throws LifecycleException {
    if (closed) {
      return;
    }
    closed = true;
    tomcat.stop();
    tomcat.destroy();
    LOG.info("stopped");
  }
}
