package dev.carillon.app;

import dev.carillon.employing.JobBook;
import dev.carillon.guard.OpenRoutes;
import dev.carillon.job.JobCard;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The addresses that are ours, as the resources say, so that no job takes one of them. */
final class Routes {
  private static final String OWN = "/api/jobs/";

  private final Set<String> templates = new TreeSet<>();

  private Routes(Stream<? extends Class<?>> resources) {
    resources.forEach(resource -> {
      Path root = resource.getAnnotation(Path.class);
      if (root != null) {
        below(resource, root.value());
      }
    });
  }

  /** Takes the components, of which the resources carry {@link Path}. */
  static Routes of(List<Object> components) {
    return new Routes(components.stream().map(Object::getClass));
  }

  /** Takes the classes of components. */
  static Routes ofClasses(List<Class<?>> components) {
    return new Routes(components.stream());
  }

  private void below(Class<?> resource, String root) {
    Stream.of(resource.getMethods())
        .filter(method -> Stream.of(method.getAnnotations())
            .anyMatch(it -> it.annotationType().getPackage().equals(Path.class.getPackage())))
        .map(method -> method.getAnnotation(Path.class))
        .map(path -> path == null ? root : root + "/" + path.value())
        .map(path -> "/" + path.replaceAll("^/|/$", "").replaceAll("/{2,}", "/"))
        .forEach(templates::add);
  }

  /**
   * Goes on only if each job's path is its own.
   *
   * @throws RefusedSettingsException with those whose is not
   */
  void refuseRivals(JobBook jobs) {
    refuse(jobs, card -> isTaken(card.path().value(), card), "Carillon's");
  }

  /**
   * Goes on only if no job's path is that of somebody's servlet, which would never be asked.
   *
   * @param mappings the URL patterns of servlets
   * @throws RefusedSettingsException with those whose is
   */
  static void refuseServlets(JobBook jobs, Set<String> mappings) {
    refuse(jobs, card -> mappings.contains(card.path().value()), "a servlet's");
  }

  private static void refuse(JobBook jobs, Predicate<JobCard> isTaken, String whose) {
    List<String> mistakes = jobs.all().stream()
        .filter(isTaken)
        .map(card -> card.whose() + " has the path " + card.path() + ", which is " + whose
            + ": give it another, as /api/jobs/" + card.id())
        .toList();
    if (!mistakes.isEmpty()) {
      throw new RefusedSettingsException(mistakes);
    }
  }

  private boolean isTaken(String path, JobCard card) {
    if (path.equals(OWN + card.id())) {
      return false;
    }
    return OpenRoutes.includes("GET", path) || includes(path);
  }

  /** Tells whether a path is one of ours; its variable parts may be any, as {@code {id}} too. */
  boolean includes(String path) {
    return templates.stream().anyMatch(template -> matches(template, path));
  }

  private static boolean matches(String template, String path) {
    StringBuilder regex = new StringBuilder();
    for (String part : template.substring(1).split("/")) {
      regex.append('/').append(part.startsWith("{") ? "[^/]+" : Pattern.quote(part));
    }
    return path.matches(regex.toString());
  }

  /** Returns all, as templates like {@code /api/jobs/{id}}. */
  Set<String> templates() {
    return templates;
  }
}
