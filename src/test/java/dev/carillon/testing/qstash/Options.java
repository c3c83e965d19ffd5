package dev.carillon.testing.qstash;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How something is carried.
 *
 * @param method of the request
 * @param headers what the destination gets, names in canonical form
 * @param retries after the first attempt
 * @param retryDelay expression in milliseconds; else the usual back-off
 * @param timeout how long an answer is waited for; else as long as the plan allows
 * @param delay from creation to the first attempt
 */
public record Options(
    String method,
    Map<String, List<String>> headers,
    int retries,
    Optional<String> retryDelay,
    Optional<Duration> timeout,
    Optional<Duration> delay) {
  /** Retries where nothing else is said. */
  public static final int RETRIES = 3;

  Options withRetries(int number) {
    return new Options(method, headers, number, retryDelay, timeout, delay);
  }

  Options withHeaders(Map<String, List<String>> others) {
    return new Options(method, others, retries, retryDelay, timeout, delay);
  }

  Options withMethod(String other) {
    return new Options(other, headers, retries, retryDelay, timeout, delay);
  }
}
