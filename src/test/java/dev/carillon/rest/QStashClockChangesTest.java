package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What QStash rings around a change of the clocks, and what becomes of each due time of it. */
class QStashClockChangesTest {
  private static final String BERLIN = "Europe/Berlin";
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final Duration DAY = Duration.ofDays(1);

  @RegisterExtension
  static final Rung RUNG = Rung.holding(Duration.ofSeconds(20));

  /** Returns when clocks are set next: ahead in spring, back in autumn. */
  private static Instant next(String season) {
    var rules = ZoneId.of(BERLIN).getRules();
    ZoneOffsetTransition change = rules.nextTransition(RUNG.at().clock.instant().plus(DAY));
    return (change.isGap() == season.equals("spring")
            ? change
            : rules.nextTransition(change.getInstant()))
        .getInstant();
  }

  /** Lets QStash ring at each half hour, and then the watch look when the grace is over. */
  private static void passThrough(Instant from, Instant until) {
    for (Instant at = from; !at.isAfter(until); at = at.plus(HALF_AN_HOUR)) {
      RUNG.at().qstash.deliverAt(at);
      RUNG.at().look();
      RUNG.at().qstash.deliverAt(at.plusSeconds(190));
      RUNG.at().look();
    }
  }

  /** Returns the rows, the oldest first, with the minutes from the change to their due times. */
  private static List<String> told(WorkflowId id, Instant change) throws Exception {
    JsonNode items = RungHouse.json(
            RUNG.at().get("/api/schedules/" + id.folded() + "/occurrences?limit=100"))
        .get("items");
    List<String> rows = new ArrayList<>();
    for (JsonNode row : items) {
      Instant due = Instant.parse(row.get("dueTime").asText());
      String what = row.get("verdict").asText() + " " + row.path("reason").asText("");
      rows.add(0, Duration.between(change, due).toMinutes() + " " + what.strip());
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spring | 30 2 * * * | once  | skip      | 1410 ran",
        "spring | 30 2 * * * | once  | run-after | 0 ran, 1410 ran",
        "spring | 30 * * * * | once  | run-after | -90 ran, -30 ran, 30 ran, 90 ran",
        "autumn | 30 2 * * * | once  | skip      | -30 ran, 30 skipped repeated-hour, 1470 ran",
        "autumn | 30 2 * * * | twice | skip      | -30 ran, 30 ran, 1470 ran",
        "autumn | 30 * * * * | once  | skip      | -90 ran, -30 ran, 30 ran, 90 ran"
      })
  void eachDueTimeHasOneRow(
      String season, String cron, String repeatedHour, String skippedHour, String expected)
      throws Exception {
    Instant change = next(season);
    Duration window = Duration.ofHours(2);
    RUNG.at().clock.moveTo(change.minus(window));
    WorkflowId id = RUNG.at()
        .scheduled(
            "clocks-" + season + "-" + change.getEpochSecond(),
            cron,
            "- say: { set: { a: 1 } }",
            Map.of("timezone", BERLIN, "repeatedHour", repeatedHour, "skippedHour", skippedHour));

    passThrough(change.minus(window), change.plus(window));
    if (cron.startsWith("30 2")) {
      Instant dayAfter = change.plus(DAY);
      passThrough(dayAfter.minus(HALF_AN_HOUR), dayAfter.plus(HALF_AN_HOUR));
    }

    assertThat(told(id, change)).containsExactly(expected.split(", "));
    assertThat(RUNG.at().runs(id)).hasSize((int)
        told(id, change).stream().filter(it -> it.contains("ran")).count());
  }
}
