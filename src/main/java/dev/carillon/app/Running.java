package dev.carillon.app;

import dev.carillon.running.StoreUnavailableException;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done once requests are answered: says where, with a one-time link, and finds out whether
 * the public URL leads back here, which nobody could know before.
 */
final class Running {
  private static final Logger LOG = LoggerFactory.getLogger(Running.class);

  private static final String SOMEWHERE = "http://(this server)";

  private final Settings settings;
  private final Wiring wiring;
  private final String instance;
  private final Home home;
  private Thread probing;
  private Optional<String> address = Optional.empty();
  private Optional<String> note = Optional.empty();
  private boolean works;
  private boolean greeted;

  Running(Settings settings, Wiring wiring, String instance) {
    this.settings = settings;
    this.wiring = wiring;
    this.instance = instance;
    home = new Home(settings.home());
  }

  /** Begins under {@code java -jar}, which knows its own address. */
  synchronized void at(String base) {
    note = Optional.of(base);
    address = Optional.of(settings.mode() == Mode.PRODUCTION ? published(base) : base);
    greet();
  }

  /** All works now: the database answers, in which the link is kept. */
  synchronized void works() {
    works = true;
    greet();
  }

  private void greet() {
    if (greeted || !works || address.isEmpty()) {
      return;
    }
    greeted = true;
    // Only now: who waits for the database may wait for another server of this home.
    note.ifPresent(this::note);
    greet(address.get());
    if (settings.standalone() && settings.engine().provisional()) {
      probing = new Thread(this::probe, "tunnel-probe");
      probing.setDaemon(true);
      probing.start();
    }
  }

  /** Begins inside somebody's servlet container, whose address only {@code APP_URL} can tell. */
  synchronized void under(String contextPath) {
    address = Optional.of(published(SOMEWHERE + contextPath));
    greet();
  }

  private void note(String base) {
    home.serving(base, wiring.fingerprint(), new HttpNeighbour(TunnelProbe::get))
        .ifPresent(other -> LOG.warn(
            "another server uses {} and answers at {}: the command sign-in goes on asking that one;"
                + " set another CARILLON_HOME",
            settings.home(),
            other));
  }

  private String published(String otherwise) {
    return settings.publicUrls().stream().map(URI::toString).findFirst().orElse(otherwise);
  }

  private void greet(String base) {
    LOG.info("🔔 Carillon is at {}/", base);
    try {
      wiring
          .newSignInCode()
          .ifPresent(
              code -> LOG.info("🔑 Sign in (once, within 15 minutes): {}/#sign-in={}", base, code));
    } catch (StoreUnavailableException away) {
      LOG.warn("there is no sign-in link ({}); the command sign-in makes one", away.getMessage());
    }
    LOG.info("🔑 Or sign in with the admin token: it is {}", whereTheTokenIs());
    if (!settings.standalone()) {
      LOG.info("A new link: java -jar carillon.war sign-in {}", base);
    }
    if (base.startsWith(SOMEWHERE)) {
      LOG.info("What (this server) is, host and port, only you know; APP_URL tells it");
    }
  }

  private String whereTheTokenIs() {
    return settings.adminToken().isPresent()
        ? "the value of " + Setting.CARILLON_ADMIN_TOKEN
        : "in the file " + settings.home().resolve(Home.ADMIN_TOKEN);
  }

  private void probe() {
    URI url = settings.publicUrls().get(0);
    if (TunnelProbe.overHttp().leadsTo(instance, url)) {
      LOG.info("{} leads back to this process", url);
      wiring.decided(settings.engine().proved());
    } else {
      LOG.info("{} does not lead back to this process: Quartz goes on ringing", url);
    }
  }

  /** Ends. May come twice, and before the beginning. */
  synchronized void stop() {
    note.ifPresent(home::stopped);
    if (probing != null) {
      probing.interrupt();
      probing = null;
    }
  }
}
