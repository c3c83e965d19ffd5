package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.guard.TestServer;
import dev.carillon.jdbc.JdbcAuditLog;
import dev.carillon.jdbc.JdbcBackfillStore;
import dev.carillon.jdbc.JdbcDeadLetterStore;
import dev.carillon.jdbc.JdbcDeliveryLog;
import dev.carillon.jdbc.JdbcHistory;
import dev.carillon.jdbc.JdbcLedger;
import dev.carillon.jdbc.JdbcRefusalStore;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.Run;
import dev.carillon.running.DeadLetters;
import dev.carillon.running.House;
import dev.carillon.running.NoDeadLetterOffice;
import dev.carillon.scheduling.Agenda;
import dev.carillon.scheduling.Quota;
import dev.carillon.testing.MovingClock;
import dev.carillon.watching.Backfills;
import dev.carillon.watching.Lint;
import dev.carillon.watching.Mending;
import dev.carillon.workflow.WorkflowId;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be understood in a query is told by its name, in words for people. */
class QueryParametersTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  static Path directory;

  private static final MovingClock CLOCK = MovingClock.at("2026-03-01T12:00:30Z");
  private static House house;
  private static TestServer server;
  private static Run run;

  @BeforeAll
  static void open() throws Exception {
    house = new House(TestDatabases.h2(directory), CLOCK).started();
    WorkflowId hello = house.save("hello", "- one: { set: { a: 1 } }\n");
    house.activate(hello, "0 * * * *");
    run = house.ended(hello, "{}");
    server = TestServer.start("/app", 4, QueryParametersTest::register);
  }

  private static void register(jakarta.servlet.ServletContext context) {
    TestServer.calledBy(context, () -> new Caller("ada", Role.ADMIN));
    Agenda agenda = new Agenda(house.schedules);
    JdbcHistory history = new JdbcHistory(house.database);
    JdbcDeliveryLog deliveries = new JdbcDeliveryLog(house.database);
    TestServer.jersey(
        context,
        new JsonProvider(),
        new ProblemMapper(),
        new RefusalsResource(new JdbcRefusalStore(house.database)),
        new DeliveriesResource(deliveries),
        UsualResources.runs(house),
        UsualResources.workflows(house),
        new SchedulesResource(
            house.scheduling, house.calendars, history, new Lint(agenda), JSON, CLOCK),
        new OccurrencesResource(
            house.scheduling,
            house.schedules,
            house.store,
            new Mending(new JdbcLedger(house.database), house.store, house.runs, CLOCK)),
        new BackfillsResource(
            house.scheduling,
            new Backfills(new JdbcBackfillStore(house.database), house.changes, CLOCK),
            JSON,
            CLOCK),
        new UpcomingResource(agenda, CLOCK),
        new BlackoutsResource(CLOCK),
        new CronResource(
            house.scheduling, history, new Lint(agenda), JSON, "test", Quota.of("free"), CLOCK),
        new DeadLettersResource(new DeadLetters(
            new JdbcDeadLetterStore(house.database),
            new NoDeadLetterOffice(),
            () -> List.of(),
            (letter, revision) -> {},
            CLOCK)),
        new AuditResource(new JdbcAuditLog(house.database), JSON),
        new TestCronResource(
            new TestCronResource.Facts("test", "a test", () -> false),
            house.authoring,
            house.scheduling,
            house.store,
            house.runs,
            JSON,
            CLOCK));
  }

  @AfterAll
  static void close() throws Exception {
    server.close();
    house.close();
  }

  private static void assertThatItIsRefused(String query, String value) throws Exception {
    String method = query.startsWith("DELETE ") || query.startsWith("POST ")
        ? query.substring(0, query.indexOf(' '))
        : "GET";
    String path =
        query.substring(query.indexOf(' ') + 1).replace("{run}", run.id().value());
    HttpResponse<String> answer = server.send(method, "/app/api/" + path + "=" + value, "");
    JsonNode problem = JSON.readTree(answer.body());
    String name = path.replaceFirst(".*[?&]", "");

    assertThat(answer.statusCode()).as(query + "=" + value + answer.body()).isIn(400, 404, 422);
    if (answer.statusCode() == 400 && !problem.path("type").asText().endsWith("/invalid-id")) {
      assertThat(problem.path("parameter").asText()).isIn(name, "id");
    }
    assertThat(problem.path("detail").asText())
        .isNotBlank()
        .hasSizeLessThan(700)
        .doesNotContain("For input string", "Exception", "carillon.", "java.", "null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refusals?cause",
        "runs?workflow",
        "runs?state",
        "runs?trigger",
        "runs?from",
        "runs?until",
        "runs?after",
        "deliveries?workflow",
        "upcoming?schedule",
        "upcoming/hours?schedule",
        "workflows?after",
        "workflows/hello/runs?state",
        "workflows/hello/runs?trigger",
        "workflows/hello/runs?from",
        "workflows/hello/runs?until",
        "workflows/hello/runs?after",
        "DELETE workflows/hello?force",
        "schedules?after",
        "schedules/hello/comparison?cron",
        "schedules/hello/comparison?timezone",
        "schedules/hello/comparison?start",
        "schedules/hello/comparison?end",
        "schedules/hello/comparison?blackout",
        "schedules/hello/comparison?calendars",
        "schedules/hello/comparison?repeatedHour",
        "schedules/hello/comparison?skippedHour",
        "schedules/hello/occurrences?after",
        "POST schedules/hello/occurrences/2026-03-01T12:00:00Z/run?skipped",
        "schedules/hello/backfills/gaps?from",
        "schedules/hello/backfills/gaps?until",
        "schedules/hello/backfills/gaps?skipped",
        "schedules/hello/backfills/gaps?after",
        "upcoming?from",
        "upcoming?until",
        "upcoming?after",
        "upcoming/hours?from",
        "blackouts/days?blackout",
        "blackouts/days?from",
        "cron/preview?cron",
        "cron/preview?cron=*+*+*+*+*&timezone",
        "cron/preview?cron=*+*+*+*+*&from",
        "cron/preview?cron=*+*+*+*+*&repeatedHour",
        "cron/preview?cron=*+*+*+*+*&skippedHour",
        "dead-letters?workflow",
        "POST test-cron?workflowId",
        "POST test-cron?workflowId=hello&action"
      })
  void aWordThatMeansNothingIsRefused(String query) throws Exception {
    assertThatItIsRefused(query, "x!");
    assertThatItIsRefused(query, "x".repeat(5_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refusals?after",
        "refusals?limit",
        "deliveries?after",
        "deliveries?limit",
        "runs?limit",
        "runs/{run}/steps?after",
        "runs/{run}/steps?limit",
        "workflows?limit",
        "workflows/hello/runs?limit",
        "schedules?limit",
        "schedules/hello/upcoming?count",
        "schedules/hello/occurrences?limit",
        "schedules/hello/backfills/gaps?limit",
        "schedules/hello/backfills?after",
        "schedules/hello/backfills?limit",
        "upcoming?limit",
        "upcoming/hours?count",
        "blackouts/days?count",
        "cron/preview?cron=*+*+*+*+*&count",
        "dead-letters?after",
        "dead-letters?limit",
        "audit?after",
        "audit?limit"
      })
  void aNumberThatIsNoneIsRefused(String query) throws Exception {
    for (String value : List.of("x", "", "-1", "1.5", "9".repeat(25), "x".repeat(5_000))) {
      assertThatItIsRefused(query, value);
    }
  }
}
