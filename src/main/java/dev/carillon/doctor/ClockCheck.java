package dev.carillon.doctor;

import dev.carillon.running.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the clocks agree: a signature is good for thirty seconds beyond its time, and no more. Leases
 * of thirty seconds go by the database's clock, as this machine reckons it.
 */
final class ClockCheck implements Check {
  private static final Duration NOTABLE = Duration.ofSeconds(5);
  private static final Duration TOO_MUCH = Duration.ofSeconds(25);
  private static final Duration NOTABLE_HERE = Duration.ofSeconds(2);
  private static final Duration TOO_MUCH_HERE = Duration.ofSeconds(10);

  private final Optional<Line> line;
  private final DatabaseProbe database;
  private final Clock clock;

  ClockCheck(Optional<Line> line, DatabaseProbe database, Clock clock) {
    this.line = line;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Topic topic() {
    return Topic.CLOCK;
  }

  @Override
  public Finding examine() {
    Optional<Duration> qstash = line.map(Line::ask).flatMap(Line.Echo::ahead);
    Optional<Duration> base = database();
    return judged(qstash, base)
        .fact("qstashAheadMs", qstash.map(Duration::toMillis))
        .fact("databaseAheadMs", base.map(Duration::toMillis));
  }

  private Optional<Duration> database() {
    try {
      Instant before = clock.instant();
      Instant told = database.ask().now();
      Duration half = Duration.between(before, clock.instant()).dividedBy(2);
      return Optional.of(Duration.between(before.plus(half), told));
    } catch (StoreUnavailableException away) {
      return Optional.empty();
    }
  }

  private static Finding judged(Optional<Duration> qstash, Optional<Duration> base) {
    if (qstash.isEmpty() && base.isEmpty()) {
      return Finding.unknown(
          "Nobody told the time to compare with.", "Сравнить не с чем: времени никто не назвал.");
    }
    Status there = status(larger(qstash), NOTABLE, TOO_MUCH);
    Status here = status(larger(base), NOTABLE_HERE, TOO_MUCH_HERE);
    if (there == Status.OK && here == Status.OK) {
      return Finding.ok(
          "The clocks differ by %.1f s at most.",
          "Часы расходятся не более чем на %.1f с.",
          Math.max(seconds(larger(qstash)), seconds(larger(base))));
    }
    Finding finding = there.compareTo(here) >= 0
        ? Finding.of(
            there,
            "This machine's clock differs from QStash's by %.1f s; beyond 30 s signatures are refused.",
            "Часы этой машины расходятся с QStash на %.1f с; после 30 с подписи отклоняются.",
            seconds(larger(qstash)))
        : Finding.of(
            here,
            "This machine's clock differs from the database's by %.1f s; leases and due times go by the"
                + " database's.",
            "Часы этой машины расходятся с часами базы данных на %.1f с; аренды и сроки считаются по"
                + " часам базы.",
            seconds(larger(base)));
    return finding.remedy(
        "Set the clocks by a time server (chrony, systemd-timesyncd).",
        "Настройте часы по серверу времени (chrony, systemd-timesyncd).");
  }

  private static Status status(Duration difference, Duration notable, Duration tooMuch) {
    if (difference.compareTo(notable) <= 0) {
      return Status.OK;
    }
    return difference.compareTo(tooMuch) > 0 ? Status.FAILING : Status.WARNING;
  }

  private static Duration larger(Optional<Duration> difference) {
    return difference.map(Duration::abs).orElse(Duration.ZERO);
  }

  private static double seconds(Duration difference) {
    return difference.toMillis() / 1000.0;
  }
}
