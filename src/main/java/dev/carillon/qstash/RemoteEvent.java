package dev.carillon.qstash;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One thing that happened to a message. Its text leaves out what may be secret.
 *
 * @param state {@code CREATED}, {@code ACTIVE}, {@code RETRY}, {@code ERROR}, {@code DELIVERED}, {@code
 *     FAILED}, {@code CANCEL_REQUESTED} or {@code CANCELED}
 * @param url as it was called, with the bypass in it if there is one
 * @param error what went wrong, in QStash's words; may hold what a destination answered
 * @param responseStatus what the destination answered, if it did
 * @param nextDelivery when another attempt is due
 */
public record RemoteEvent(
    Instant time,
    String messageId,
    String state,
    String url,
    Optional<String> scheduleId,
    Optional<String> error,
    Optional<Integer> responseStatus,
    Optional<Instant> nextDelivery,
    List<String> labels) {
  /** Reads one; nothing if it does not say when, what and to which message. */
  static Optional<RemoteEvent> of(JsonNode node) {
    Optional<Instant> time = Json.instant(node, "time");
    Optional<String> message = Json.text(node, "messageId");
    Optional<String> state = Json.text(node, "state");
    if (time.isEmpty() || message.isEmpty() || state.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new RemoteEvent(
        time.get(),
        message.get(),
        state.get().replace("CANCELLED", "CANCELED"),
        Json.text(node, "url").orElse(""),
        Json.text(node, "scheduleId"),
        Json.text(node, "error"),
        Json.number(node, "responseStatus").filter(it -> it > 0).map(Long::intValue),
        Json.instant(node, "nextDeliveryTime"),
        Json.labels(node)));
  }

  @Override
  public String toString() {
    return "RemoteEvent[" + time + ", " + messageId + ", " + state + "]";
  }
}
