package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.testing.MovingClock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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

  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:30Z");

  @RegisterExtension
  final Served served = new Served(
      clock,
      () -> new Caller("Zoë", Role.VIEWER),
      house -> List.of(UsualResources.workflows(house)));

  @Test
  void whatIsChosenForClockChangesIsTold() throws Exception {
    served.house().save("nightly", "1.0.0", "- one: { set: { a: 1 } }\n", CHOICE);
    served.house().save("plain", "- one: { set: { a: 1 } }\n");

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
    return served.told(200, method, path, text);
  }
}
