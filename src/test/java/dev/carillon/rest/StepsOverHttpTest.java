package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.run.Run;
import dev.carillon.running.House;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a run did, over HTTP. */
class StepsOverHttpTest {
  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:30Z");

  @RegisterExtension
  final Served served = new Served(
          clock, () -> new Caller("Zoë", Role.VIEWER), house -> List.of(UsualResources.runs(house)))
      .walking();

  private House house;

  @BeforeEach
  void open() {
    house = served.house();
  }

  @Test
  void aStepNamesTheRunThatItAskedForAndThatOneNamesItsParent() throws Exception {
    house.save("greet", "- one: { set: { a: 1 } }\n");
    WorkflowId parent = house.save("parent", """
        - before: { set: { a: 1 } }
        - ask: { run: { workflow: { namespace: test, name: greet, version: latest } } }
        """);
    Run run = house.ended(parent, "{}");

    JsonNode steps = get(200, "runs/" + run.id() + "/steps").path("items");
    JsonNode child = steps.at("/1/children/0");

    assertThat(steps.at("/0").has("children")).isFalse();
    assertThat(steps.at("/1/children")).hasSize(1);
    assertThat(child.path("workflowId").asText()).isEqualTo("greet");
    assertThat(child.path("state").asText()).isEqualTo("succeeded");
    assertThat(child.has("durationMs")).isTrue();
    assertThat(get(200, "runs/" + child.path("runId").asText()).path("parentId").asText())
        .isEqualTo(run.id().value());
  }

  @Test
  void theNewestStepsAreThereAtOnce() throws Exception {
    WorkflowId hello = house.save("hello", "- one: { set: { a: 1 } }\n- two: { set: { a: 2 } }\n");
    Run run = house.ended(hello, "{}");

    JsonNode newest = get(200, "runs/" + run.id() + "/steps?newest=true&limit=1");

    assertThat(newest.path("items")).hasSize(1);
    assertThat(newest.at("/items/0/name").asText()).isEqualTo("two");
    assertThat(newest.has("next")).isFalse();
    assertThat(get(400, "runs/" + run.id() + "/steps?newest=maybe").path("type").asText())
        .isEqualTo("/problems/invalid-parameter");
  }

  private JsonNode get(int status, String path) throws Exception {
    return served.told(status, "GET", path, "");
  }
}
