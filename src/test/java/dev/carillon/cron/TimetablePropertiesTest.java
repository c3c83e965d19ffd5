package dev.carillon.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TimetablePropertiesTest {

  @Property(tries = 2000)
  void theNextDueTimeIsLaterAndIsWhatTheWallClockShows(
      @ForAll("expressions") String expression,
      @ForAll("zones") ZoneId zone,
      @ForAll("instants") Instant after) {
    Optional<Instant> next = timetable(expression, zone).next(after);

    next.ifPresent(due -> {
      assertThat(due).isAfter(after);
      assertThat(new WallClock(expression, zone).isDue(due)).isTrue();
    });
  }

  @Property(tries = 2000)
  void thePreviousDueTimeIsTheInverseOfTheNext(
      @ForAll("expressions") String expression,
      @ForAll("zones") ZoneId zone,
      @ForAll("instants") Instant after) {
    Timetable timetable = timetable(expression, zone);
    Optional<Instant> next = timetable.next(after);
    Optional<Instant> second = next.flatMap(timetable::next);

    second.ifPresent(due -> assertThat(timetable.previous(due)).isEqualTo(next));
    next.ifPresent(due -> {
      assertThat(timetable.latest(due)).contains(due);
      Optional<Instant> before = timetable.previous(due);
      before.ifPresent(earlier -> {
        assertThat(earlier).isBeforeOrEqualTo(after);
        assertThat(timetable.next(earlier)).contains(due);
      });
    });
  }

  @Property(tries = 150)
  void aroundAClockChangeExactlyTheMinutesAreDueThatAMinuteByMinuteSearchFinds(
      @ForAll("busyExpressions") String expression, @ForAll("changes") Change change) {
    Instant from = change.at().minus(Duration.ofHours(30));
    Instant upTo = change.at().plus(Duration.ofHours(30));
    Timetable timetable = timetable(expression, change.zone());

    List<Instant> expected = new WallClock(expression, change.zone()).dueBetween(from, upTo);

    assertThat(onwards(timetable, from, upTo)).isEqualTo(expected);
    assertThat(backwards(timetable, from, upTo)).isEqualTo(expected);
  }

  @Property(tries = 500)
  void anHourHoldsTheMinutesThatASearchFinds(
      @ForAll("expressions") String expression,
      @ForAll("zones") ZoneId zone,
      @ForAll("instants") Instant instant) {
    assertHours(timetable(expression, zone), instant, 3);
  }

  @Property(tries = 100)
  void anHourHoldsThemAroundAClockChangeToo(
      @ForAll("busyExpressions") String expression, @ForAll("changes") Change change) {
    assertHours(
        timetable(expression, change.zone()), change.at().minus(Duration.ofMinutes(150)), 5);
  }

  private static void assertHours(Timetable timetable, Instant from, int count) {
    Instant hour = from.truncatedTo(ChronoUnit.MINUTES);
    for (int i = 0; i < count; i++) {
      Instant end = hour.plus(Duration.ofHours(1));
      long expected = 0;
      for (Instant due : onwards(timetable, hour.minusSeconds(1), end.minusSeconds(1))) {
        expected |= 1L << Duration.between(hour, due).toMinutes();
      }
      assertThat(timetable.hour(hour)).isEqualTo(expected);
      hour = end;
    }
  }

  @Property(tries = 100)
  void onAnyTwoDaysExactlyTheMinutesAreDueThatAMinuteByMinuteSearchFinds(
      @ForAll("expressions") String expression,
      @ForAll("zones") ZoneId zone,
      @ForAll("instants") Instant from) {
    Instant upTo = from.plus(Duration.ofHours(48));
    Timetable timetable = timetable(expression, zone);

    List<Instant> expected = new WallClock(expression, zone).dueBetween(from, upTo);

    assertThat(onwards(timetable, from, upTo)).isEqualTo(expected);
    assertThat(backwards(timetable, from, upTo)).isEqualTo(expected);
  }

  @Property(tries = 100)
  void whatAClockSkipsIsDueRightAfterWhereItIsToRunThen(
      @ForAll("busyExpressions") String expression, @ForAll("changes") Change change) {
    Instant from = change.at().minus(Duration.ofHours(30));
    Instant upTo = change.at().plus(Duration.ofHours(30));
    Timetable timetable = runningAfter(expression, change.zone());

    List<Instant> expected =
        new WallClock(expression, change.zone()).dueBetweenOrAfterGaps(from, upTo);

    assertThat(onwards(timetable, from, upTo)).isEqualTo(expected);
    assertThat(backwards(timetable, from, upTo)).isEqualTo(expected);
    assertHours(timetable, change.at().minus(Duration.ofMinutes(150)), 5);
  }

  @Property(tries = 1000)
  void whereTheSkippedRunsAfterThePreviousDueTimeIsTheInverseOfTheNext(
      @ForAll("expressions") String expression,
      @ForAll("zones") ZoneId zone,
      @ForAll("instants") Instant after) {
    Timetable timetable = runningAfter(expression, zone);
    Optional<Instant> next = timetable.next(after);

    next.ifPresent(due -> {
      assertThat(timetable.latest(due)).contains(due);
      timetable
          .previous(due)
          .ifPresent(earlier -> assertThat(timetable.next(earlier)).contains(due));
      boolean named = new Timetable(timetable.cron(), zone).latest(due).equals(next);
      assertThat(timetable.insteadOf(due).isEmpty()).isEqualTo(named);
    });
  }

  private static Timetable runningAfter(String expression, ZoneId zone) {
    return new Timetable(
        Cron.parse(expression), zone, new ClockChanges(RepeatedHour.ONCE, SkippedHour.RUN_AFTER));
  }

  @Property(tries = 1000)
  void theCanonicalTextBehavesAsTheTextDoes(
      @ForAll("expressions") String expression,
      @ForAll("zones") ZoneId zone,
      @ForAll("instants") Instant after) {
    Cron cron = Cron.parse(expression);
    Cron again = Cron.parse(cron.canonical());

    assertThat(again).isEqualTo(cron).hasSameHashCodeAs(cron);
    assertThat(again.canonical()).isEqualTo(cron.canonical());
    assertThat(again.neverFires()).isEqualTo(cron.neverFires());
    assertThat(again.hasFixedHour()).isEqualTo(cron.hasFixedHour());
    List<Instant> due = new Timetable(cron, zone).upcoming(after, 5);
    assertThat(new Timetable(again, zone).upcoming(after, 5)).isEqualTo(due);
  }

  @Property(tries = 1000)
  void whatNeverFiresHasNoDueTimeAndWhatMayFireHasOneWithinNineYears(
      @ForAll("expressions") String expression, @ForAll("instants") Instant after) {
    Cron cron = Cron.parse(expression);
    Timetable timetable = new Timetable(cron, ZoneOffset.UTC);
    Instant later = after.plus(Duration.ofDays(4 * 366));

    boolean fires = timetable.next(after).isPresent() || timetable.next(later).isPresent();

    assertThat(fires).isEqualTo(!cron.neverFires());
  }

  @Property
  void searchesAreSafeAtTheEndsOfTime(
      @ForAll("expressions") String expression, @ForAll("zones") ZoneId zone, @ForAll long second) {
    Instant at = Instant.ofEpochSecond(
        Math.floorMod(second, 2 * Instant.MAX.getEpochSecond()) + Instant.MIN.getEpochSecond());
    Timetable timetable = timetable(expression, zone);
    for (Instant end : List.of(at, Instant.MIN, Instant.MAX, Instant.EPOCH)) {
      timetable.next(end).ifPresent(due -> assertThat(due).isAfter(end));
      timetable.previous(end).ifPresent(due -> assertThat(due).isBefore(end));
      timetable.latest(end).ifPresent(due -> assertThat(due).isBeforeOrEqualTo(end));
    }
  }

  /** A zone and an instant at which its clocks are set. */
  record Change(ZoneId zone, Instant at) {}

  @Provide
  Arbitrary<Change> changes() {
    return Combinators.combine(CronTexts.zones(), Arbitraries.integers().between(1972, 2060))
        .flatAs((zone, year) -> {
          Instant from = LocalDateTime.of(year, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);
          List<Change> changes = new ArrayList<>();
          ZoneOffsetTransition change = zone.getRules().nextTransition(from);
          while (change != null && changes.size() < 4) {
            changes.add(new Change(zone, change.getInstant()));
            change = zone.getRules().nextTransition(change.getInstant());
          }
          return Arbitraries.of(changes.isEmpty() ? List.of(new Change(zone, from)) : changes);
        });
  }

  @Provide
  Arbitrary<String> busyExpressions() {
    Arbitrary<String> days = Arbitraries.of("* * *", "* * *", "*/2 * *", "* * 0,3", "1-31 * 5");
    Arbitrary<String> hours =
        Arbitraries.of("*", "0", "1", "2", "3", "0-3", "*/2", "23,0,1", "1-2", "12", "0,2");
    Arbitrary<String> minutes =
        Arbitraries.of("*", "0", "30", "*/7", "59", "15,45", "0-29", "29/3", "1");
    return Combinators.combine(minutes, hours, days).as((m, h, d) -> m + " " + h + " " + d);
  }

  @Provide
  Arbitrary<String> expressions() {
    return CronTexts.expressions();
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return CronTexts.zones();
  }

  @Provide
  Arbitrary<Instant> instants() {
    long first = Instant.parse("1972-06-01T00:00:00Z").getEpochSecond();
    long last = Instant.parse("2090-01-01T00:00:00Z").getEpochSecond();
    return Combinators.combine(
            Arbitraries.longs().between(first, last), Arbitraries.of(0, 0, 1, 999_999_999))
        .as(Instant::ofEpochSecond);
  }

  private static Timetable timetable(String expression, ZoneId zone) {
    return new Timetable(Cron.parse(expression), zone);
  }

  private static List<Instant> onwards(Timetable timetable, Instant after, Instant upTo) {
    List<Instant> due = new ArrayList<>();
    Optional<Instant> next = timetable.next(after);
    while (next.isPresent() && !next.get().isAfter(upTo)) {
      due.add(next.get());
      next = timetable.next(next.get());
    }
    return due;
  }

  private static List<Instant> backwards(Timetable timetable, Instant after, Instant upTo) {
    List<Instant> due = new ArrayList<>();
    Optional<Instant> latest = timetable.latest(upTo);
    while (latest.isPresent() && latest.get().isAfter(after)) {
      due.add(latest.get());
      latest = timetable.previous(latest.get());
    }
    Collections.reverse(due);
    return due;
  }
}
