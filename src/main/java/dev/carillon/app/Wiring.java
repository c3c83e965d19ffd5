package dev.carillon.app;

import dev.carillon.employing.JobBook;
import dev.carillon.guard.SignatureGate;
import dev.carillon.jdbc.DatabaseClock;
import dev.carillon.jdbc.DatabaseRefusedException;
import dev.carillon.qstash.QStashClient;
import dev.carillon.running.StoreUnavailableException;
import dev.carillon.scheduling.EngineUnavailableException;
import dev.carillon.watching.Inquiry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Puts the house together by hand, top to bottom: {@link Rooms}, and {@link WebWiring} over them.
 *
 * <p>The constructor does no I/O; {@link #start()} starts what works by itself, in order, and {@link
 * #stop()} stops it in reverse. Stopping may come twice, and before starting.
 */
final class Wiring {
  private final Rooms rooms;
  private final WebWiring web;
  private final Readiness readiness;
  private boolean reached;
  private boolean opened;

  /**
   * @param settings checked and complete
   * @param adminToken as it was set or generated
   * @param secretKeys what stored secrets are encrypted with; empty if they are off
   * @param clock of this machine; the database corrects it
   * @param instance a random id of this process
   */
  Wiring(
      Settings settings, Secret adminToken, List<Secret> secretKeys, Clock clock, String instance) {
    rooms =
        Rooms.on(new Ground(settings, new DatabaseClock(clock), instance), secretKeys, this::open);
    readiness = new Readiness(rooms.stores().database::answers);
    web = new WebWiring(rooms, adminToken, readiness::missing);
  }

  /**
   * Starts it all. Each step may be done again when the database went away in the middle of it.
   *
   * @throws DatabaseAwayException if the database cannot be reached; this may be called again then
   */
  void start() {
    try {
      settle();
      begin();
    } catch (StoreUnavailableException | EngineUnavailableException away) {
      throw waiting(away);
    } catch (DatabaseRefusedException refused) {
      throw refused.isAway() ? waiting(refused) : refused;
    }
    readiness.started();
  }

  private DatabaseAwayException waiting(RuntimeException away) {
    readiness.waits();
    return new DatabaseAwayException(away);
  }

  private void settle() {
    if (!reached) {
      rooms.stores().database.open();
      reached = true;
    }
    rooms.ground().clock().start(rooms.stores().database);
    rooms.secrets().start();
    rooms.schedules().furnish();
  }

  /** What asks the database comes first; the rest begins once. */
  private void begin() {
    rooms.node().start();
    if (rooms.node().copies.isClear()) {
      open();
    }
    rooms.schedules().start();
    web.events.start();
  }

  /** Rings, walks, and removes what is old; not in a copy of the database, where the original does. */
  private synchronized void open() {
    if (!opened) {
      rooms.schedules().local.start();
      rooms.running().runs.start();
      rooms.running().watch.start();
      rooms.running().inquiry.ifPresent(Inquiry::start);
      rooms.running().retention.start();
      opened = true;
    }
  }

  /** Stops all in reverse; what breaks on the way keeps nothing else from being stopped. */
  void stop() {
    for (Runnable step : steps()) {
      try {
        step.run();
      } catch (RuntimeException | LinkageError broken) {
        LoggerFactory.getLogger(Wiring.class).error("something did not stop cleanly", broken);
      }
    }
  }

  private List<Runnable> steps() {
    return List.of(
        readiness::stopping,
        rooms.stores().database::hurry,
        web.events::stop,
        () -> rooms.node().qstash.ifPresent(QStashClient::close),
        rooms.schedules()::settle,
        rooms.running().retention::stop,
        () -> rooms.running().inquiry.ifPresent(Inquiry::stop),
        rooms.running().watch::stop,
        rooms.schedules().sync::stop,
        rooms.schedules().local::stop,
        rooms.running().runs::stop,
        rooms.node().heartbeat::stop,
        rooms.code()::stop,
        rooms.running().http::close,
        web.doctor::stop,
        web.trips::stop,
        rooms.signing()::stop,
        rooms.secrets()::stop,
        rooms.ground().clock()::close,
        readiness::stop,
        rooms.stores().database::close);
  }

  /** Returns what everybody may know of this installation; to be called after the start. */
  String fingerprint() {
    return rooms.node().copies.fingerprint();
  }

  /** Returns a code that signs one person in, once; to be called after the start. */
  Optional<String> newSignInCode() {
    return Optional.of(web.signIn.newCode());
  }

  /**
   * Takes what was decided after the start: that the public URL leads back to this process. The
   * local engine goes on until the next start, which decides anew.
   *
   * @param decision the engine that could ring
   */
  void decided(EngineDecision decision) {
    LoggerFactory.getLogger(Wiring.class)
        .info("signed calls of QStash are taken; set CARILLON_ENGINE=qstash to let it ring");
  }

  /** Returns the jobs in code that were found. */
  JobBook jobs() {
    return rooms.code().jobs;
  }

  /** Returns by what signed requests are judged. */
  SignatureGate signatureGate() {
    return rooms.signing().gate;
  }

  /** Returns the JAX-RS resources and providers, each an instance made here. */
  List<Object> resources() {
    return web.resources;
  }

  /** Returns the servlet filters in the order a request meets them. */
  List<RoutedFilter> filters() {
    return web.filters;
  }
}
