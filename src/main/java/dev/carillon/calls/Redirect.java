package dev.carillon.calls;

import dev.carillon.running.CallRefusedException;
import dev.carillon.running.CallRefusedException.Reason;
import java.net.URI;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is asked next when a reply sends us on (RFC 9110 section 15.4). The new target passes the
 * same checks as the first one, the gate included.
 *
 * <p>301 and 302 make a GET of a POST, 303 makes a GET of everything but a HEAD, 307 and 308 change
 * nothing. Another origin gets none of the author's headers but those that cannot be a secret: a key
 * may stand in any of them, not in {@code Authorization} alone. A body could be one too, and was
 * written for the first origin: a redirect that would hand it to another is not followed, other than
 * in browsers and most clients. From https to http nothing goes.
 */
final class Redirect {
  /** How many are followed in one call. */
  static final int MOST = 5;

  private static final Set<Integer> FOLLOWED = Set.of(301, 302, 303, 307, 308);

  private static final Set<String> NO_SECRETS = Set.of(
      "accept",
      "accept-language",
      "carillon-due-time",
      "content-language",
      "content-type",
      "idempotency-key",
      "user-agent");

  private Redirect() {}

  /** Tells whether a reply with this status sends on, if it says where to. */
  static boolean isOne(int status) {
    return FOLLOWED.contains(status);
  }

  /**
   * Returns the next request.
   *
   * @param location as the reply says it, relative or absolute
   * @throws CallRefusedException if it leads where we do not follow
   */
  static Outgoing after(Outgoing before, int status, String location) {
    Target next = target(before.target(), location);
    if (before.target().scheme().equals("https") && next.scheme().equals("http")) {
      throw refused(before.target().host() + " sends on from https to http, which is not followed");
    }
    String method = method(before.method(), status);
    boolean same = method.equals(before.method());
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(before.headers());
    if (!same) {
      headers.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("content-"));
    }
    if (!next.hasOriginOf(before.target())) {
      headers.keySet().removeIf(name -> !NO_SECRETS.contains(name.toLowerCase(Locale.ROOT)));
    }
    byte[] body = same ? before.body() : new byte[0];
    if (body.length > 0 && !next.hasOriginOf(before.target())) {
      throw refused(before.target().host() + " sends on to another origin, " + next.authority()
          + ", with the whole body (" + status + "), which is not followed; call that one itself");
    }
    return new Outgoing(method, next, Collections.unmodifiableMap(headers), body);
  }

  private static Target target(Target from, String location) {
    URI next;
    try {
      next = Reference.resolved(from.uri(), location);
    } catch (IllegalArgumentException malformed) {
      throw refused(from.host() + " sends on to something that is no URI");
    }
    return Target.of(next);
  }

  private static String method(String method, int status) {
    boolean becomesGet =
        status == 303 ? !method.equals("HEAD") : status < 303 && method.equals("POST");
    return becomesGet ? "GET" : method;
  }

  private static CallRefusedException refused(String message) {
    return new CallRefusedException(Reason.REDIRECT, message);
  }
}
