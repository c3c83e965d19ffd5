package dev.carillon.qstash;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A schedule as QStash shows it. Its text leaves out what may be secret.
 *
 * @param cron as it was given, perhaps with its zone
 * @param destination a URL, with the bypass in it if there is one, or the name of a group of URLs
 * @param headers that deliveries carry; a redacted value is {@code REDACTED:} and its SHA-256
 * @param body of each delivery, empty if it has none
 * @param delaySeconds between a due time and its message
 * @param timeout as it is shown, if it is
 * @param last when it rang last
 * @param next when it will ring next
 * @param error what QStash says is wrong with it
 */
public record RemoteSchedule(
    String id,
    String cron,
    String destination,
    String method,
    Map<String, List<String>> headers,
    byte[] body,
    int retries,
    Optional<String> retryDelay,
    Optional<Long> delaySeconds,
    Optional<String> timeout,
    Optional<String> callback,
    Optional<String> failureCallback,
    Optional<String> queue,
    Optional<String> flowControlKey,
    List<String> labels,
    boolean paused,
    Optional<Instant> createdAt,
    Optional<Instant> last,
    Optional<Instant> next,
    Optional<String> error) {
  private static final long USUAL_RETRIES = 3;

  /** Reads one; nothing if it lacks what makes it a schedule. */
  static Optional<RemoteSchedule> of(JsonNode node) {
    Optional<String> id = Json.text(node, "scheduleId");
    Optional<String> cron = Json.text(node, "cron");
    Optional<String> destination = Json.text(node, "destination");
    if (id.isEmpty() || cron.isEmpty() || destination.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new RemoteSchedule(
        id.get(),
        cron.get().strip(),
        destination.get(),
        Json.text(node, "method").orElse("POST"),
        Json.headers(node, "header"),
        Json.bytes(node, "body", "bodyBase64").orElse(new byte[0]),
        Json.number(node, "retries").orElse(USUAL_RETRIES).intValue(),
        Json.text(node, "retryDelayExpression"),
        Json.number(node, "delay").filter(it -> it > 0),
        Json.text(node, "timeout"),
        Json.text(node, "callback"),
        Json.text(node, "failureCallback"),
        Json.text(node, "queueName"),
        Json.text(node, "flowControlKey"),
        Json.labels(node),
        node.path("isPaused").asBoolean(false),
        Json.instant(node, "createdAt"),
        Json.instant(node, "lastScheduleTime"),
        Json.instant(node, "nextScheduleTime"),
        Json.text(node, "error")));
  }

  @Override
  public String toString() {
    return "RemoteSchedule[" + id + ", " + cron + "]";
  }
}
