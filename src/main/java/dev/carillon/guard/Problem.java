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
  BAD_REQUEST(
      400,
      "bad-request",
      "The request cannot be understood",
      "Its address, a header or its body is not as HTTP has it."),
  AMBIGUOUS_PATH(
      400,
      "ambiguous-path",
      "The path can be read in two ways",
      "Leave out dots, double slashes and path parameters, and encode nothing that need not be."),
  BROKEN_BODY(
      400,
      "broken-body",
      "The body ended before its time",
      "Less came than was announced, or it was not chunked as it said; send it again."),
  UNAUTHORIZED(
      401,
      "unauthorized",
      "Sign in, or send a bearer token",
      "There is no session, and no token that is known, with this request."),
  SIGNATURE_REFUSED(
      401,
      "signature-refused",
      "The signature was not accepted",
      "The log and the refusals of this server tell why."),
  FORBIDDEN(403, "forbidden", "This is not allowed", "Who sent the request may not do this here."),
  FORBIDDEN_ORIGIN(
      403,
      "forbidden-origin",
      "The request does not come from our own pages",
      "With a session, what changes something is taken from the dashboard only; use a token."),
  NOT_FOUND(
      404,
      "not-found",
      "There is nothing at this address",
      "The routes stand in the page about the API; the dashboard is at the root."),
  METHOD_NOT_ALLOWED(
      405,
      "method-not-allowed",
      "This method does not work here",
      "Use one that the page about the API has for this address."),
  SLOW_BODY(
      408,
      "slow-body",
      "The body did not come in time",
      "It may take ten seconds from its first byte to its last, a minute if you are signed in."),
  TOO_LARGE(
      413,
      "too-large",
      "The body is too large",
      "A definition may have two MiB, what QStash sends one; keep the rest elsewhere."),
  TOO_MANY_SIGN_INS(
      429,
      "too-many-sign-ins",
      "Too many sign-ins failed; try again later",
      "The header Retry-After tells after how many seconds."),
  INTERNAL(500, "internal", "Something broke here", "The log of this server tells more."),
  CROWDED(
      503,
      "crowded",
      "Too many requests wait for their bodies",
      "Nothing was done with this one; send it again in a moment."),
  STORE_UNAVAILABLE(
      503,
      "store-unavailable",
      "The database does not answer; try again",
      "Nothing was changed by this request."),
  NOT_STARTED(
      503, "not-started", "Not ready yet", "This server starts or stops; try again in a moment.");

  private static final Map<Problem, String> CHALLENGES =
      Map.of(UNAUTHORIZED, "Bearer", SIGNATURE_REFUSED, "Upstash-Signature");

  private final int status;
  private final String type;
  private final String title;
  private final String detail;

  Problem(int status, String type, String title, String detail) {
    this.status = status;
    this.type = type;
    this.title = title;
    this.detail = detail;
  }

  /** Returns what to answer where the container gave no more than a status. */
  static Problem ofStatus(int status) {
    return switch (status) {
      case 401 -> UNAUTHORIZED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405, 501 -> METHOD_NOT_ALLOWED;
      case 408 -> SLOW_BODY;
      case 413 -> TOO_LARGE;
      case 503 -> NOT_STARTED;
      default -> status < 500 ? BAD_REQUEST : INTERNAL;
    };
  }

  /** Writes it; whatever was written before and not sent yet is dropped. */
  void answer(HttpServletResponse response) throws IOException {
    answer(response, status);
  }

  /** Writes it with another status of the same meaning, which the container has chosen. */
  void answer(HttpServletResponse response, int given) throws IOException {
    response.resetBuffer();
    response.setStatus(given);
    response.setContentType("application/problem+json");
    response.setHeader("Cache-Control", "no-store");
    if (CHALLENGES.containsKey(this)) {
      response.setHeader("WWW-Authenticate", CHALLENGES.get(this));
    }
    byte[] bytes = json(given).getBytes(UTF_8);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private String json(int given) {
    return "{\"type\":\"/problems/%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
        .formatted(type, title, given, detail);
  }
}
