package dev.carillon.app;

import dev.carillon.employing.RivalJobsException;
import dev.carillon.guard.SignatureGate;
import dev.carillon.jdbc.DatabaseRefusedException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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

  private static final String SERVING = "dev.carillon.boot.serving";

  private Wiring wiring;
  private Running running;
  private Beginning beginning;

  /** For the servlet container. */
  public Startup() {}

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    try {
      start(context, Settings.read(Surroundings.of(context)));
    } catch (RefusedSettingsException refused) {
      refused.door().ifPresent(door -> serveAt(context, door, Startup::refusedAt));
      refuse(context);
      refused.mistakes().forEach(LOG::error);
    } catch (RivalJobsException refused) {
      refuse(context);
      refused.conflicts().forEach(LOG::error);
    } catch (DatabaseRefusedException refused) {
      refuse(context);
      LOG.error(refused.getMessage());
    } catch (RuntimeException | LinkageError broken) {
      refuse(context);
      LOG.error("cannot start", broken);
    }
  }

  private void start(ServletContext context, Settings settings) {
    settings.warnings().forEach(LOG::warn);
    LOG.info(settings.engine().announcement(settings.mode()));
    serveAt(context, new Door(settings.port(), settings.bind()), Startup::refusedAt);
    Home home = new Home(settings.home());
    home.prepare();
    Secret adminToken = settings.adminToken().orElseGet(() -> home.secret(Home.ADMIN_TOKEN));
    String instance = UUID.randomUUID().toString();
    List<Secret> secretKeys = SecretKeys.of(settings, home);
    wiring = new Wiring(settings, adminToken, secretKeys, Clock.systemUTC(), instance);
    Routes.refuseServlets(wiring.jobs(), mappings(context));
    context.setAttribute(SignatureGate.ATTRIBUTE, wiring.signatureGate());
    running = new Running(settings, wiring, instance);
    wiring.filters().forEach(routed -> add(context, routed, true));
    var jersey = new ServletContainer(new CarillonApplication(wiring.resources()));
    add(context, new RoutedFilter("jersey", jersey, "/*"), true);
    beginning = new Beginning(wiring::start, running::works, this::refusedLater);
    beginning.begin();
    context.setAttribute(SERVING, (Consumer<String>) running::at);
    if (!settings.standalone()) {
      running.under(context.getContextPath());
    }
  }

  /** Too late to answer otherwise than we do: everything that needs the database says 503. */
  private void refusedLater(Throwable refused) {
    if (refused instanceof RefusedSettingsException settings) {
      settings.mistakes().forEach(LOG::error);
    } else {
      LOG.error("cannot start", refused);
    }
    wiring.stop();
  }

  private static Set<String> mappings(ServletContext context) {
    return context.getServletRegistrations().values().stream()
        .flatMap(servlet -> servlet.getMappings().stream())
        .collect(Collectors.toSet());
  }

  /** Tells whoever runs {@code java -jar} where to listen, and asks to be told when it does. */
  private static void serveAt(ServletContext context, Door door, Consumer<String> serving) {
    context.setAttribute("dev.carillon.boot.port", door.port());
    context.setAttribute("dev.carillon.boot.bind", door.bind());
    context.setAttribute(SERVING, serving);
  }

  private static void refusedAt(String base) {
    LOG.error("Carillon did not start; {}/ answers 503", base);
  }

  private void refuse(ServletContext context) {
    stop();
    if (context.getAttribute(SERVING) == null) {
      serveAt(context, Door.CLOSEST, Startup::refusedAt);
    }
    context.setAttribute(SERVING, (Consumer<String>) Startup::refusedAt);
    add(context, new RoutedFilter("refused", new RefusedStart(), "/*"), false);
  }

  private static void add(ServletContext context, RoutedFilter routed, boolean last) {
    var registration = context.addFilter("carillon-" + routed.name(), routed.filter());
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC),
        last,
        routed.patterns().toArray(String[]::new));
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    stop();
    deregisterDrivers();
    RecordMethods.forgetOurs();
  }

  private void stop() {
    if (beginning != null) {
      beginning.stop();
    }
    if (running != null) {
      running.stop();
    }
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
