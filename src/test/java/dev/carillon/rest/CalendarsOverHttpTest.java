package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.AuditLog;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.jdbc.JdbcAuditLog;
import dev.carillon.jdbc.JdbcCalendarStore;
import dev.carillon.jdbc.JdbcHistory;
import dev.carillon.running.House;
import dev.carillon.schedule.Blackout;
import dev.carillon.schedule.Calendar;
import dev.carillon.scheduling.Agenda;
import dev.carillon.scheduling.Quota;
import dev.carillon.testing.MovingClock;
import dev.carillon.watching.Lint;
import dev.carillon.workflow.WorkflowId;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calendars that schedules share, over HTTP. */
class CalendarsOverHttpTest {
  private final MovingClock clock = MovingClock.at("2026-12-23T12:00:30Z");
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private Role role = Role.OPERATOR;

  @RegisterExtension
  final Served served = new Served(clock, () -> new Caller("ada", role), this::resources);

  private House house;
  private AuditLog audit;
  private HttpResponse<String> answer;
  private JsonNode body;

  @BeforeEach
  void open() {
    house = served.house();
    house.save("nightly", "- one: { set: { a: 1 } }\n");
  }

  private List<Object> resources(House house) {
    audit = new JdbcAuditLog(house.database);
    Agenda agenda = new Agenda(house.schedules);
    return List.of(
        UsualResources.audited(house, audit),
        new CalendarsResource(house.calendars, json),
        new BlackoutsResource(clock),
        new CronResource(
            house.scheduling,
            new JdbcHistory(house.database),
            new Lint(agenda),
            json,
            "production",
            Quota.of("free"),
            clock),
        new SchedulesResource(
            house.scheduling,
            house.calendars,
            new JdbcHistory(house.database),
            new Lint(agenda),
            json,
            clock),
        UsualResources.workflows(house),
        new UpcomingResource(agenda, clock));
  }

  private int send(String method, String path, String text, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(served.place(path))
        .method(method, HttpRequest.BodyPublishers.ofString(text))
        .header("Content-Type", "application/json")
        .timeout(Duration.ofSeconds(30));
    for (int at = 0; at < headers.length; at += 2) {
      request.setHeader(headers[at], headers[at + 1]);
    }
    answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    body = json.readTree(answer.body());
    return answer.statusCode();
  }

  private static final String[] YAML = {"Content-Type", "application/yaml"};

  private Optional<String> tag() {
    return answer.headers().firstValue("ETag");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[[]]", "[\"\"]", "[\" \"]", "[\"2026-12-25\",[]]", "[null]"})
  void aPartOfABlackoutThatSaysNothingIsNotTakenForNone(String blackout) throws Exception {
    String wanted = "{\"blackout\":" + blackout + "}";

    assertThat(send("PUT", "calendars/holidays", wanted)).isEqualTo(400);
    assertThat(body.path("parameter").asText()).isEqualTo("blackout");
    assertThat(body.path("detail").asText()).contains("[]");
    assertThat(send("POST", "cron/activate/nightly", wanted)).isEqualTo(422);
    assertThat(body.path("field").asText()).isEqualTo("blackout");
    assertThat(body.path("detail").asText()).contains("[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "x ", "\uD83D\uDD14", "\\\""})
  void anErrorRepeatsNoMoreOfWhatWasSentThanCanBeRead(String piece) throws Exception {
    String sent = piece.repeat(10_000);

    assertThat(send("PUT", "calendars/holidays", "{\"blackout\":[\"" + sent + "\"]}"))
        .isEqualTo(400);
    assertThat(body.path("detail").asText()).contains("…", "write a day").hasSizeLessThan(1_500);
    assertThat(send("PUT", "calendars/holidays", "{\"" + sent + "\":1}")).isEqualTo(400);
    assertThat(answer.body()).contains("…", "there are blackout, description");
    assertThat(answer.body().length()).isLessThan(4_000);
    assertThat(send("POST", "cron/activate/nightly", "{\"timezone\":\"" + sent + "\"}"))
        .isEqualTo(422);
    assertThat(answer.body().length()).isLessThan(4_000);
    assertThat(send("POST", "cron/activate/nightly", "{\"cron\":\"" + sent + "\"}"))
        .isEqualTo(422);
    assertThat(answer.body().length()).isLessThan(4_000);
  }

