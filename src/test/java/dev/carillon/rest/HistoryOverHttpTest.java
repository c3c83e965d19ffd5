package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.guard.TestServer;
import dev.carillon.jdbc.JdbcDeliveryLog;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.Run;
import dev.carillon.running.House;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a workflow said before, and what ran before and after, over HTTP. */
class HistoryOverHttpTest {
  @TempDir
  Path directory;

  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:30Z");
  private final ObjectMapper json = new ObjectMapper();
  private House house;
  private TestServer server;

  @BeforeEach
  void open() throws Exception {
    house = new House(TestDatabases.h2(directory), clock).started();
    server = TestServer.start("/app", 4, this::register);
  }

  private void register(jakarta.servlet.ServletContext context) {
    TestServer.calledBy(context, () -> new Caller("Zoë", Role.VIEWER));
    TestServer.jersey(
        context,
        new JsonProvider(),
        new ProblemMapper(),
        new VersionsResource(house.authoring),
        new RunsResource(
            house.store,
            house.journal,
            new JdbcDeliveryLog(house.database),
            house.runs,
            clock,
            json),
        new RunNeighboursResource(house.store));
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    house.close();
  }

  private JsonNode get(int status, String path) throws Exception {
    HttpResponse<String> answer = server.send("GET", "/app/api/" + path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return json.readTree(answer.body());
  }

  @Test
  void aVersionThatWasReplacedIsStillToBeRead() throws Exception {
    house.save("hello", "1.0.0", "- one: { set: { a: 1 } }\n", "");
    house.save("hello", "1.1.0", "- two: { set: { a: 2 } }\n", "");

    JsonNode old = get(200, "workflows/Hello/versions/1.0.0");
    assertThat(old.path("source").asText()).contains("version: '1.0.0'").contains("- one:");
    assertThat(old.path("current").asBoolean()).isFalse();
    assertThat(get(200, "workflows/hello/versions/1.1.0").path("current").asBoolean())
        .isTrue();
    assertThat(get(200, "workflows/hello/versions").path("items")).hasSize(2);
    assertThat(get(404, "workflows/hello/versions/2.0.0").path("detail").asText())
        .isEqualTo("no version 2.0.0 of hello is kept; GET /api/workflows/hello/versions lists"
            + " those that are");
    assertThat(get(404, "workflows/nobody/versions/1.0.0").path("type").asText())
        .isEqualTo("/problems/unknown-workflow");
  }

  @Test
  void aRunKnowsThoseOfItsWorkflowThatWereMadeBeforeAndAfterIt() throws Exception {
    WorkflowId hello = house.save("hello", "- one: { set: { a: 1 } }\n");
    WorkflowId other = house.save("other", "- one: { set: { a: 1 } }\n");
    Run first = house.ended(hello, "{}");
    clock.moveBy(Duration.ofSeconds(1));
    house.ended(other, "{}");
    Run second = house.ended(hello, "{}");
    clock.moveBy(Duration.ofSeconds(1));
    Run third = house.ended(hello, "{}");

    JsonNode beside = get(200, "runs/" + second.id() + "/neighbours");
    assertThat(beside.at("/previous/id").asText()).isEqualTo(first.id().value());
    assertThat(beside.at("/next/id").asText()).isEqualTo(third.id().value());
    assertThat(get(200, "runs/" + first.id() + "/neighbours").has("previous")).isFalse();
    assertThat(get(200, "runs/" + third.id() + "/neighbours").has("next")).isFalse();
    assertThat(get(404, "runs/run_01aaaaaaaaaaaaaaaaaaaaaaaa/neighbours")
            .path("type")
            .asText())
        .isEqualTo("/problems/unknown-run");
  }

  @Test
  void runsAreFoundByATextOfTheirErrors() throws Exception {
    WorkflowId broken = house.save("broken", """
        - ask:
            raise:
              error: { type: https://serverlessworkflow.io/spec/1.0.0/errors/validation, status: 400, title: The shelf is empty }
        """);
    Run failed = house.ended(broken, "{}");
    house.ended(house.save("hello", "- one: { set: { a: 1 } }\n"), "{}");

    JsonNode found = get(200, "runs?text=SHELF+is");

    assertThat(found.at("/items/0/id").asText()).isEqualTo(failed.id().value());
    assertThat(found.path("items")).hasSize(1);
    assertThat(found.has("next")).isFalse();
    assertThat(found.has("searchedBackTo")).isFalse();
    assertThat(get(200, "runs?text=+").path("items")).hasSize(2);
    assertThat(get(200, "runs?text=shelf&limit=1").path("searchedBackTo").asText())
        .startsWith("2026-03-01T12:0");
    assertThat(get(400, "runs?text=" + "x".repeat(201)).path("type").asText())
        .isEqualTo("/problems/invalid-parameter");
  }
}
