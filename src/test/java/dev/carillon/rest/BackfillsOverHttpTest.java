package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.jdbc.JdbcBackfillStore;
import dev.carillon.jdbc.JdbcLedger;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.running.House;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.MovingClock;
import dev.carillon.watching.Backfills;
import dev.carillon.watching.Bells;
import dev.carillon.watching.Ledger;
import dev.carillon.watching.Watch;
import dev.carillon.workflow.WorkflowId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Running many due times after all, over HTTP. */
class BackfillsOverHttpTest {
  private static final Instant ONE = Instant.parse("2026-03-01T13:00:00Z");
  private static final Instant TWO = Instant.parse("2026-03-01T14:00:00Z");
  private static final String ROUTE = "schedules/hourly/backfills";

  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:30Z");
  private final ObjectMapper json = new ObjectMapper();
  private Role role = Role.OPERATOR;

  @RegisterExtension
  final Served served = new Served(clock, () -> new Caller("Zoë", role), this::resources).walking();

  private House house;
  private Ledger ledger;
  private Watch watch;

  @BeforeEach
  void open() {
    house = served.house();
    WorkflowId id = house.save("hourly", "- say: { set: { a: 1 } }\n");
    house.scheduling.activate(
        id, new Wishes(Map.of("cron", Optional.of("0 * * * *"), "catchUp", Optional.of("none"))));
    missed(ONE);
    missed(TWO);
    clock.moveTo(TWO.plusSeconds(600));
  }

  private void missed(Instant due) {
    ledger.judged(
        new ScheduleId("hourly"), 1, due, Reason.WE_WERE_DOWN, Optional.of("nobody was up"));
  }

  private List<Object> resources(House house) {
    ledger = new JdbcLedger(house.database);
    watch = new Watch(ledger, house.runs, Bells.LOCAL, house.changes, clock, "node-1");
    return List.of(new BackfillsResource(
        house.scheduling,
        new Backfills(new JdbcBackfillStore(house.database), house.changes, clock),
        json,
        clock));
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return served.send(method, path, body);
  }

  private JsonNode get(String path) throws Exception {
    return json.readTree(send("GET", path, "").body());
  }

  private RunId its(Instant due) {
    return ledger.find(new ScheduleId("hourly"), due).flatMap(Occurrence::run).orElseThrow();
  }

  private Verdict verdict(Instant due) {
    return ledger.find(new ScheduleId("hourly"), due).orElseThrow().verdict();
  }