  @Test
  void aCalendarIsMadeShownChangedAndRemoved() throws Exception {
    String wanted =
        "{\"blackout\":[\"2026-12-25\",\"* 22-23 * * *\"],\"description\":\"Feiertage\"}";

    assertThat(send("PUT", "calendars/holidays", wanted)).isEqualTo(201);
    assertThat(tag()).contains("\"1\"");
    assertThat(body.toString())
        .isEqualTo("{\"name\":\"holidays\",\"blackout\":[\"2026-12-25\",\"* 22-23 * * *\"],"
            + "\"description\":\"Feiertage\",\"version\":1,\"updatedAt\":\"2026-12-23T12:00:30Z\","
            + "\"updatedBy\":\"ada\",\"usedBy\":[]}");
    assertThat(
            send("PUT", "calendars/holidays", "{\"blackout\":\"2026-12-26\"}", "If-Match", "\"1\""))
        .isEqualTo(200);
    assertThat(send("PUT", "calendars/holidays", wanted, "If-Match", "\"1\"")).isEqualTo(412);
    assertThat(body.path("type").asText()).isEqualTo("/problems/calendar-changed");
    assertThat(send("GET", "calendars/holidays", "")).isEqualTo(200);
    assertThat(tag()).contains("\"2\"");
    assertThat(send("GET", "calendars", "")).isEqualTo(200);
    assertThat(body.at("/items/0/blackout/0").asText()).isEqualTo("2026-12-26");
    assertThat(send("DELETE", "calendars/holidays", "", "If-Match", "\"2\"")).isEqualTo(204);
    assertThat(send("GET", "calendars/holidays", "")).isEqualTo(404);
    assertThat(body.path("detail").asText()).contains("make it with PUT /api/calendars/holidays");
    assertThat(audit.list(Optional.empty(), Optional.empty(), 10).stream()
            .map(it -> it.entry().action()))
        .containsExactly("calendar.remove", "calendar.set", "calendar.set");
  }

  @Test
  void theDaysThatABlackoutDarkensAreShownBeforeItIsKept() throws Exception {
    role = Role.VIEWER;

    assertThat(send("GET", "blackouts/days?blackout=2026-12-24T18:00/2026-12-25", ""))
        .isEqualTo(200);
    assertThat(body.toString())
        .isEqualTo(
            "{\"blackout\":[\"2026-12-24T18:00/2026-12-25\"],\"from\":\"2026-12-23\",\"items\":["
                + "{\"day\":\"2026-12-24\",\"dark\":\"part\",\"by\":[\"2026-12-24T18:00/2026-12-25\"]},"
                + "{\"day\":\"2026-12-25\",\"dark\":\"whole\",\"by\":[\"2026-12-24T18:00/2026-12-25\"]}]}");
    assertThat(send("GET", "blackouts/days?blackout=2026-12-25&from=2026-12-26&count=364", ""))
        .isEqualTo(200);
    assertThat(body.path("items")).isEmpty();
    assertThat(send("GET", "blackouts/days?blackout=soon", "")).isEqualTo(400);
    assertThat(body.path("parameter").asText()).isEqualTo("blackout");
    assertThat(send("GET", "blackouts/days?from=2026-13-01", "")).isEqualTo(400);
    assertThat(body.path("parameter").asText()).isEqualTo("from");
    assertThat(send("GET", "blackouts/days?count=367", "")).isEqualTo(400);
    assertThat(body.path("detail").asText()).isEqualTo("count is a number from 1 to 366");
  }

  @Test
  void whatCannotBeIsRefusedAndTold() throws Exception {
    assertThat(send("PUT", "calendars/Holidays!", "{\"blackout\":[]}")).isEqualTo(400);
    assertThat(send("PUT", "calendars/holidays", "")).isEqualTo(400);
    assertThat(send("PUT", "calendars/holidays", "{}")).isEqualTo(400);
    assertThat(send("PUT", "calendars/holidays", "{\"blackout\":[\"soon\"]}")).isEqualTo(400);
    assertThat(body.path("parameter").asText()).isEqualTo("blackout");
    assertThat(send("PUT", "calendars/holidays", "{\"dark\":[]}")).isEqualTo(400);
    role = Role.VIEWER;
    assertThat(send("PUT", "calendars/holidays", "{\"blackout\":[]}")).isEqualTo(403);
    assertThat(send("DELETE", "calendars/holidays", "")).isEqualTo(403);
    assertThat(house.calendars.list()).isEmpty();
  }

