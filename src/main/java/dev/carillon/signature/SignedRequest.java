package dev.carillon.signature;

import java.util.Objects;
import java.util.Optional;

/**
 * A request of which we know that QStash signed it. Claims, token and body can be trusted; whatever
 * came as a plain header is not signed, and only informs.
 *
 * @param claims what was signed
 * @param token names the token
 * @param route the path below the context path, decoded and normalised
 * @param body the bytes that were signed; copied in and out
 * @param messageId {@code Upstash-Message-Id}, not signed
 * @param retried {@code Upstash-Retried}, not signed, perhaps no number
 * @param scheduleId {@code Upstash-Schedule-Id}, not signed
 */
public record SignedRequest(
    Claims claims,
    TokenHash token,
    String route,
    byte[] body,
    Optional<String> messageId,
    Optional<String> retried,
    Optional<String> scheduleId) {
  /** The request attribute (a JAX-RS context property too) in which it is handed on. */
  public static final String ATTRIBUTE = "dev.carillon.signed";

  /** Copies the body and refuses what is not whole. */
  public SignedRequest {
    Objects.requireNonNull(claims, "claims");
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(route, "route");
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(retried, "retried");
    Objects.requireNonNull(scheduleId, "scheduleId");
    body = body.clone();
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  /** Leaves the body out. */
  @Override
  public String toString() {
    return "SignedRequest[" + route + ", " + messageId.orElse("no message id") + "]";
  }
}
