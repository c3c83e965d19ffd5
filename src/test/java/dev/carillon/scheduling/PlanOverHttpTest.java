package dev.carillon.scheduling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.guard.TestServer;
import dev.carillon.jdbc.JdbcCalendarStore;
import dev.carillon.jdbc.JdbcHistory;
import dev.carillon.jdbc.JdbcRunStore;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.rest.CronResource;
import dev.carillon.rest.JsonProvider;
import dev.carillon.rest.OverviewResource;
import dev.carillon.rest.PausesResource;
import dev.carillon.rest.PlanResource;
import dev.carillon.rest.ProblemMapper;
import dev.carillon.rest.SchedulesResource;
import dev.carillon.rest.UpcomingResource;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.watching.History;
import dev.carillon.watching.Lint;
import dev.carillon.watching.Pausing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pauses and the plan, as the API shows them and takes them. */
class PlanOverHttpTest {
  @TempDir
  Path directory;

  private final MovingClock clock = MovingClock.at("2026-03-02T12:00:00Z");
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private Role role = Role.OPERATOR;
  private FakeQStash qstash;
  private Belfry belfry;
  private TestServer server;
  private JsonNode body;
  private int status;

  @BeforeEach
  void open() throws Exception {
    qstash = FakeQStash.start(clock).knows("carillon.example", "203.0.113.7");
    belfry = new Belfry.Setup(TestDatabases.h2(directory), clock, qstash).open();
    belfry.active("nightly", "0 2 * * *");
    server = TestServer.start("/app", 4, this::register);
  }

  private void register(jakarta.servlet.ServletContext context) {
    TestServer.calledBy(context, () -> new Caller("ada", role));
    Quota free = Quota.of("free");
    History history = new JdbcHistory(belfry.database);
    Agenda agenda = new Agenda(belfry.schedules);
    TestServer.jersey(
        context,
        new JsonProvider(),
        new ProblemMapper(),
        new PlanResource(belfry.sync, belfry.decisions, belfry.scheduling, free, json),
        new CronResource(
            belfry.scheduling, history, new Lint(agenda), json, "production", free, clock),
        new SchedulesResource(
            belfry.scheduling,
            new Calendars(
                new JdbcCalendarStore(belfry.database, any -> {}), belfry.scheduling, clock),
            history,
            new Lint(agenda),
            json,
            clock),
        new PausesResource(
            belfry.scheduling,
            new Pausing(belfry.scheduling, new JdbcRunStore(belfry.database), (run, wish) -> {
              throw new AssertionError(run + " was canceled: " + wish.reason());
            }),
            json,
            clock),
        new OverviewResource(belfry.scheduling, history, agenda, clock),
        new UpcomingResource(agenda, clock));
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    belfry.close();
    qstash.close();
  }

