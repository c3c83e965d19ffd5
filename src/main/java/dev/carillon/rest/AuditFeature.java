package dev.carillon.rest;

import dev.carillon.access.AuditLog;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Puts a filter that writes the audit log around each method that is {@link Audited}. */
public final class AuditFeature implements DynamicFeature {
  private final AuditLog log;
  private final Map<String, Function<String, Optional<View>>> states;
  private final Clock clock;

  /**
   * Takes where to write.
   *
   * @param states looks at a thing by its id, for each kind
   */
  AuditFeature(AuditLog log, Map<String, Function<String, Optional<View>>> states, Clock clock) {
    this.log = log;
    this.states = Map.copyOf(states);
    this.clock = clock;
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Audited audited = resource.getResourceMethod().getAnnotation(Audited.class);
    if (audited != null) {
      Function<String, Optional<View>> state =
          states.getOrDefault(audited.of(), id -> Optional.empty());
      context.register(new AuditFilter(audited, state, log, clock));
    }
  }
}