  @Test
  void aScheduleTellsWhichCalendarsItGoesByAndWhatTheySkip() throws Exception {
    String activation = "{\"cron\":\"0 9 * * *\",\"calendars\":[\"holidays\"]}";
    assertThat(send("POST", "cron/activate/nightly", activation)).isEqualTo(422);
    assertThat(body.path("field").asText()).isEqualTo("calendars");
    assertThat(body.path("detail").asText())
        .isEqualTo("there is no calendar \"holidays\"; make it with PUT /api/calendars/holidays,"
            + " or leave it out");
    send("PUT", "calendars/holidays", "{\"blackout\":[\"2026-12-24/2026-12-26\"]}");

    assertThat(send("POST", "cron/activate/nightly", activation)).isEqualTo(201);

    assertThat(body.path("calendars").toString()).isEqualTo("[\"holidays\"]");
    assertThat(body.at("/upcoming/0").asText()).isEqualTo("2026-12-27T09:00:00Z");
    send("GET", "upcoming?limit=1", "");
    assertThat(body.at("/items/0/fate").asText()).isEqualTo("blackout");
    assertThat(body.at("/items/0/calendar").asText()).isEqualTo("holidays");
    send("GET", "schedules/nightly/comparison?cron=0+8+*+*+*", "");
    assertThat(body.at("/upcoming/0").asText()).isEqualTo("2026-12-27T08:00:00Z");
    send("GET", "schedules/nightly/comparison?calendars=", "");
    assertThat(body.at("/upcoming/0").asText()).isEqualTo("2026-12-24T09:00:00Z");
    assertThat(body.at("/effect/appearing/0").asText()).isEqualTo("2026-12-24T09:00:00Z");
    assertThat(send("GET", "schedules/nightly/comparison?calendars=nobody", "")).isEqualTo(404);
    assertThat(send("DELETE", "calendars/holidays", "")).isEqualTo(409);
    assertThat(body.path("schedules").toString()).isEqualTo("[\"nightly\"]");
    send("GET", "calendars/holidays", "");
    assertThat(body.path("usedBy").toString()).isEqualTo("[\"nightly\"]");
    send("POST", "cron/activate/nightly", "{\"calendars\":null}");
    assertThat(body.path("calendars").toString()).isEqualTo("[]");
    assertThat(send("DELETE", "calendars/holidays", "")).isEqualTo(204);
  }

  private static final String GOING_BY = """
      document:
        dsl: '1.0.3'
        namespace: test
        name: nightly
        version: '%s'
        metadata: { carillon: %s }
      schedule: { cron: '%s' }
      do:
        - one: { set: { a: 1 } }
      """;

  private String saveAs(String version, String cron, String settings) throws Exception {
    role = Role.ADMIN;
    send("PUT", "workflows/nightly", GOING_BY.formatted(version, settings, cron), YAML);
    role = Role.OPERATOR;
    return body.at("/warnings/0/message").asText();
  }

  @Test
  void aSaveTellsThatItsScheduleDoesNotFollowAndTheCalendarLetsItFollowWhenItIsMade()
      throws Exception {
    String missing = "there is no calendar \"holidays\"; make it with PUT /api/calendars/holidays,"
        + " or leave it out; until then its schedule ";
    assertThat(saveAs("2.0.0", "0 2 * * *", "{}")).isEmpty();
    assertThat(saveAs("2.0.1", "0 2 * * *", "{ calendars: holidays }"))
        .isEqualTo(missing + "cannot be switched on");
    saveAs("2.0.2", "0 2 * * *", "{}");
    send("POST", "cron/activate/nightly", "{}");
    assertThat(body.has("lag")).isFalse();

    assertThat(saveAs("2.0.3", "0 4 * * *", "{ calendars: holidays }"))
        .isEqualTo(missing + "stays as it was");
    assertThat(body.at("/warnings/0/path").asText())
        .isEqualTo("/document/metadata/carillon/calendars");
    assertThat(body.at("/schedule/cron").asText()).isEqualTo("0 2 * * *");
    assertThat(body.at("/schedule/lag/detail").asText()).isEqualTo(missing + "stays as it was");
    send("GET", "schedules/nightly", "");
    assertThat(body.at("/lag/why").asText()).isEqualTo("cannot-follow");
    assertThat(body.at("/lag/detail").asText()).isEqualTo(missing + "stays as it was");

    send("PUT", "calendars/holidays", "{\"blackout\":\"2026-12-25\"}");
    send("GET", "schedules/nightly", "");
    assertThat(body.path("cron").asText()).isEqualTo("0 4 * * *");
    assertThat(body.path("calendars").toString()).isEqualTo("[\"holidays\"]");
    assertThat(body.has("lag")).isFalse();
  }

