package dev.carillon.qstash;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A message that QStash gave up.
 *
 * @param dlqId names it among the dead letters
 * @param message as it was
 * @param responseStatus what the destination answered last, if it did
 * @param responseBody what it said, as text
 */
public record DeadLetter(
    String dlqId,
    RemoteMessage message,
    Optional<Integer> responseStatus,
    Optional<String> responseBody) {
  /** Reads one; nothing if it has no ids. */
  static Optional<DeadLetter> of(JsonNode node) {
    return RemoteMessage.of(node)
        .flatMap(message -> Json.text(node, "dlqId")
            .map(id -> new DeadLetter(
                id,
                message,
                Json.number(node, "responseStatus").filter(it -> it > 0).map(Long::intValue),
                Json.bytes(node, "responseBody", "responseBodyBase64")
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8)))));
  }

  @Override
  public String toString() {
    return "DeadLetter[" + dlqId + ", " + message.id() + "]";
  }
}
