package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.jdbc.JdbcHistory;
import dev.carillon.running.House;
import dev.carillon.schedule.Blackout;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Agenda;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.MovingClock;
import dev.carillon.watching.Lint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The due times to come, of one schedule and of all, over HTTP. */
class UpcomingOverHttpTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MovingClock clock = MovingClock.at("2026-10-24T12:00:30Z");

  @RegisterExtension
  final Served served = new Served(clock, () -> new Caller("Zoë", Role.VIEWER), this::resources);

  private House house;

  @BeforeEach
  void open() {
    house = served.house();
  }

  private List<Object> resources(House house) {
    Agenda agenda = new Agenda(house.schedules);
    return List.of(
        new SchedulesResource(
            house.scheduling,
            house.calendars,
            new JdbcHistory(house.database),
            new Lint(agenda),
            JSON,
            clock),
        new UpcomingResource(agenda, clock));
  }

  private void scheduled(String name, String cron, String... wishes) {
    var all = new HashMap<String, Optional<String>>(Map.of("cron", Optional.of(cron)));
    for (int at = 0; at < wishes.length; at += 2) {
      all.put(wishes[at], Optional.of(wishes[at + 1]));
    }
    house.scheduling.activate(house.save(name, "- say: { set: { a: 1 } }"), new Wishes(all));
  }

  private void pause(String name, String until) {
    house.scheduling.pause(new ScheduleId(name), Optional.of(Instant.parse(until)), "why", "Zoë");
  }

  private JsonNode get(String path, int status) throws Exception {
    return served.told(status, "GET", path, "");
  }

  private static List<String> texts(JsonNode items) {
    List<String> texts = new ArrayList<>();
    items.forEach(it -> texts.add(it.asText()));
    return texts;
  }

  private static List<String> told(JsonNode items) {
    List<String> told = new ArrayList<>();
    items.forEach(it -> told.add(it.get("scheduleId").asText() + " "
        + it.get("dueTime").asText().substring(8, 16) + " " + it.get("fate").asText()));
    return told;
  }

  @Test
  void aScheduleTellsItsNextDueTimesThatAreMeantInOrder() throws Exception {
    house.calendars.put("works", Blackout.of("* 15 * * *"), "", OptionalInt.empty(), "Zoë");
    scheduled("hourly", "0 * * * *", "blackout", "* 14 * * *", "calendars", "works");

    JsonNode next = get("schedules/hourly/upcoming?count=3", 200);

    assertThat(texts(next.get("items")))
        .containsExactly("2026-10-24T13:00:00Z", "2026-10-24T16:00:00Z", "2026-10-24T17:00:00Z");
    assertThat(get("schedules/hourly/upcoming", 200).get("items")).hasSize(10);
    assertThat(get("schedules/hourly/upcoming?count=200", 200).get("items")).hasSize(200);
  }

  @Test
  void whatLiesAheadOfOneScheduleIsAskedByItsIdOrItsWorkflows() throws Exception {
    scheduled("Hourly", "0 * * * *");
    scheduled("nightly", "30 2 * * *");

    for (String id : List.of("hourly", "Hourly")) {
      assertThat(told(get("upcoming?schedule=" + id + "&limit=2", 200).get("items")))
          .containsExactly("hourly 24T13:00 rings", "hourly 24T14:00 rings");
    }
    assertThat(get("upcoming/hours?schedule=nightly", 200).get("hours")).hasSize(7);
    assertThat(get("upcoming?schedule=nobody", 200).get("items")).isEmpty();
  }

  @Test
  void whatLiesInAPauseIsLeftOutAndSoIsARepeatedHour() throws Exception {
    scheduled("nightly", "30 2 * * *", "timezone", "Europe/Berlin");
    scheduled("paused", "0 * * * *");
    pause("paused", "2026-10-24T15:00:00Z");
    scheduled("for-ever", "0 * * * *");
    house.scheduling.pause(new ScheduleId("for-ever"), Optional.empty(), "why", "Zoë");

    assertThat(texts(get("schedules/nightly/upcoming?count=2", 200).get("items")))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    assertThat(texts(get("schedules/paused/upcoming?count=2", 200).get("items")))
        .containsExactly("2026-10-24T15:00:00Z", "2026-10-24T16:00:00Z");
    assertThat(get("schedules/for-ever/upcoming", 200).get("items")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schedules/hourly/upcoming?count=0    | 400 | count is a number from 1 to 200",
        "schedules/hourly/upcoming?count=201  | 400 | count is a number from 1 to 200",
        "schedules/hourly/upcoming?count=many | 400 | count is a number from 1 to 200",
        "schedules/nobody/upcoming            | 404 | nobody",
        "schedules/not_an_id/upcoming         | 400 | id",
        "upcoming?limit=0                     | 400 | limit is a number from 1 to 200",
        "upcoming?from=today                  | 400 | from is an instant such as",
        "upcoming?until=2026-10-24T12:00:00Z  | 400 | until is later than from",
        "upcoming?after=nothing               | 400 | after is what \"next\" of a page said",
        "upcoming?after=nothing,hourly        | 400 | after is an instant such as",
        "upcoming/hours?count=0               | 400 | count is a number from 1 to 200",
        "upcoming/hours?from=today            | 400 | from is an instant such as"
      })
  void whatIsAskedWronglyIsTold(String path, int status, String words) throws Exception {
    scheduled("hourly", "0 * * * *");

    assertThat(get(path, status).get("detail").asText()).contains(words);
  }

  @Test
  void ofAllSchedulesEachDueTimeSaysWhatWillBecomeOfIt() throws Exception {
    scheduled("dark", "0 * * * *", "blackout", "* 14 * * *");
    scheduled("paused", "0 14,15 * * *");
    pause("paused", "2026-10-24T15:00:00Z");
    scheduled("ending", "0 14,15 * * *", "end", "2026-10-24T14:30");
    scheduled("nightly", "30 2 * * *", "timezone", "Europe/Berlin");

    assertThat(told(get("upcoming?until=2026-10-24T16:00:00Z", 200).get("items")))
        .containsExactly(
            "dark 24T13:00 rings",
            "dark 24T14:00 blackout",
            "ending 24T14:00 rings",
            "paused 24T14:00 paused",
            "dark 24T15:00 rings",
            "ending 24T15:00 outside-start-end",
            "paused 24T15:00 rings");
    String night = "upcoming?from=2026-10-25T00:15:00Z&until=2026-10-25T01:45:00Z";
    assertThat(told(get(night, 200).get("items")))
        .containsExactly(
            "nightly 25T00:30 rings", "dark 25T01:00 rings", "nightly 25T01:30 repeated-hour");
  }

  @Test
  void itsPagesFollowEachOther() throws Exception {
    scheduled("one", "0 * * * *");
    scheduled("two", "0 * * * *");
    String span = "upcoming?limit=3&until=2026-10-24T15:00:00Z";

    JsonNode first = get(span, 200);
    String next = first.get("next").asText();
    JsonNode second = get(span + "&after=" + next.replace(":", "%3A").replace(",", "%2C"), 200);

    assertThat(told(first.get("items")))
        .containsExactly("one 24T13:00 rings", "two 24T13:00 rings", "one 24T14:00 rings");
    assertThat(told(second.get("items"))).containsExactly("two 24T14:00 rings");
    assertThat(second.has("next")).isFalse();
  }
}
