package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A call of the API that was received.
 *
 * @param target path and query as they came, raw
 * @param status what was answered; 0 if nothing was
 */
public record Call(
    String method,
    String target,
    Map<String, List<String>> headers,
    byte[] body,
    int status,
    Instant at) {
  /** Returns a header of the request, or an empty text. */
  public String header(String name) {
    return HttpWire.first(headers, name);
  }

  /** Returns the body as text. */
  public String text() {
    return new String(body, UTF_8);
  }

  /** Returns method and target: {@code GET /v2/keys}. */
  public String line() {
    return method + " " + target;
  }
}