  /** The database was gone, or the server, between the calendar and those that wait for it. */
  @Test
  void whoWasNotReachedWhenACalendarWasMadeIsReachedWhenItIsSentAgain() throws Exception {
    saveAs("2.0.2", "0 2 * * *", "{}");
    send("POST", "cron/activate/nightly", "{}");
    saveAs("2.0.3", "0 4 * * *", "{ calendars: holidays }");
    var holidays = new Calendar("holidays", Blackout.of("2026-12-25"));
    new JdbcCalendarStore(house.database, edited -> {})
        .put(holidays, "", OptionalInt.empty(), "Zoë", house.clock.instant());

    send("PUT", "calendars/holidays", "{\"blackout\":\"2026-12-25\"}");

    send("GET", "schedules/nightly", "");
    assertThat(body.path("cron").asText()).isEqualTo("0 4 * * *");
    assertThat(body.has("lag")).isFalse();
  }

  @Test
  void aCheckTellsThatASpreadDoesNotFitItsCron() throws Exception {
    String text = GOING_BY.formatted("2.0.0", "{ spread: 10m }", "*/5 * * * *");

    send("POST", "workflows/validate", text, YAML);

    assertThat(body.path("valid").asBoolean()).isTrue();
    assertThat(body.at("/warnings/0/message").asText())
        .contains("spread is at most the shortest time");
  }

  @Test
  void aScheduleThatIsOffIsShownByWhatItsCalendarSaysNow() throws Exception {
    send("PUT", "calendars/holidays", "{\"blackout\":\"2026-12-24\"}");
    send("POST", "cron/activate/nightly", "{\"cron\":\"0 9 * * *\",\"calendars\":\"holidays\"}");
    house.scheduling.deactivate(new WorkflowId("nightly"));
    send("PUT", "calendars/holidays", "{\"blackout\":\"2026-12-25\"}");

    send("GET", "schedules/nightly/upcoming?count=2", "");
    assertThat(body.path("items").toString())
        .isEqualTo("[\"2026-12-24T09:00:00Z\",\"2026-12-26T09:00:00Z\"]");
    send("GET", "schedules/nightly", "");
    assertThat(body.at("/upcoming/0").asText()).isEqualTo("2026-12-24T09:00:00Z");
    send("GET", "schedules/nightly/comparison?cron=0+8+*+*+*", "");
    assertThat(body.at("/upcoming/0").asText()).isEqualTo("2026-12-24T08:00:00Z");
    assertThat(body.at("/upcoming/1").asText()).isEqualTo("2026-12-26T08:00:00Z");

    send("GET", "calendars", "");
    assertThat(body.at("/items/0/usedBy").toString()).isEqualTo("[]");
    assertThat(send("DELETE", "calendars/holidays", "")).isEqualTo(204);
    send("GET", "schedules/nightly/upcoming?count=2", "");
    assertThat(body.at("/items/0").asText()).isEqualTo("2026-12-25T09:00:00Z");
  }

  @Test
  void whoExpectsACalendarDoesNotMakeOne() throws Exception {
    String wanted = "{\"blackout\":\"2026-12-25\"}";

    assertThat(send("PUT", "calendars/holidays", wanted, "If-Match", "*")).isEqualTo(412);
    assertThat(send("PUT", "calendars/holidays", wanted)).isEqualTo(201);
    assertThat(send("PUT", "calendars/holidays", wanted, "If-Match", "*")).isEqualTo(200);
  }
}
