package dev.carillon.testing.qstash;

import dev.carillon.run.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** How long a message waits after an attempt that failed. */
final class Waits {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final List<String> HEADERS = List.of(
      "Retry-After", "X-RateLimit-Reset", "X-RateLimit-Reset-Requests", "X-RateLimit-Reset-Tokens");

  private Waits() {}

  /** Returns the wait: as the answer asks, or as the message says, or as is usual. */
  static Duration after(Attempt attempt, Options options, Instant now) {
    return asked(attempt, now)
        .or(() -> options.retryDelay().map(it -> RetryDelay.of(it, attempt.retried())))
        .orElseGet(() -> Backoff.after(attempt.retried() + 1));
  }

  private static Optional<Duration> asked(Attempt attempt, Instant now) {
    return attempt
        .reply()
        .flatMap(reply -> HEADERS.stream()
            .map(name -> HttpWire.first(reply.headers(), name))
            .filter(value -> !value.isEmpty())
            .findFirst()
            .flatMap(value -> wait(value, now))
            .filter(wait -> wait.compareTo(LONGEST) <= 0));
  }

  private static Optional<Duration> wait(String value, Instant now) {
    if (value.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    return GoDuration.go(value).or(() -> date(value, now));
  }

  private static Optional<Duration> date(String value, Instant now) {
    try {
      Instant at =
          ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO);
    } catch (DateTimeParseException none) {
      return Optional.empty();
    }
  }
}
