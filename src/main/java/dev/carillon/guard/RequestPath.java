package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;

/** Where a request goes, below the context path. */
final class RequestPath {
  private RequestPath() {}

  /**
   * Returns the path as the container understood it: decoded, normalised, without path parameters.
   * It is the one to decide by, since by it the container chooses filters and servlets.
   */
  static String of(HttpServletRequest request) {
    String more = request.getPathInfo();
    return request.getServletPath() + (more == null ? "" : more);
  }

  /** Returns the path as it was sent, without the query. */
  static String raw(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  /** Returns the path as it was sent, with the query. */
  static String target(HttpServletRequest request) {
    String query = request.getQueryString();
    return raw(request) + (query == null ? "" : "?" + query);
  }

  /**
   * Tells whether whoever reads the raw path comes to the same as the container: no dots, double
   * slashes or parameters in it that one of them takes out. A folder's welcome file is the same too.
   */
  static boolean isPlain(HttpServletRequest request) {
    String decoded = URLDecoder.decode(raw(request).replace("+", "%2B"), UTF_8);
    String path = of(request);
    return path.equals(decoded) || path.equals(decoded + "index.html");
  }
}
