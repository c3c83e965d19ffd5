package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request to a destination, as it is sent.
 *
 * @param schedule the schedule that made the message
 * @param url the destination as it was published, which is also what is signed
 * @param headers all that are sent but {@code Host} and those of the connection
 * @param at when
 */
public record Delivery(
    String messageId,
    int retried,
    Optional<String> schedule,
    String url,
    String method,
    Map<String, List<String>> headers,
    byte[] body,
    Instant at) {
  /** Returns the value of a header, or an empty text if it is not sent. */
  public String header(String name) {
    return HttpWire.first(headers, name);
  }

  /** Returns the body as text. */
  public String text() {
    return new String(body, UTF_8);
  }
}
