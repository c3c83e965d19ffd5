package dev.carillon.app;

import dev.carillon.rest.HealthResource;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Puts the house together by hand, top to bottom.
 *
 * <p>The constructor does no I/O; {@link #start()} starts what works by itself, in order, and {@link
 * #stop()} stops it in reverse. Stopping may come twice, and before starting.
 */
final class Wiring {
  private final AtomicBoolean started = new AtomicBoolean();
  private final HealthResource health;

  /**
   * @param settings checked and complete
   * @param clock tells the time to every room
   * @param instance a random id of this process
   */
  Wiring(Settings settings, Clock clock, String instance) {
    health = new HealthResource(instance, started::get);
  }

  void start() {
    started.set(true);
  }

  void stop() {
    started.set(false);
  }

  /** Returns a code that signs one person in, once; to be called after the start. */
  Optional<String> newSignInCode() {
    return Optional.empty();
  }

  /**
   * Takes what was decided after the start: that the public URL leads back to this process.
   *
   * @param decision the engine that rings from now on
   */
  void decided(EngineDecision decision) {}

  /** Returns the JAX-RS resources and providers, each an instance made here. */
  List<Object> resources() {
    return List.of(health);
  }

  /** Returns the servlet filters in the order a request meets them. */
  List<RoutedFilter> filters() {
    return List.of();
  }
}
