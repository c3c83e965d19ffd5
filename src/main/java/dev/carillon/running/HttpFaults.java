package dev.carillon.running;

import dev.carillon.run.ErrorType;
import dev.carillon.run.RunError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What an HTTP answer that is no success means for the task that asked. */
final class HttpFaults {
  private static final Duration LONGEST = Duration.ofDays(1);

  private HttpFaults() {}

  static RunError of(HttpCall request, HttpReply reply, Instant now) {
    ErrorType type = switch (reply.status()) {
      case 401 -> ErrorType.AUTHENTICATION;
      case 403 -> ErrorType.AUTHORIZATION;
      case 408, 504 -> ErrorType.TIMEOUT;
      default -> ErrorType.COMMUNICATION;
    };
    String detail =
        request.method() + " " + request.uri().getHost() + " answered " + reply.status();
    return new RunError(
        type.uri(),
        reply.status(),
        type.title(),
        Optional.of(detail),
        Optional.empty(),
        reply
            .header("Retry-After")
            .flatMap(it -> pause(it, now))
            .map(it -> it.compareTo(LONGEST) > 0 ? LONGEST : it)
            .map(Duration::toString));
  }

  /** Reads seconds or an HTTP date (RFC 9110 section 10.2.3); what is neither counts for nothing. */
  private static Optional<Duration> pause(String text, Instant now) {
    try {
      if (text.strip().matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())));
      }
      Instant until = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
          .toInstant();
      return Optional.of(Duration.between(now, until)).filter(it -> !it.isNegative());
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }
}