  @Test
  void theGapsAreShownAndRunAndTheirProgressIsTold() throws Exception {
    JsonNode gaps = get(ROUTE + "/gaps?limit=1");
    assertThat(gaps.get("items").get(0).get("dueTime").asText()).isEqualTo(ONE.toString());
    JsonNode rest = get(ROUTE + "/gaps?after=" + gaps.get("next").asText());
    assertThat(rest.get("items")).hasSize(1);
    assertThat(rest.has("next")).isFalse();

    HttpResponse<String> answer =
        send("POST", ROUTE, "{\"from\":\"" + ONE + "\",\"reason\":\"an outage\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    JsonNode begun = json.readTree(answer.body());
    assertThat(begun.get("total").asInt()).isEqualTo(2);
    assertThat(begun.get("state").asText()).isEqualTo("running");
    assertThat(begun.get("reason").asText()).isEqualTo("an outage");
    assertThat(begun.get("askedBy").asText()).isEqualTo("Zoë");
    String its = ROUTE + "/" + begun.get("id").asText();
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/api/" + its);

    for (int round = 0; round < 2; round++) {
      clock.moveBy(Duration.ofSeconds(1));
      watch.sweep();
      house.await(its(round == 0 ? ONE : TWO), RunState.SUCCEEDED);
    }

    JsonNode done = get(its);
    assertThat(done.get("state").asText()).isEqualTo("done");
    assertThat(done.get("ran").asInt()).isEqualTo(2);
    assertThat(get(ROUTE).get("items").get(0)).isEqualTo(done);
    assertThat(send("POST", ROUTE, "{\"from\":\"" + ONE + "\"}").body())
        .contains("there is nothing to run");
  }

  @Test
  void oneIsCanceled() throws Exception {
    JsonNode begun = json.readTree(
        send("POST", ROUTE, "{\"dueTimes\":[\"" + TWO + "\"],\"perMinute\":1}").body());
    assertThat(verdict(TWO)).isEqualTo(Verdict.EXPECTED);

    String its = ROUTE + "/" + begun.get("id").asText();
    JsonNode ended = json.readTree(send("POST", its + "/cancellation", "").body());

    assertThat(ended.get("state").asText()).isEqualTo("canceled");
    assertThat(ended.get("canceledBy").asText()).isEqualTo("Zoë");
    assertThat(verdict(TWO)).isEqualTo(Verdict.MISSED);
    assertThat(send("GET", ROUTE + "/999999", "").statusCode()).isEqualTo(404);
    assertThat(send("GET", ROUTE + "/nonsense", "").statusCode()).isEqualTo(400);
  }

  @Test
  void whoMayOnlyLookBeginsNone() throws Exception {
    role = Role.VIEWER;

    assertThat(send("POST", ROUTE, "{\"from\":\"" + ONE + "\"}").statusCode()).isEqualTo(403);

    assertThat(verdict(ONE)).isEqualTo(Verdict.MISSED);
    assertThat(get(ROUTE).get("items")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {}                                                                  | from
      {"from":"2026-01-01T00:00:00Z","dueTimes":["2026-01-01T00:00:00Z"]} | from
      {"from":"yesterday"}                                                | from
      {"from":"2026-01-02T00:00:00Z","until":"2026-01-01T00:00:00Z"}      | until
      {"dueTimes":[]}                                                     | dueTimes
      {"dueTimes":[7]}                                                    | dueTimes
      {"dueTimes":"2026-01-01T00:00:00Z"}                                 | dueTimes
      {"from":"2026-01-01T00:00:00Z","skipped":"yes"}                     | skipped
      {"from":"2026-01-01T00:00:00Z","perMinute":0}                       | perMinute
      {"from":"2026-01-01T00:00:00Z","perMinute":1.5}                     | perMinute
      {"from":"2026-01-01T00:00:00Z","until":"2026-01-01T00:00:00Z"}      | from
      """)
  void whatIsNotClearIsToldByItsName(String body, String parameter) throws Exception {
    HttpResponse<String> answer = send("POST", ROUTE, body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json.readTree(answer.body()).get("parameter").asText()).isEqualTo(parameter);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      from=2026-03-02T00:00:00Z&until=2026-03-01T00:00:00Z | until   | until lies before from
      from=2026-03-02T00:00:00Z                            | until   | until lies before from
      skipped=maybe                                        | skipped | skipped is true or false
      skipped=                                             | skipped | skipped is true or false
      after=soon                                           | after   | after is an instant such as
      """)
  void whichGapsAreMeantIsToBeClearToo(String query, String parameter, String words)
      throws Exception {
    HttpResponse<String> answer = send("GET", ROUTE + "/gaps?" + query, "");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json.readTree(answer.body()).get("parameter").asText()).isEqualTo(parameter);
    assertThat(json.readTree(answer.body()).get("detail").asText()).contains(words);
  }

  @Test
  void theGapsOfAMomentAndThoseThatWereSkippedAreShown() throws Exception {
    String moment = "from=" + ONE + "&until=" + ONE;

    assertThat(get(ROUTE + "/gaps?" + moment + "&skipped=TRUE").get("items")).hasSize(1);
    assertThat(get(ROUTE + "/gaps?" + moment + "&skipped=false").get("items")).hasSize(1);
  }

  @Test
  void whoAsksForABackfillThatIsNotThereIsToldWhereTheyAre() throws Exception {
    for (HttpResponse<String> answer : List.of(
        send("GET", ROUTE + "/999999", ""), send("POST", ROUTE + "/999999/cancellation", ""))) {
      assertThat(answer.statusCode()).isEqualTo(404);
      JsonNode problem = json.readTree(answer.body());
      assertThat(problem.get("type").asText()).isEqualTo("/problems/unknown-backfill");
      assertThat(problem.get("detail").asText())
          .isEqualTo("schedule hourly has no backfill 999999; those that it has are listed at"
              + " GET /api/schedules/hourly/backfills");
    }
  }
}
