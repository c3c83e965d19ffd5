package dev.carillon.app;

import jakarta.ws.rs.Path;
import java.util.List;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.inject.hk2.AbstractBinder;
import org.glassfish.jersey.media.sse.SseFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletProperties;

/**
 * The JAX-RS application: the instances that {@link Wiring} made, and nothing found by itself.
 *
 * <p>Runs as a filter over the whole context, so that a path in {@code @Path} is the path from the
 * context on ({@code api/cron}, {@code health/live}); what is not below those two is left to the
 * container, which serves the dashboard's files.
 */
final class CarillonApplication extends ResourceConfig {
  private static final String NOT_OURS = "(?!/(api|health)(/|$)).*";

  CarillonApplication(List<Object> components) {
    setApplicationName("carillon");
    property(ServerProperties.WADL_FEATURE_DISABLE, true);
    property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
    property(ServletProperties.FILTER_STATIC_CONTENT_REGEX, NOT_OURS);
    property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true);
    property(CommonProperties.MOXY_JSON_FEATURE_DISABLE, true);
    register(SseFeature.class);
    List<Object> resources =
        components.stream().filter(CarillonApplication::isResource).toList();
    components.stream().filter(it -> !isResource(it)).forEach(this::register);
    resources.forEach(resource -> register(resource.getClass()));
    // One binder for all: of several of one class Jersey takes the first only.
    register(new Instances(resources));
  }

  private static boolean isResource(Object component) {
    return component.getClass().isAnnotationPresent(Path.class);
  }

  /** Jersey asks for a resource by its class, and is given ours instead of making one. */
  private static final class Instances extends AbstractBinder {
    private final List<Object> resources;

    Instances(List<Object> resources) {
      this.resources = resources;
    }

    @Override
    protected void configure() {
      resources.forEach(this::give);
    }

    @SuppressWarnings("unchecked")
    private void give(Object resource) {
      bind(resource).to((Class<Object>) resource.getClass());
    }
  }
}
