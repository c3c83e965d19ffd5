package dev.carillon.running;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came back for an {@link HttpCall}: the whole reply, in memory.
 *
 * @param status as the target sent it, 200 to 599
 * @param headers by name, case-insensitive; each with its values in the order they came
 * @param body decoded if it came compressed; copied in and out; empty if there was none
 * @param uri the address that gave this reply, after redirects
 */
public record HttpReply(int status, Map<String, List<String>> headers, byte[] body, URI uri) {

  /** Copies what could change. */
  public HttpReply {
    Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> sorted.put(name, List.copyOf(values)));
    headers = Collections.unmodifiableMap(sorted);
    body = body.clone();
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  /** Finds the first value of a header, in any spelling of its name. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** Tells the status and the size, not the content: it may hold secrets. */
  @Override
  public String toString() {
    return status + " (" + body.length + " bytes)";
  }
}