  private void send(String method, String path, String text) throws Exception {
    HttpResponse<String> answer = http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/app/api/" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(text))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .build(),
        HttpResponse.BodyHandlers.ofString(UTF_8));
    status = answer.statusCode();
    body = json.readTree(answer.body());
  }

  private String problem() {
    return body.path("type").asText() + " " + body.path("parameter").asText()
        + body.path("field").asText();
  }

  @Test
  void aPauseIsPutShownAndDeleted() throws Exception {
    send(
        "PUT",
        "schedules/nightly/pause",
        "{\"reason\":\"праздники\",\"until\":\"2026-03-04T02:00:00Z\"}");

    assertThat(status).isEqualTo(200);
    assertThat(body.get("pause").toString())
        .isEqualTo("{\"from\":\"2026-03-02T12:01:01Z\",\"until\":\"2026-03-04T02:00:00Z\","
            + "\"reason\":\"праздники\",\"owner\":\"ada\"}");
    assertThat(body.get("next").asText())
        .as("the due time at the end of the pause")
        .isEqualTo("2026-03-04T02:00:00Z");
    assertThat(body.get("revision").asInt()).isEqualTo(2);
    assertThat(body.get("engine").asText()).isEqualTo("qstash");
    send("GET", "schedules/nightly/upcoming?count=2", "");
    assertThat(body.get("items").toString())
        .isEqualTo("[\"2026-03-04T02:00:00Z\",\"2026-03-05T02:00:00Z\"]");

    send("DELETE", "schedules/nightly/pause", "");
    assertThat(status).isEqualTo(200);
    assertThat(body.has("pause")).isFalse();
    send("DELETE", "schedules/nightly/pause", "");
    assertThat(status).isEqualTo(200);
    assertThat(body.get("revision").asInt()).isEqualTo(3);
  }

  @Test
  void aPauseNeedsNoBodyAndHasThenNoNextDueTime() throws Exception {
    send("PUT", "schedules/nightly/pause", "");

    assertThat(status).isEqualTo(200);
    assertThat(body.has("next")).isFalse();
    assertThat(body.get("pause").get("reason").asText()).isEmpty();
    send("GET", "schedules/nightly", "");
    assertThat(body.get("upcoming")).isEmpty();
    send("GET", "schedules/nightly/upcoming", "");
    assertThat(body.get("items")).isEmpty();
  }

  @Test
  void aPauseThatQStashDoesNotKnowOfYetIsAnsweredWith202() throws Exception {
    qstash.fails(Failure.UNAVAILABLE).always();

    send("PUT", "schedules/nightly/pause", "{}");

    assertThat(status).isEqualTo(202);
    assertThat(body.get("sync").asText()).isEqualTo("pending");
    assertThat(body.has("pause")).isTrue();
  }

  @Test
  void whatIsWrongWithAPauseIsToldByItsName() throws Exception {
    for (String[] wrong : new String[][] {
      {"{\"until\":\"tomorrow\"}", "/problems/invalid-parameter until"},
      {"{\"until\":\"2026-03-01T00:00:00Z\"}", "/problems/invalid-setting until"},
      {"{\"until\":7}", "/problems/invalid-parameter until"},
      {"{\"running\":\"kill\"}", "/problems/invalid-parameter running"},
      {"{\"reason\":[]}", "/problems/invalid-parameter reason"},
      {"{\"till\":\"2026-03-09T00:00:00Z\"}", "/problems/invalid-parameter till"},
      {"[]", "/problems/invalid-body "},
      {"{\"reason\":\"" + "x".repeat(501) + "\"}", "/problems/invalid-setting reason"}
    }) {
      send("PUT", "schedules/nightly/pause", wrong[0]);
      assertThat(problem()).as(wrong[0]).isEqualTo(wrong[1]);
    }
    send("PUT", "schedules/nobody/pause", "{}");
    assertThat(problem()).isEqualTo("/problems/unknown-schedule ");
    assertThat(belfry.schedule("nightly").pause()).isEmpty();
  }

  @Test
  void viewersLookAndChangeNothing() throws Exception {
    role = Role.VIEWER;

    send("GET", "plan", "");
    assertThat(status).isEqualTo(200);
    for (String[] change : new String[][] {
      {"PUT", "schedules/nightly/pause"},
      {"DELETE", "schedules/nightly/pause"},
      {"POST", "plan"},
      {"POST", "plan/decisions"},
      {"POST", "plan/original"}
    }) {
      send(change[0], change[1], "{}");
      assertThat(status).as(change[0] + " " + change[1]).isEqualTo(403);
    }
    role = Role.OPERATOR;
    send("POST", "plan/original", "");
    assertThat(status).as("only an administrator says which is the original").isEqualTo(403);
  }

  @Test
  void thePlanShowsAnEditAndItsEffectAndTakesADecision() throws Exception {
    qstash.console().edit("carillon.nightly", it -> it.withCron("0 3 * * *"));

    send("GET", "plan", "");

    assertThat(body.get("state").asText()).isEqualTo("differs");
    assertThat(body.get("checkedAt").asText()).isEqualTo("2026-03-02T12:01:01Z");
    JsonNode item = body.get("items").get(0);
    assertThat(item.get("action").asText()).isEqualTo("edited-there");
    assertThat(item.get("name").asText()).isEqualTo("carillon.nightly");
    assertThat(item.get("workflowId").asText()).isEqualTo("nightly");
    assertThat(item.get("differences").toString())
        .isEqualTo("[{\"fact\":\"cron\",\"from\":\"0 2 * * *\",\"to\":\"0 3 * * *\"}]");
    assertThat(item.get("effect").get("before").asInt()).isEqualTo(7);
    assertThat(item.get("effect").get("vanishing")).hasSize(5);
    assertThat(texts(item.get("offers"))).containsExactly("take-over", "put-back");
    assertThat(body.get("forecast").get("schedules").toString())
        .isEqualTo("{\"count\":1,\"limit\":10}");

    String decision = "{\"item\":\"" + item.get("id").asText() + "\",\"decision\":\"put-back\"}";
    send("POST", "plan/decisions", decision);
    assertThat(body.get("result").get("outcome").asText()).isEqualTo("done");
    assertThat(body.get("plan").get("state").asText()).isEqualTo("in-sync");
    send("POST", "plan/decisions", decision);
    assertThat(body.get("result").get("outcome").asText()).isEqualTo("stale");
  }

  private static Iterable<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void whatIsWrongWithAWishForThePlanIsToldByItsName() throws Exception {
    for (String[] wrong : new String[][] {
      {"plan", "{\"items\":\"all\"}", "/problems/invalid-parameter items"},
      {"plan", "{\"items\":[7]}", "/problems/invalid-parameter items"},
      {"plan", "{\"confirmRemovals\":\"yes\"}", "/problems/invalid-parameter confirmRemovals"},
      {"plan", "{\"all\":true}", "/problems/invalid-parameter all"},
      {"plan/decisions", "", "/problems/invalid-body "},
      {"plan/decisions", "{\"decision\":\"adopt\"}", "/problems/invalid-parameter item"},
      {"plan/decisions", "{\"item\":\"x\"}", "/problems/invalid-parameter decision"},
      {
        "plan/decisions",
        "{\"item\":\"x\",\"decision\":\"burn\"}",
        "/problems/invalid-parameter decision"
      }
    }) {
      send("POST", wrong[0], wrong[1]);
      assertThat(problem()).as(wrong[1]).isEqualTo(wrong[2]);
    }
  }

  @Test
  void wherePlanAndQStashCannotBeComparedThePlanSaysSo() throws Exception {
    qstash.fails(Failure.BAD_TOKEN).always();

    send("GET", "plan", "");

    assertThat(status).isEqualTo(200);
    assertThat(body.get("state").asText()).isEqualTo("unknown");
    assertThat(body.get("detail").asText()).contains("QSTASH_TOKEN").doesNotContain(qstash.token());
  }

  @Test
  void anActivationTellsWhatThePlanOfQStashAllows() throws Exception {
    belfry.save("often", "* * * * *");

    send("POST", "cron/activate/often", "");

    assertThat(status).isEqualTo(201);
    JsonNode warning = body.get("forecast").get("warnings").get(0);
    assertThat(warning.get("code").asText()).isEqualTo("messages-over-limit");
    assertThat(warning.get("offer").toString()).isEqualTo("{\"engine\":\"local\"}");
    assertThat(body.get("forecast").get("messages").get("runsOutAt").asText())
        .startsWith("2026-03-02T16:");

    send("POST", "cron/activate/often", "{\"engine\":\"local\"}");
    assertThat(body.has("forecast")).isFalse();
    assertThat(body.get("engine").asText()).isEqualTo("local");
  }

  @Test
  void anActivationOverAConflictNamesIt() throws Exception {
    belfry.save("taken");
    qstash.console().create("carillon.taken", "0 1 * * *", "https://other.example/hook");

    send("POST", "cron/activate/taken", "");

    assertThat(status).isEqualTo(409);
    assertThat(body.get("type").asText()).isEqualTo("/problems/schedule-conflict");
    assertThat(body.get("name").asText()).isEqualTo("carillon.taken");
    assertThat(body.get("reason").asText()).isEqualTo("no-installation");
    assertThat(body.get("destination").asText()).isEqualTo("https://other.example/hook");
  }

  @Test
  void whatAnEditWouldChangeIsToldAndNothingChanges() throws Exception {
    send("GET", "schedules/nightly/comparison?cron=0+2,3+*+*+*", "");

    assertThat(status).isEqualTo(200);
    assertThat(body.get("timezone").asText()).isEqualTo("UTC");
    assertThat(body.get("effect").get("before").asInt()).isEqualTo(7);
    assertThat(body.get("effect").get("after").asInt()).isEqualTo(14);
    assertThat(body.get("effect").get("vanishing")).isEmpty();
    assertThat(body.get("effect").get("appearing").get(0).asText())
        .isEqualTo("2026-03-03T03:00:00Z");
    assertThat(belfry.schedule("nightly").revision()).isEqualTo(1);

    send("GET", "schedules/nightly/comparison?timezone=Europe/Berlin", "");
    assertThat(body.get("effect").get("appearing").get(0).asText())
        .isEqualTo("2026-03-03T01:00:00Z");
    assertThat(body.get("upcoming").get(0).asText()).isEqualTo("2026-03-03T01:00:00Z");
    assertThat(body.get("warnings").get(0).get("code").asText())
        .as("02:00 comes twice in Berlin, or not at all")
        .isEqualTo("hour-skipped");

    send("GET", "schedules/nightly/comparison?blackout=2026-03-04%3B*+3+*+*+*&end=2026-03-06", "");
    assertThat(body.get("effect").get("before").asInt()).isEqualTo(7);
    assertThat(body.get("effect").get("after").asInt()).isEqualTo(3);
    assertThat(body.get("effect").get("vanishing").get(0).asText())
        .isEqualTo("2026-03-04T02:00:00Z");
    assertThat(body.get("upcoming")).hasSize(3);
    for (String wrong : new String[] {"start=soon", "end=2026-02-30", "blackout=61+*+*+*+*"}) {
      send("GET", "schedules/nightly/comparison?" + wrong, "");
      assertThat(problem())
          .as(wrong)
          .isEqualTo("/problems/invalid-parameter " + wrong.substring(0, wrong.indexOf('=')));
    }

    send("GET", "schedules/nightly/comparison?cron=0+2+*", "");
    assertThat(problem()).startsWith("/problems/invalid-cron");
    send("GET", "schedules/nightly/comparison?cron=TZ%3DUTC+0+2+*+*+*&timezone=UTC", "");
    assertThat(problem()).isEqualTo("/problems/invalid-parameter timezone");
  }

  @Test
  void aScheduleThatSpreadsItsRunsTellsWhenTheyBegin() throws Exception {
    send("POST", "cron/activate/nightly", "{\"spread\":\"PT10M\"}");

    assertThat(status).isEqualTo(200);
    assertThat(body.get("spread").asText()).isEqualTo("PT10M");
    assertThat(body.get("beginsAfter").asText()).isEqualTo("PT1M38S");
    assertThat(body.get("upcoming").get(0).asText()).isEqualTo("2026-03-03T02:00:00Z");
    assertThat(body.get("begins").get(0).asText()).isEqualTo("2026-03-03T02:01:38Z");
    assertThat(body.get("overridden").toString()).contains("spread");
    send("GET", "schedules/nightly/upcoming?count=1", "");
    assertThat(body.toString())
        .isEqualTo("{\"items\":[\"2026-03-03T02:00:00Z\"],\"begins\":[\"2026-03-03T02:01:38Z\"]}");
    send("GET", "upcoming?limit=1", "");
    assertThat(body.get("items").get(0).get("beginsAt").asText()).isEqualTo("2026-03-03T02:01:38Z");

    send("POST", "cron/activate/nightly", "{\"cron\":\"*/5 * * * *\"}");
    assertThat(status).isEqualTo(422);
    assertThat(body.get("detail").asText()).contains("which is PT5M here; write PT5M or less");
    send("POST", "cron/activate/nightly", "{\"spread\":\"0\"}");
    assertThat(body.has("spread")).isFalse();
    assertThat(body.has("begins")).isFalse();
  }

  @Test
  void aScheduleTellsWhatBecomesOfAnHourThatComesTwice() throws Exception {
    send("GET", "schedules/nightly", "");
    assertThat(body.get("repeatedHour").asText()).isEqualTo("once");

    send(
        "POST",
        "cron/activate/nightly",
        "{\"timezone\":\"Europe/Berlin\",\"cron\":\"30 2 * * *\",\"repeatedHour\":\"twice\"}");

    assertThat(status).isEqualTo(200);
    assertThat(body.get("repeatedHour").asText()).isEqualTo("twice");
    assertThat(body.get("overridden").toString()).contains("repeatedHour");
    assertThat(body.get("warnings").toString()).contains("twice: it runs both times.");
    send("GET", "schedules/nightly/comparison?cron=15+2+*+*+*", "");
    assertThat(body.get("warnings").toString()).contains("twice: it runs both times.");
    send("GET", "schedules/nightly/comparison?repeatedHour=once", "");
    assertThat(body.get("warnings").toString()).contains("twice: it runs only the first time.");
    send(
        "GET",
        "cron/preview?cron=30+2+*+*+*&timezone=Europe/Berlin&repeatedHour=twice"
            + "&from=2026-10-01T00:00:00Z",
        "");
    assertThat(body.get("warnings").toString()).contains("twice: it runs both times.");

    send("POST", "cron/activate/nightly", "{\"repeatedHour\":\"thrice\"}");
    assertThat(status).isEqualTo(422);
    assertThat(body.get("detail").asText()).contains("repeatedHour is one of once, twice");
    send("GET", "cron/preview?cron=30+2+*+*+*&repeatedHour=thrice", "");
    assertThat(problem()).isEqualTo("/problems/invalid-parameter repeatedHour");
    send("POST", "cron/activate/nightly", "{\"repeatedHour\":null}");
    assertThat(body.get("repeatedHour").asText()).isEqualTo("once");
  }

  @Test
  void aScheduleTellsWhatBecomesOfAnHourThatIsSkipped() throws Exception {
    send("GET", "schedules/nightly", "");
    assertThat(body.get("skippedHour").asText()).isEqualTo("skip");

    send(
        "POST",
        "cron/activate/nightly",
        "{\"timezone\":\"Europe/Berlin\",\"cron\":\"30 2 29 3 *\",\"skippedHour\":\"run-after\"}");

    String moved = "[{\"dueTime\":\"2026-03-29T01:00:00Z\",\"insteadOf\":\"2026-03-29T02:30\"}]";
    assertThat(status).isEqualTo(200);
    assertThat(body.get("skippedHour").asText()).isEqualTo("run-after");
    assertThat(body.get("overridden").toString()).contains("skippedHour");
    assertThat(body.get("next").asText()).isEqualTo("2026-03-29T01:00:00Z");
    assertThat(body.get("moved").toString()).isEqualTo(moved);
    assertThat(body.get("warnings").toString()).contains("on 29 March 2026: it runs right after.");
    send("GET", "schedules/nightly/upcoming?count=1", "");
    assertThat(body.get("moved").toString()).isEqualTo(moved);
    send("GET", "upcoming?from=2026-03-28T12:00:00Z&limit=1", "");
    assertThat(body.get("items").get(0).get("insteadOf").asText()).isEqualTo("2026-03-29T02:30");
    assertThat(body.get("items").get(0).get("fate").asText()).isEqualTo("rings");
    send(
        "GET",
        "cron/preview?cron=30+2+29+3+*&timezone=Europe/Berlin&skippedHour=run-after"
            + "&from=2026-03-01T00:00:00Z",
        "");
    assertThat(body.get("moved").toString()).isEqualTo(moved);
    send("GET", "schedules/nightly/comparison?skippedHour=skip", "");
    assertThat(body.get("upcoming").get(0).asText()).isEqualTo("2027-03-29T00:30:00Z");

    send("POST", "cron/activate/nightly", "{\"skippedHour\":\"later\"}");
    assertThat(status).isEqualTo(422);
    assertThat(body.get("detail").asText()).contains("skippedHour is one of skip, run-after");
  }

  @Test
  void whatLiesAheadIsShownPageByPageAndHourByHour() throws Exception {
    send("GET", "upcoming?limit=2", "");

    assertThat(body.get("items").get(1).toString())
        .isEqualTo("{\"dueTime\":\"2026-03-04T02:00:00Z\",\"scheduleId\":\"nightly\","
            + "\"workflowId\":\"nightly\",\"timezone\":\"UTC\",\"fate\":\"rings\"}");
    send("GET", "upcoming?limit=2&after=" + body.get("next").asText(), "");
    assertThat(body.get("items").get(0).get("dueTime").asText()).isEqualTo("2026-03-05T02:00:00Z");

    send("GET", "upcoming/hours?count=24", "");
    assertThat(body.get("from").asText()).isEqualTo("2026-03-02T12:00:00Z");
    assertThat(body.get("hours").toString())
        .isEqualTo("[{\"from\":\"2026-03-03T02:00:00Z\",\"count\":1,\"peak\":1,"
            + "\"peakAt\":\"2026-03-03T02:00:00Z\",\"skipped\":0}]");
    for (String[] wrong : new String[][] {
      {"upcoming?after=x", "after"},
      {"upcoming?after=2026-03-05T02:00:00Z,A%20b", "after"},
      {"upcoming?from=now", "from"},
      {"upcoming?until=2026-03-01T00:00:00Z", "until"},
      {"upcoming/hours?count=0", "count"}
    }) {
      send("GET", wrong[0], "");
      assertThat(problem()).as(wrong[0]).isEqualTo("/problems/invalid-parameter " + wrong[1]);
    }
  }

  @Test
  void howAScheduleDoesIsShownAloneAndAmongAll() throws Exception {
    send("GET", "schedules/nightly/health", "");
    assertThat(status).isEqualTo(200);
    assertThat(body.get("health").asText()).isEqualTo("new");
    assertThat(body.get("sentence").get("ru").asText())
        .isEqualTo("Ни одно назначенное время ещё не наступило.");
    assertThat(body.get("intervalMs").asLong()).isEqualTo(86_400_000);
    assertThat(body.get("newest")).isEmpty();
    assertThat(body.get("warnings")).isEmpty();

    send("PUT", "schedules/nightly/pause", "{}");
    send("GET", "overview", "");
    assertThat(body.get("paused").asInt()).isEqualTo(1);
    assertThat(body.get("needAttention").asInt()).isZero();
    assertThat(body.get("words").get("paused").asInt()).isEqualTo(1);
    assertThat(body.get("words").get("fine").asInt()).isZero();
    assertThat(body.get("lastDay").toString()).isEqualTo("{\"ran\":0,\"skipped\":0,\"missed\":0}");
    assertThat(body.get("dueInAnHour").asInt()).isZero();
    assertThat(body.get("items").get(0).get("health").asText()).isEqualTo("paused");
    send("GET", "schedules/nobody/health", "");
    assertThat(problem()).isEqualTo("/problems/unknown-schedule ");
  }
}
