package dev.carillon.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.glassfish.jersey.servlet.ServletContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts Carillon with its servlet context and stops it with it.
 *
 * <p>A start that is refused (settings that are wrong, a database that is not there) is told in the
 * log, and every request is answered with 503. Stopping leaves no thread, no driver and no class
 * loader behind.
 */
public final class Startup implements ServletContextListener {
  private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

  private Wiring wiring;

  /** For the servlet container. */
  public Startup() {}

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    try {
      Settings settings = Settings.read(Surroundings.of(context));
      settings.warnings().forEach(LOG::warn);
      LOG.info(settings.engine().announcement(settings.mode()));
      serveAt(context, settings.port(), settings.bind(), this::serving);
      start(context, settings);
    } catch (RefusedSettingsException refused) {
      refuse(context);
      refused.mistakes().forEach(LOG::error);
    } catch (RuntimeException broken) {
      refuse(context);
      LOG.error("cannot start", broken);
    }
  }

  private void start(ServletContext context, Settings settings) {
    wiring = new Wiring(settings, Clock.systemUTC(), UUID.randomUUID().toString());
    for (RoutedFilter routed : wiring.filters()) {
      add(context, routed.name(), routed.filter(), routed.patterns());
    }
    var jersey = new ServletContainer(new CarillonApplication(wiring.resources()));
    add(context, "jersey", jersey, List.of("/*"));
    wiring.start();
  }

  /** Tells whoever runs {@code java -jar} where to serve, and asks to be told when it does. */
  private static void serveAt(
      ServletContext context, int port, String bind, Consumer<String> serving) {
    context.setAttribute("dev.carillon.boot.port", port);
    context.setAttribute("dev.carillon.boot.bind", bind);
    context.setAttribute("dev.carillon.boot.serving", serving);
  }

  private void serving(String base) {
    LOG.info("Carillon is at {}/", base);
  }

  private void refuse(ServletContext context) {
    stop();
    if (context.getAttribute("dev.carillon.boot.port") == null) {
      serveAt(context, 8080, "127.0.0.1", base -> LOG.error("not started: {}/ answers 503", base));
    }
    add(context, "refused", new RefusedStart(), List.of("/*"));
  }

  private static void add(
      ServletContext context, String name, Filter filter, List<String> patterns) {
    var registration = context.addFilter("carillon-" + name, filter);
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC),
        true,
        patterns.toArray(String[]::new));
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    stop();
    deregisterDrivers();
  }

  private void stop() {
    if (wiring != null) {
      wiring.stop();
    }
  }

  /** A driver of ours left with the JDK would hold this application's class loader for ever. */
  private static void deregisterDrivers() {
    ClassLoader ours = Startup.class.getClassLoader();
    DriverManager.drivers()
        .filter(driver -> driver.getClass().getClassLoader() == ours)
        .toList()
        .forEach(driver -> {
          try {
            DriverManager.deregisterDriver(driver);
          } catch (java.sql.SQLException broken) {
            LOG.warn("a database driver stays registered", broken);
          }
        });
  }
}
