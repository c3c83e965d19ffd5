package dev.carillon.doctor;

import dev.carillon.running.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether the clocks agree: a signature is good for thirty seconds beyond its time, and no more. */
final class ClockCheck implements Check {
  private static final Duration NOTABLE = Duration.ofSeconds(5);
  private static final Duration TOO_MUCH = Duration.ofSeconds(25);

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
    boolean ofQStash = larger(qstash).compareTo(larger(base)) >= 0;
    Duration most = ofQStash ? larger(qstash) : larger(base);
    if (most.compareTo(NOTABLE) <= 0) {
      return Finding.ok(
          "The clocks differ by %.1f s at most.",
          "Часы расходятся не более чем на %.1f с.", seconds(most));
    }
    Status status = most.compareTo(TOO_MUCH) > 0 ? Status.FAILING : Status.WARNING;
    Finding finding = ofQStash
        ? Finding.of(
            status,
            "This machine's clock differs from QStash's by %.1f s; beyond 30 s signatures are refused.",
            "Часы этой машины расходятся с QStash на %.1f с; после 30 с подписи отклоняются.",
            seconds(most))
        : Finding.of(
            status,
            "This machine's clock differs from the database's by %.1f s.",
            "Часы этой машины расходятся с часами базы данных на %.1f с.",
            seconds(most));
    return finding.remedy(
        "Set the clocks by a time server (chrony, systemd-timesyncd).",
        "Настройте часы по серверу времени (chrony, systemd-timesyncd).");
  }

  private static Duration larger(Optional<Duration> difference) {
    return difference.map(Duration::abs).orElse(Duration.ZERO);
  }

  private static double seconds(Duration difference) {
    return difference.toMillis() / 1000.0;
  }
}
