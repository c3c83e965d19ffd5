package dev.carillon.qstash;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What was answered. Its text leaves out headers and body.
 *
 * @param headers names in any case; the first value of each
 */
record Reply(int status, Map<String, String> headers, byte[] body) {
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  boolean isGood() {
    return status >= 200 && status < 300;
  }

  /** Tells whether another try would get the same: not 429, nor 408 or 5xx, which are no answers. */
  boolean isFinal() {
    return status != 429 && status != 408 && status < 500;
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Reply[" + status + "]";
  }
}
