package dev.carillon.running;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A request that a task wants to be sent.
 *
 * <p>Whether it may be sent is decided by the {@link HttpCaller}; here stands only what was asked
 * for.
 *
 * @param method kept in upper case, as the language writes {@code get} and means {@code GET}
 * @param uri an absolute {@code http} or {@code https} URI; its fragment is not sent
 * @param headers one value a name; names that differ only in case are the same name, and giving
 *     both is refused
 * @param body copied in and out; empty if there is none
 * @param followRedirects whether 3xx is followed, at most five times, or returned as it came
 * @param timeout for all of it: name, connection, redirects and the last byte of the reply; more
 *     than zero
 */
public record HttpCall(
    String method,
    URI uri,
    Map<String, String> headers,
    byte[] body,
    boolean followRedirects,
    Duration timeout) {

  /** Copies what could change and refuses an ambiguous header and a timeout that is no time. */
  public HttpCall {
    method = method.toUpperCase(Locale.ROOT);
    Objects.requireNonNull(uri, "uri");
    headers = distinct(headers);
    body = body.clone();
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a call needs a timeout of more than zero");
    }
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  /** Tells where it goes, without query and headers: these may hold secrets. */
  @Override
  public String toString() {
    return method + " " + uri.getScheme() + "://" + uri.getHost();
  }

  private static Map<String, String> distinct(Map<String, String> given) {
    Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    given.forEach((name, value) -> {
      if (sorted.put(name, Objects.requireNonNull(value, name)) != null) {
        throw new IllegalArgumentException("the header " + name + " was given twice");
      }
    });
    return Collections.unmodifiableMap(sorted);
  }
}
