package dev.carillon.qstash;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Reads how long an answer asks to wait. */
final class Waits {
  /** A smaller number is a count of seconds, a larger one a point in time. */
  private static final long LONG_AGO = 1_000_000_000L;

  private Waits() {}

  /** Returns the wait that an answer asks for; never negative. */
  static Optional<Duration> asked(Reply reply, Instant now) {
    return reply
        .header("Retry-After")
        .flatMap(text -> seconds(text, now).or(() -> date(text, now)))
        .or(() -> List.of("Burst-RateLimit-Reset", "RateLimit-Reset").stream()
            .flatMap(name -> reply.header(name).stream())
            .flatMap(text -> seconds(text, now).stream())
            .findFirst());
  }

  private static Optional<Duration> seconds(String text, Instant now) {
    if (!text.strip().matches("\\d{1,12}")) {
      return Optional.empty();
    }
    long number = Long.parseLong(text.strip());
    return Optional.of(
        number < LONG_AGO ? Duration.ofSeconds(number) : until(Instant.ofEpochSecond(number), now));
  }

  private static Optional<Duration> date(String text, Instant now) {
    try {
      return Optional.of(until(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
              .toInstant(),
          now));
    } catch (DateTimeParseException none) {
      return Optional.empty();
    }
  }

  private static Duration until(Instant then, Instant now) {
    return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
  }
}
