package dev.carillon.boot;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The routes of all resources, as their annotations say. */
final class RouteList {
  private static final java.nio.file.Path RESOURCES =
      java.nio.file.Path.of("src/main/java/dev/carillon/rest");

  private RouteList() {}

  /** A route with its variables filled in. */
  record Route(String method, String path) {}

  /** Returns those that read a body. */
  static List<Route> withBodies() throws IOException, ClassNotFoundException {
    List<Route> routes = new ArrayList<>();
    try (Stream<java.nio.file.Path> files = Files.list(RESOURCES)) {
      for (java.nio.file.Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith("Resource.java")) {
          Class<?> resource = Class.forName("dev.carillon.rest." + name.replace(".java", ""));
          Arrays.stream(resource.getMethods())
              .filter(it -> Arrays.stream(it.getParameters()).anyMatch(RouteList::isBody))
              .flatMap(it -> routes(resource, it))
              .forEach(routes::add);
        }
      }
    }
    return routes;
  }

  private static Stream<Route> routes(Class<?> resource, Method method) {
    String path = path(resource.getAnnotation(Path.class)) + path(method.getAnnotation(Path.class));
    return Arrays.stream(method.getAnnotations())
        .map(it -> it.annotationType().getAnnotation(HttpMethod.class))
        .filter(it -> it != null)
        .map(it -> new Route(it.value(), path.replaceAll("\\{[^}]*}", "given")));
  }

  private static String path(Path path) {
    return path == null ? "" : "/" + path.value().replaceFirst("^/", "");
  }

  /** The body is the parameter that is taken from nowhere else. */
  private static boolean isBody(Parameter parameter) {
    return Arrays.stream(parameter.getAnnotations())
        .map(Annotation::annotationType)
        .noneMatch(it -> it.getName().startsWith("jakarta.ws.rs."));
  }
}
