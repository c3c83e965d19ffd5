package dev.carillon.cron;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * The instants at which a clock is set forward and skips a fixed hour that an expression names. One
 * at which the expression is due anyway is none of them.
 */
record Gaps(Cron cron, ZoneId zone) {

  /** Returns the first one from an instant on and before another. */
  Optional<Instant> first(Instant from, Instant before) {
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition change = rules.nextTransition(from.minusSeconds(1));
    while (change != null && change.getInstant().isBefore(before)) {
      if (skippedBy(change).isPresent()) {
        return Optional.of(change.getInstant());
      }
      change = rules.nextTransition(change.getInstant());
    }
    return Optional.empty();
  }

  /** Returns the last one up to an instant and after another. */
  Optional<Instant> last(Instant upTo, Instant after) {
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition change = rules.previousTransition(upTo.plusSeconds(1));
    while (change != null && change.getInstant().isAfter(after)) {
      if (skippedBy(change).isPresent()) {
        return Optional.of(change.getInstant());
      }
      change = rules.previousTransition(change.getInstant());
    }
    return Optional.empty();
  }

  /** Returns the first time that is skipped at an instant; empty if it is none of them. */
  Optional<LocalDateTime> skippedAt(Instant instant) {
    return Optional.ofNullable(zone.getRules().nextTransition(instant.minusNanos(1)))
        .filter(change -> change.getInstant().equals(instant))
        .flatMap(this::skippedBy);
  }

  private Optional<LocalDateTime> skippedBy(ZoneOffsetTransition change) {
    LocalDateTime after = change.getDateTimeAfter();
    return change.isGap() && cron.hasFixedHour() && !cron.neverFires() && !isNamed(after)
        ? firstNamed(cron.dial(), change.getDateTimeBefore(), after)
        : Optional.empty();
  }

  private boolean isNamed(LocalDateTime time) {
    return firstNamed(cron.dial(), time, time.plusSeconds(1)).isPresent();
  }

  /** Returns the first due time on the wall from one time on and before another. */
  static Optional<LocalDateTime> firstNamed(Dial dial, LocalDateTime from, LocalDateTime until) {
    long second = from.toEpochSecond(ZoneOffset.UTC);
    long minute = dial.next(-Math.floorDiv(-second, 60L), until.getYear());
    return minute != Dial.NONE && minute * 60 < until.toEpochSecond(ZoneOffset.UTC)
        ? Optional.of(LocalDateTime.ofEpochSecond(minute * 60, 0, ZoneOffset.UTC))
        : Optional.empty();
  }
}
