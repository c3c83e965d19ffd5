package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * A problem document (RFC 9457) that a filter answers with. There is one for each situation, with
 * nothing of the request in it.
 */
enum Problem {
  AMBIGUOUS_PATH(400, "ambiguous-path", "The path can be read in two ways"),
  BROKEN_BODY(400, "broken-body", "The body ended before its time"),
  UNAUTHORIZED(401, "unauthorized", "Sign in, or send a bearer token"),
  SIGNATURE_REFUSED(401, "signature-refused", "The signature was not accepted"),
  FORBIDDEN_ORIGIN(403, "forbidden-origin", "The request does not come from our own pages"),
  SLOW_BODY(408, "slow-body", "The body did not come in time"),
  TOO_LARGE(413, "too-large", "The body is too large"),
  TOO_MANY_SIGN_INS(429, "too-many-sign-ins", "Too many sign-ins failed; try again later"),
  STORE_UNAVAILABLE(503, "store-unavailable", "The database does not answer; try again"),
  NOT_STARTED(503, "not-started", "Not ready to judge signatures");

  private static final Map<Problem, String> CHALLENGES =
      Map.of(UNAUTHORIZED, "Bearer", SIGNATURE_REFUSED, "Upstash-Signature");

  private final int status;
  private final String type;
  private final String title;

  Problem(int status, String type, String title) {
    this.status = status;
    this.type = type;
    this.title = title;
  }

  /** Writes it; whatever was written before and not sent yet is dropped. */
  void answer(HttpServletResponse response) throws IOException {
    response.resetBuffer();
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response.setHeader("Cache-Control", "no-store");
    if (CHALLENGES.containsKey(this)) {
      response.setHeader("WWW-Authenticate", CHALLENGES.get(this));
    }
    byte[] bytes = json().getBytes(UTF_8);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private String json() {
    return "{\"type\":\"/problems/%s\",\"title\":\"%s\",\"status\":%d}"
        .formatted(type, title, status);
  }
}
