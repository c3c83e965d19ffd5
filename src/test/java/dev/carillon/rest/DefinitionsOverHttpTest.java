package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.authoring.Warnings;
import dev.carillon.guard.TestServer;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.running.House;
import dev.carillon.testing.MovingClock;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a definition says about its schedule, over HTTP. */
class DefinitionsOverHttpTest {
  private static final String CHOICE = """
        metadata:
          carillon:
            repeatedHour: twice
            skippedHour: run-after
      schedule:
        cron: 30 2 * * *
      """;

  @TempDir
  Path directory;

  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:30Z");
  private final ObjectMapper json = new ObjectMapper();
  private House house;
  private TestServer server;

  @BeforeEach
  void open() throws Exception {
    house = new House(TestDatabases.h2(directory), clock);
    server = TestServer.start("/app", 4, this::register);
  }

  private void register(jakarta.servlet.ServletContext context) {
    TestServer.calledBy(context, () -> new Caller("Zoë", Role.VIEWER));
    TestServer.jersey(
        context,
        new JsonProvider(),
        new ProblemMapper(),
        new WorkflowsResource(
            house.authoring,
            house.definitions,
            new Warnings(house.definitions, names -> Map.of()),
            house.scheduling,
            house.store,
            house.runs,
            id -> Optional.empty(),
            json,
            clock));
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    house.close();
  }

  @Test
  void whatIsChosenForClockChangesIsTold() throws Exception {
    house.save("nightly", "1.0.0", "- one: { set: { a: 1 } }\n", CHOICE);
    house.save("plain", "- one: { set: { a: 1 } }\n");

    JsonNode nightly = send("GET", "workflows/nightly", "");
    assertThat(nightly.path("definitionRepeatedHour").asText()).isEqualTo("twice");
    assertThat(nightly.path("definitionSkippedHour").asText()).isEqualTo("run-after");
    assertThat(send("GET", "workflows/plain", "").has("definitionRepeatedHour")).isFalse();
    String text = """
        {"document": {"dsl": "1.0.3", "namespace": "test", "name": "nightly", "version": "1.0.1",
          "metadata": {"carillon": {"repeatedHour": "twice", "skippedHour": "run-after"}}},
        "do": [{"one": {"set": {"a": 1}}}]}
        """;
    JsonNode verdict = send("POST", "workflows/validate", text);
    assertThat(verdict.path("repeatedHour").asText()).isEqualTo("twice");
    assertThat(verdict.path("skippedHour").asText()).isEqualTo("run-after");
  }

  private JsonNode send(String method, String path, String text) throws Exception {
    var answer = server.send(method, "/app/api/" + path, text);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body());
  }
}
