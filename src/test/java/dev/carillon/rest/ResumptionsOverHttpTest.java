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
import dev.carillon.run.Trigger;
import dev.carillon.running.House;
import dev.carillon.running.RunFilter;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.MovingClock;
import dev.carillon.watching.Backfill;
import dev.carillon.watching.Backfills;
import dev.carillon.watching.Bells;
import dev.carillon.watching.Ledger;
import dev.carillon.watching.Resuming;
import dev.carillon.watching.Watch;
import dev.carillon.workflow.WorkflowId;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resuming a schedule, and running what passed in its pause, over HTTP. */
class ResumptionsOverHttpTest {
  private static final Instant ONE = Instant.parse("2026-03-01T13:00:00Z");
  private static final Instant TWO = Instant.parse("2026-03-01T14:00:00Z");
  private static final Instant THREE = Instant.parse("2026-03-01T15:00:00Z");
  private static final ScheduleId HOURLY = new ScheduleId("hourly");
  private static final String ROUTE = "schedules/hourly/resumption";

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
    house.scheduling.pause(HOURLY, Optional.empty(), "moving house", "Zoë");
    passed(ONE, Reason.PAUSED);
    passed(TWO, Reason.PAUSED);
    passed(THREE, Reason.OVERLAP);
    clock.moveTo(THREE.plusSeconds(600));
  }

  private void passed(Instant due, Reason why) {
    ledger.judged(HOURLY, 2, due, why, Optional.empty());
  }

  private void passedEachSecondAfter(Instant begin, int count) throws Exception {
    try (Connection connection = house.database.dataSource().getConnection();
        var insert = connection.prepareStatement("""
            insert into occurrence (schedule_id, due_time, revision, verdict, reason, duplicates)
            select 'hourly', dateadd('SECOND', x, cast(? as timestamp with time zone)),
                   2, 'SKIPPED', 'PAUSED', 0
              from system_range(1, ?)""")) {
      insert.setObject(1, begin.atOffset(ZoneOffset.UTC));
      insert.setInt(2, count);
      insert.executeUpdate();
    }
  }

  private List<Object> resources(House house) {
    ledger = new JdbcLedger(house.database);
    watch = new Watch(ledger, house.runs, Bells.LOCAL, house.changes, clock, "node-1");
    return List.of(new ResumptionsResource(
        house.scheduling,
        new Resuming(
            house.scheduling,
            new Backfills(new JdbcBackfillStore(house.database), house.changes, clock),
            watch,
            clock),
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
    return ledger.find(HOURLY, due).flatMap(Occurrence::run).orElseThrow();
  }

  private Verdict verdict(Instant due) {
    return ledger.find(HOURLY, due).orElseThrow().verdict();
  }

  private void swept(Instant due) {
    clock.moveBy(Duration.ofSeconds(2));
    watch.sweep();
    house.await(its(due), RunState.SUCCEEDED);
  }

  @Test
  void whatPassedInThePauseIsShownAndNothingElse() throws Exception {
    JsonNode passed = get(ROUTE);

    assertThat(passed.get("total").asInt()).isEqualTo(2);
    assertThat(passed.get("items").findValuesAsText("dueTime"))
        .containsExactly(ONE.toString(), TWO.toString());
    assertThat(house.scheduling.get(HOURLY).pause()).isPresent();
  }

  @Test
  void withoutAWishItIsResumedAndNothingRuns() throws Exception {
    HttpResponse<String> answer = send("POST", ROUTE, "");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json.readTree(answer.body()).has("backfill")).isFalse();
    assertThat(house.scheduling.get(HOURLY).pause()).isEmpty();
    assertThat(verdict(TWO)).isEqualTo(Verdict.SKIPPED);
    assertThat(get(ROUTE).get("total").asInt()).isZero();
  }

  @Test
  void theLastOneRunsOnceHoweverOftenItIsAskedFor() throws Exception {
    assertThat(send("POST", ROUTE, "{\"run\":\"last\"}").statusCode()).isEqualTo(202);
    assertThat(send("POST", ROUTE, "{\"run\":\"last\"}").statusCode()).isEqualTo(409);
    swept(TWO);

    assertThat(verdict(ONE)).isEqualTo(Verdict.SKIPPED);
    assertThat(house.store.get(its(TWO)).trigger()).isEqualTo(Trigger.BACKFILL);
    assertThat(house.store.list(RunFilter.ALL, Optional.empty(), 10)).hasSize(1);
  }

  /** Its grace is not over, so nobody has booked it yet. */
  @Test
  void whatPassedJustNowIsAmongThem() throws Exception {
    Instant four = THREE.plusSeconds(3600);
    clock.moveTo(four.plusSeconds(10));

    assertThat(get(ROUTE).get("items").findValuesAsText("dueTime")).contains(four.toString());
    send("POST", ROUTE, "{\"run\":\"last\"}");

    swept(four);
    assertThat(verdict(TWO)).isEqualTo(Verdict.SKIPPED);
  }

  @Test
  void whatPassedJustBeforeAnEditIsAmongThemToo() throws Exception {
    Instant four = THREE.plusSeconds(3600);
    clock.moveTo(four.plusSeconds(5));
    house.scheduling.activate(
        new WorkflowId("hourly"), new Wishes(Map.of("cron", Optional.of("30 * * * *"))));
    clock.moveBy(Duration.ofSeconds(5));

    assertThat(get(ROUTE).get("items").findValuesAsText("dueTime")).contains(four.toString());
  }

  @Test
  void aPauseThatIsOnlyWordedAnewBeganWhenItDid() throws Exception {
    Instant from = house.scheduling.get(HOURLY).pause().orElseThrow().from();

    house.scheduling.pause(HOURLY, Optional.empty(), "moved, unpacking", "Ada");

    assertThat(house.scheduling.get(HOURLY).pause().orElseThrow())
        .isEqualTo(new Pause(from, Optional.empty(), "moved, unpacking", "Ada"));
    assertThat(get(ROUTE).get("total").asInt()).isEqualTo(2);
  }

  /** What the engine refuses stays paused; the choice can be made again. */
  @Test
  void whatCannotBeResumedRunsNothing() throws Exception {
    house.engine.refuses();

    assertThat(send("POST", ROUTE, "{\"run\":\"all\"}").statusCode()).isGreaterThan(399);

    assertThat(house.scheduling.get(HOURLY).pause()).isPresent();
    assertThat(verdict(TWO)).isEqualTo(Verdict.SKIPPED);
    assertThat(get(ROUTE).get("total").asInt()).isEqualTo(2);
  }

  @Test
  void theLastOneIsFoundThoughItPassedLongAgo() throws Exception {
    house.scheduling.activate(
        new WorkflowId("hourly"), new Wishes(Map.of("cron", Optional.of("0 14 1 3 *"))));
    clock.moveTo(TWO.plus(Duration.ofDays(40)));

    String answer = send("POST", ROUTE, "{\"run\":\"last\"}").body();

    assertThat(json.readTree(answer).get("backfill").get("total").asInt()).isEqualTo(1);
    assertThat(verdict(TWO)).isEqualTo(Verdict.EXPECTED);
  }

  @Test
  void allOfThemRunOldestFirst() throws Exception {
    HttpResponse<String> answer = send("POST", ROUTE, "{\"run\":\"all\",\"perMinute\":60}");

    assertThat(json.readTree(answer.body()).get("backfill").get("total").asInt())
        .isEqualTo(2);
    swept(ONE);
    swept(TWO);
    assertThat(verdict(THREE)).isEqualTo(Verdict.SKIPPED);
  }

  @Test
  void pickedOnesRunAndWhatDidNotPassInThePauseIsLeftAlone() throws Exception {
    String picked = "{\"dueTimes\":[\"" + ONE + "\",\"" + THREE + "\"]}";

    assertThat(send("POST", ROUTE, picked).statusCode()).isEqualTo(202);

    swept(ONE);
    assertThat(verdict(TWO)).isEqualTo(Verdict.SKIPPED);
    assertThat(verdict(THREE)).isEqualTo(Verdict.SKIPPED);
  }

  @Test
  void oneOfThemCanBePickedHoweverManyPassed() throws Exception {
    passedEachSecondAfter(THREE, Backfill.MOST);
    clock.moveTo(THREE.plusSeconds(Backfill.MOST + 600));
    assertThat(send("POST", ROUTE, "{\"run\":\"all\"}").statusCode()).isEqualTo(400);

    HttpResponse<String> answer = send("POST", ROUTE, "{\"dueTimes\":[\"" + ONE + "\"]}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    swept(ONE);
  }

  @Test
  void toLookSetsNothingGoing() throws Exception {
    send("POST", ROUTE, "");
    house.scheduling.activate(
        new WorkflowId("hourly"),
        new Wishes(Map.of("cron", Optional.of("0 * * * *"), "catchUp", Optional.of("last"))));
    clock.moveBy(Duration.ofHours(2));

    assertThat(get(ROUTE).get("total").asInt()).isZero();

    assertThat(house.store.list(RunFilter.ALL, Optional.empty(), 10)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"run\":\"some\"}",
        "{\"run\":\"all\",\"dueTimes\":[\"2026-03-01T13:00:00Z\"]}",
        "{\"dueTimes\":[]}",
        "{\"perMinute\":0}",
        "{\"what\":1}"
      })
  void whatIsUnclearIsRefusedAndItStaysPaused(String body) throws Exception {
    assertThat(send("POST", ROUTE, body).statusCode()).isEqualTo(400);
    assertThat(house.scheduling.get(HOURLY).pause()).isPresent();
  }

  @Test
  void whoMayOnlyLookMayNotResume() throws Exception {
    role = Role.VIEWER;

    assertThat(send("POST", ROUTE, "").statusCode()).isEqualTo(403);
    assertThat(send("GET", ROUTE, "").statusCode()).isEqualTo(200);
  }
}
