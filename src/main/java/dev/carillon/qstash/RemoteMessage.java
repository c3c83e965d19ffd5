package dev.carillon.qstash;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message as QStash shows it. Its text leaves out what may be secret.
 *
 * @param url where it is delivered, with the bypass in it if there is one
 * @param headers that a delivery carries
 * @param body of a delivery
 * @param maxRetries after the first attempt
 * @param scheduleId of the schedule that made it, if one did
 */
public record RemoteMessage(
    String id,
    String url,
    String method,
    Map<String, List<String>> headers,
    byte[] body,
    int maxRetries,
    Optional<Instant> createdAt,
    Optional<Instant> notBefore,
    Optional<String> scheduleId,
    List<String> labels) {
  /** Reads one; nothing if it has no id. */
  static Optional<RemoteMessage> of(JsonNode node) {
    return Json.text(node, "messageId")
        .map(id -> new RemoteMessage(
            id,
            Json.text(node, "url").orElse(""),
            Json.text(node, "method").orElse("POST"),
            Json.headers(node, "header"),
            Json.bytes(node, "body", "bodyBase64").orElse(new byte[0]),
            Json.number(node, "maxRetries").orElse(0L).intValue(),
            Json.instant(node, "createdAt"),
            Json.instant(node, "notBefore"),
            Json.text(node, "scheduleId"),
            Json.labels(node)));
  }

  @Override
  public String toString() {
    return "RemoteMessage[" + id + "]";
  }
}
