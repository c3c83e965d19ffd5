package dev.carillon.testing.qstash;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as QStash's headers write them. */
final class GoDuration {
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h|d)");
  private static final Pattern CONFIG = Pattern.compile("(?:\\d+[smhd])+");
  private static final Pattern GO = Pattern.compile("(?:\\d+(?:\\.\\d+)?(?:ns|us|µs|ms|s|m|h))+");
  private static final Map<String, Long> NANOS = Map.of(
      "ns", 1L,
      "us", 1_000L,
      "µs", 1_000L,
      "ms", 1_000_000L,
      "s", 1_000_000_000L,
      "m", 60_000_000_000L,
      "h", 3_600_000_000_000L,
      "d", 86_400_000_000_000L);

  private GoDuration() {}

  /** Reads one of a configuration header: {@code 1d10h30m}. */
  static Optional<Duration> config(String text) {
    return sum(text, CONFIG);
  }

  /** Reads one as Go writes it, which has no days: {@code 6m5s}. */
  static Optional<Duration> go(String text) {
    return sum(text, GO);
  }

  private static Optional<Duration> sum(String text, Pattern form) {
    if (!form.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      Duration sum = Duration.ZERO;
      Matcher part = PART.matcher(text);
      while (part.find()) {
        long nanos = new BigDecimal(part.group(1))
            .multiply(BigDecimal.valueOf(NANOS.get(part.group(2))))
            .longValueExact();
        sum = sum.plusNanos(nanos);
      }
      return Optional.of(sum);
    } catch (ArithmeticException tooLarge) {
      return Optional.empty();
    }
  }
}
