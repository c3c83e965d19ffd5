package dev.carillon.cron;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Expressions, instants and zones to draw from in properties. */
final class CronTexts {
  /** Zones with whole and half hours of summer time, gaps at midnight, odd pasts, lost days. */
  static final List<String> ZONES = List.of(
      "UTC",
      "America/New_York",
      "Europe/Berlin",
      "Europe/Moscow",
      "Europe/Dublin",
      "Australia/Lord_Howe",
      "Asia/Beirut",
      "America/Santiago",
      "America/Sao_Paulo",
      "Pacific/Apia",
      "Africa/Casablanca",
      "Africa/Monrovia",
      "Antarctica/Troll",
      "Asia/Kathmandu",
      "Pacific/Chatham",
      "America/Caracas");

  private CronTexts() {}

  static Arbitrary<ZoneId> zones() {
    return Arbitraries.of(ZONES).map(ZoneId::of);
  }

  /** Valid expressions of every shape. */
  static Arbitrary<String> expressions() {
    return Combinators.combine(
            field(CronField.MINUTE),
            field(CronField.HOUR),
            field(CronField.DAY_OF_MONTH),
            field(CronField.MONTH),
            field(CronField.DAY_OF_WEEK))
        .as((minute, hour, day, month, weekday) ->
            "%s %s %s %s %s".formatted(minute, hour, day, month, weekday));
  }

  private static Arbitrary<String> field(CronField field) {
    Arbitrary<String> some = element(field)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(elements -> elements.stream().collect(Collectors.joining(",")));
    return Arbitraries.oneOf(Arbitraries.of("*", "*", "?", "*/1"), some, some);
  }

  private static Arbitrary<String> element(CronField field) {
    Arbitrary<Integer> value = Arbitraries.integers().between(field.min(), field.max());
    Arbitrary<Integer> step = Arbitraries.integers().between(1, field.max() + 2);
    Arbitrary<String> range =
        Combinators.combine(value, value).as((a, b) -> Math.min(a, b) + "-" + Math.max(a, b));
    return Arbitraries.oneOf(
        value.map(String::valueOf),
        value.map(String::valueOf),
        range,
        step.map(by -> "*/" + by),
        Combinators.combine(value, step).as((from, by) -> from + "/" + by),
        Combinators.combine(range, step).as((whole, by) -> whole + "/" + by));
  }
}
