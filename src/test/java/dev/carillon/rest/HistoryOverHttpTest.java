package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.run.Run;
import dev.carillon.running.House;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a workflow said before, and what ran before and after, over HTTP. */
class HistoryOverHttpTest {
  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:30Z");

  @RegisterExtension
  final Served served =
      new Served(clock, () -> new Caller("Zoë", Role.VIEWER), this::resources).walking();

  private House house;

  @BeforeEach
  void open() {
    house = served.house();
  }

  private List<Object> resources(House house) {
    return List.of(
        new VersionsResource(house.authoring),
        UsualResources.runs(house),
        new RunNeighboursResource(house.store));
  }

  private JsonNode get(int status, String path) throws Exception {
    return served.told(status, "GET", path, "");
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
