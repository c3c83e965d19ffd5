package dev.carillon.guard;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is open to everybody. The list is closed: a route that is not named here needs a caller. */
public final class OpenRoutes {
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  /** The dashboard's own files; they hold nothing but code. */
  private static final Set<String> FILES =
      Set.of("", "/", "/index.html", "/favicon.ico", "/favicon.svg", "/manifest.webmanifest");

  private static final List<String> FOLDERS =
      List.of("/assets/", "/js/", "/css/", "/vendor/", "/i18n/", "/icons/", "/fonts/");

  /** Health, and the signed routes as far as they are only read: no run is made by a read. */
  private static final Pattern READABLE =
      Pattern.compile("/health/[^/]+|/api/jobs/[^/]+|/api/qstash/(webhook|failure)");

  private OpenRoutes() {}

  /** Tells whether anybody may send this method to this path below the context path. */
  public static boolean includes(String method, String path) {
    if (READS.contains(method)) {
      return isFile(path) || READABLE.matcher(path).matches();
    }
    return isSignIn(method, path);
  }

  static boolean isSignIn(String method, String path) {
    return method.equals("POST") && path.equals("/api/session");
  }

  static boolean isFile(String path) {
    return FILES.contains(path) || FOLDERS.stream().anyMatch(path::startsWith);
  }
}
