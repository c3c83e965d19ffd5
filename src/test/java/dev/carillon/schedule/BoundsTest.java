package dev.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.carillon.cron.ClockChanges;
import dev.carillon.cron.Cron;
import dev.carillon.cron.RepeatedHour;
import dev.carillon.cron.SkippedHour;
import dev.carillon.schedule.Bounds.Closed;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Bounds bounds(String start, String end, String blackout) {
    return Bounds.of(Optional.of(start), Optional.of(end), Blackout.of(blackout));
  }

  private static Optional<Closed> why(Bounds bounds, String due) {
    return bounds.closure(Instant.parse(due), BERLIN).map(Bounds.Closure::why);
  }

  private static Wording wording(String cron, Bounds bounds) {
    return wording(cron, bounds, ClockChanges.DEFAULT);
  }

  private static Wording wording(String cron, Bounds bounds, ClockChanges changes) {
    return new Wording(
        Cron.parse(cron),
        BERLIN,
        3,
        Overlap.SKIP,
        CatchUp.LAST,
        RungBy.AUTO,
        true,
        Optional.empty(),
        bounds,
        Patience.DEFAULT,
        Optional.empty(),
        Spread.NONE,
        changes);
  }

  /** The clock goes from 02:00 to 03:00 on 29 March, at 01:00 UTC. */
  /** Counts what is allocated, which is the same on each machine. */
  private static long megabytesFor(Runnable work) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return (threads.getCurrentThreadAllocatedBytes() - before) >> 20;
  }

  private static String hundred(IntFunction<String> part) {
    return IntStream.range(0, 100).mapToObj(part).collect(Collectors.joining("; "));
  }

  static List<String> hundredParts() {
    return List.of(
        hundred(it -> LocalDate.parse("2027-01-01").plusDays(it).toString()),
        hundred(it -> it % 60 + " " + it % 24 + " 1 1 *"));
  }

  @ParameterizedTest
  @MethodSource("hundredParts")
  void aDayOfMinutesIsJudgedByAHundredPartsThatWereReadOnce(String parts) {
    Bounds bounds = Bounds.NONE.with(List.of(new Calendar("works", Blackout.of(parts))));
    var meant = wording("* * * * *", bounds).meant();
    Instant from = Instant.parse("2026-11-02T00:00:00Z");

    assertThat(megabytesFor(() -> assertThat(meant.upcoming(from, 1_440))
            .endsWith(Instant.parse("2026-11-03T00:00:00Z"))))
        .isLessThan(20);
  }

  @Test
  void whatIsDueRightAfterASkippedTimeIsMeantThoughWhatFollowsIsDark() {
    Wording after = wording(
        "30 2,3 * * *",
        bounds("", "", "30 3 * * *"),
        new ClockChanges(RepeatedHour.ONCE, SkippedHour.RUN_AFTER));
    Instant set = Instant.parse("2026-03-29T01:00:00Z");

    assertThat(after.previous(Instant.parse("2026-03-29T12:00:00Z"))).contains(set);
    assertThat(after.next(Instant.parse("2026-03-28T12:00:00Z"))).contains(set);
    assertThat(wording("30 2 * * *", bounds("", "", "0 3 * * *"), after.clockChanges())
            .previous(Instant.parse("2026-03-29T12:00:00Z")))
        .contains(Instant.parse("2026-03-28T01:30:00Z"));
  }

  @Test
  void aDayBeginsAndEndsOnTheClockOfTheSchedule() {
    Bounds december = bounds("2026-12-01", "2026-12-31", "");

    assertThat(why(december, "2026-11-30T22:59:00Z")).contains(Closed.OUTSIDE_START_END);
    assertThat(why(december, "2026-11-30T23:00:00Z")).isEmpty();
    assertThat(why(december, "2026-12-31T22:59:00Z")).isEmpty();
    assertThat(why(december, "2026-12-31T23:00:00Z")).contains(Closed.OUTSIDE_START_END);
  }

  @Test
  void aPointWithATimeIsPartOfWhatIsMeant() {
    Bounds exact = bounds("2026-12-01T09:00", "2026-12-01T12:00:00+02:00", "");

    assertThat(why(exact, "2026-12-01T07:59:00Z")).contains(Closed.OUTSIDE_START_END);
    assertThat(why(exact, "2026-12-01T08:00:00Z")).isEmpty();
    assertThat(why(exact, "2026-12-01T10:00:00Z")).isEmpty();
    assertThat(why(exact, "2026-12-01T10:01:00Z")).contains(Closed.OUTSIDE_START_END);
  }

  @Test
  void aBlackoutIsADayOrASpanOrTheMinutesOfACron() {
    Bounds dark = bounds("", "", "2026-12-25; 2026-12-31T18:00/2027-01-01; * 22-23 * * SUN");

    assertThat(why(dark, "2026-12-24T22:59:00Z")).isEmpty();
    assertThat(why(dark, "2026-12-24T23:00:00Z")).contains(Closed.BLACKOUT);
    assertThat(why(dark, "2026-12-31T16:59:00Z")).isEmpty();
    assertThat(why(dark, "2027-01-01T22:59:00Z")).contains(Closed.BLACKOUT);
    assertThat(why(dark, "2027-01-03T21:30:00Z")).contains(Closed.BLACKOUT);
    assertThat(why(dark, "2027-01-03T20:30:00Z")).isEmpty();
  }

  @Test
  void whatIsDueNextIsWhatIsMeant() {
    Instant now = Instant.parse("2026-11-27T12:00:00Z");
    Wording everyHour =
        wording("0 * * * *", bounds("2026-12-24", "2026-12-27T01:00", "2026-12-24/2026-12-26"));

    assertThat(everyHour.upcoming(now, 5))
        .isEqualTo(
            List.of(Instant.parse("2026-12-26T23:00:00Z"), Instant.parse("2026-12-27T00:00:00Z")));
  }

  @Test
  void aCronThatIsAlwaysDarkHasNoNextDueTimeAndTheSearchEnds() {
    assertThat(wording("* * * * *", bounds("", "", "* * * * *"))
            .next(Instant.parse("2026-11-27T12:00:00Z")))
        .isEmpty();
  }

  /** Whole months of minutes are passed over hour by hour, also those that are dark in turn. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * *   | * * * 1-11 *",
        "*/2 * * * * | */2 * * 1-11 *",
        "* * * * *   | 0-29 * * 1-11 *; 30-59 * * 1-11 *"
      })
  void theEndOfALongBlackoutIsFound(String cron, String blackout) {
    Wording dark = wording(cron, bounds("", "", blackout));

    assertThat(dark.next(Instant.parse("2027-01-01T12:00:00Z")))
        .contains(Instant.parse("2027-11-30T23:00:00Z"));
    assertThat(dark.previous(Instant.parse("2027-10-05T12:00:00Z")))
        .hasValueSatisfying(
            it -> assertThat(it).isBetween("2026-12-31T22:58:00Z", "2026-12-31T22:59:00Z"));
  }

  /** The clock goes back at 01:00 UTC: what is dark from two to three is so twice. */
  @Test
  void aBlackoutByACronEndsOnTheClockThatIsSetBack() {
    Wording dark = wording("* * * * *", bounds("", "", "* 2 * * *"));

    assertThat(dark.next(Instant.parse("2026-10-24T23:59:00Z")))
        .contains(Instant.parse("2026-10-25T02:00:00Z"));
    assertThat(dark.previous(Instant.parse("2026-10-25T02:00:00Z")))
        .contains(Instant.parse("2026-10-24T23:59:00Z"));
  }

  @Test
  void whatTheClockShowsAgainIsNotMeant() {
    Wording daily = wording("30 2 * * *", Bounds.NONE);
    Instant first = Instant.parse("2026-10-25T00:30:00Z");

    assertThat(daily.next(first)).contains(Instant.parse("2026-10-26T01:30:00Z"));
    assertThat(daily.previous(Instant.parse("2026-10-26T01:30:00Z"))).contains(first);
  }

  @Test
  void theLastDayOfTheCalendarIsAsGoodAsNoEnd() {
    Instant now = Instant.parse("2026-11-27T12:00:00Z");

    assertThat(wording("0 * * * *", bounds("", "+999999999-12-31", "")).next(now))
        .contains(now.plusSeconds(3600));
    assertThat(wording("0 * * * *", bounds("", "", "2026-12-24/+999999999-12-31"))
            .upcoming(Instant.parse("2026-12-23T21:00:00Z"), 5))
        .containsExactly(Instant.parse("2026-12-23T22:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "christmas",
        "2026-02-30",
        "2026-12-24T18:00",
        "2026-12-26/2026-12-24",
        "2026-12-24/2026-12-25/2026-12-26",
        "61 * * * *",
        "CRON_TZ=UTC * 1 * * *"
      })
  void whatIsNoBlackoutIsNamed(String text) {
    assertThatThrownBy(() -> Blackout.of("2026-01-01; " + text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text.substring(0, 4));
  }

  @Test
  void aGraceIsWrittenShortOrAsIsoAndHasLimits() {
    assertThat(Patience.of("90s").length()).isEqualTo(Duration.ofSeconds(90));
    assertThat(Patience.of("PT5M")).isEqualTo(Patience.of("5m"));
    assertThat(Patience.of("2h").text()).isEqualTo("PT2H");
    assertThat(Patience.of("PT90.5S")).isEqualTo(Patience.of("90s"));
    for (String wrong : List.of("", "5", "29s", "25h", "soon", "-5m")) {
      assertThatThrownBy(() -> Patience.of(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("from 30s to 24h");
    }
  }
}
