package dev.carillon.rest;

import dev.carillon.access.Role;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps viewers from each method that changes something: from all that are no reads, unless they are
 * {@link ForAnybody}. A method that is only for administrators asks for that itself.
 */
public final class RolesFeature implements DynamicFeature {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Method method = resource.getResourceMethod();
    if (isChanging(method) && !method.isAnnotationPresent(ForAnybody.class)) {
      context.register(new NoViewers());
    }
  }

  private static boolean isChanging(Method method) {
    return Stream.of(method.getAnnotations())
        .map(it -> it.annotationType().getAnnotation(HttpMethod.class))
        .anyMatch(verb -> verb != null && !READING.contains(verb.value()));
  }

  /** Refuses before anything is looked at, so before the audit log looks too. */
  @Priority(Priorities.AUTHORIZATION)
  private static final class NoViewers implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      Callers.require(Role.OPERATOR, request);
    }
  }
}
