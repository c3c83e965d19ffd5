package dev.carillon.guard;

import dev.carillon.signature.PublicUrls;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;

/** Which pages may send us something on a signed-in person's behalf: ours. */
final class Origins {
  private final List<String> published;

  Origins(PublicUrls urls) {
    published = urls.origins();
  }

  /**
   * Tells whether a request comes from a page of ours, or from no page: programs send no {@code
   * Origin}, browsers send it with everything that changes something.
   */
  boolean isOurs(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    return origin == null
        || published.contains(origin.toLowerCase(Locale.ROOT))
        || isSelf(origin.toLowerCase(Locale.ROOT), request);
  }

  /** A proxy may have ended TLS before us, so {@code https} is ours too where we see {@code http}. */
  private static boolean isSelf(String origin, HttpServletRequest request) {
    String host = request.getHeader("Host");
    if (host == null) {
      return false;
    }
    String self = "://" + host.toLowerCase(Locale.ROOT);
    return origin.equals("https" + self) || (!request.isSecure() && origin.equals("http" + self));
  }
}
