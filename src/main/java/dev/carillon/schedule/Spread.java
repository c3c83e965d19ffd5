package dev.carillon.schedule;

import dev.carillon.cron.Cron;
import dev.carillon.cron.Timetable;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Within how long after their due times a schedule's runs begin: each at the same offset, which
 * differs from schedule to schedule, so that many that are due at once do not begin at once. Immutable.
 *
 * @param length from zero to {@link #MOST}, in whole seconds; parts of one are left out
 */
public record Spread(Duration length) {
  /** What begins a day later is another day's. */
  public static final Duration MOST = Duration.ofHours(24);

  /** Each run begins at its due time. */
  public static final Spread NONE = new Spread(Duration.ZERO);

  private static final Pattern SHORT = Pattern.compile("(\\d{1,6})([smh])");
  private static final Instant SOME_DAY = Instant.parse("2024-01-01T00:00:00Z");
  private static final Duration SOME_YEARS = Duration.ofDays(8 * 366);
  private static final int MANY = 20_000;

  /** Refuses what is negative or too long. */
  public Spread {
    if (length.isNegative() || length.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "spread is from 0 to 24h; write it as 90s, 10m or PT10M, or 0 for none");
    }
    length = length.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Reads one, as {@code 90s}, {@code 10m}, {@code 2h}, {@code PT10M} or {@code 0}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Spread of(String text) {
    String written = text.strip();
    Matcher matched = SHORT.matcher(written);
    if (written.equals("0")) {
      return NONE;
    }
    try {
      return new Spread(Duration.parse(
          matched.matches()
              ? "PT" + matched.group(1) + matched.group(2).toUpperCase(Locale.ROOT)
              : written));
    } catch (DateTimeException unreadable) {
      throw new IllegalArgumentException(
          "spread is a duration from 0 to 24h; write it as 90s, 10m or PT10M, or 0 for none",
          unreadable);
    }
  }

  /**
   * Refuses to be longer than the shortest time between two due times on the wall clock: a run would
   * begin after the next due time.
   *
   * @throws IllegalArgumentException if it is
   */
  public Spread within(Cron cron) {
    if (!isNone()) {
      shortest(cron).filter(it -> length.compareTo(it) > 0).ifPresent(it -> {
        throw new IllegalArgumentException("spread is at most the shortest time between two due"
            + " times, which is " + it + " here; write " + it + " or less");
      });
    }
    return this;
  }

  private static Optional<Duration> shortest(Cron cron) {
    var times = new Timetable(cron, ZoneOffset.UTC);
    Optional<Instant> due = times.next(SOME_DAY);
    Optional<Duration> shortest = Optional.empty();
    for (int seen = 0; seen < MANY && due.isPresent(); seen++) {
      Optional<Instant> next = times.next(due.get());
      if (next.isEmpty() || next.get().isAfter(SOME_DAY.plus(SOME_YEARS))) {
        break;
      }
      Duration between = Duration.between(due.get(), next.get());
      shortest = shortest.filter(it -> it.compareTo(between) <= 0).or(() -> Optional.of(between));
      due = next;
      if (between.compareTo(Duration.ofMinutes(1)) <= 0) {
        break;
      }
    }
    return shortest;
  }

  /** Tells whether runs begin at their due times. */
  public boolean isNone() {
    return length.isZero();
  }

  /**
   * Returns how long after its due time a run of that schedule begins: the same each time, on each
   * node, and after a restart. The first eight bytes of the SHA-256 of its id are a fraction of two
   * to the 64th; so much of the spread it is, in whole seconds.
   */
  public Duration offset(ScheduleId schedule) {
    BigInteger fraction = new BigInteger(1, Arrays.copyOf(digest(schedule.value()), Long.BYTES));
    return Duration.ofSeconds(fraction
        .multiply(BigInteger.valueOf(length.toSeconds()))
        .shiftRight(Long.SIZE)
        .longValueExact());
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException("every Java has SHA-256", never);
    }
  }

  /** Returns it as ISO 8601 writes it, as {@code PT10M}. */
  public String text() {
    return length.toString();
  }
}
