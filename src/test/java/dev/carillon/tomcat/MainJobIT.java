package dev.carillon.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The main job on a real Tomcat and in real time: saved, switched on, rung on the minute. */
@ArquillianTest
@RunAsClient
class MainJobIT {
  private static final String EVERY_MINUTE = """
      document:
        dsl: '1.0.3'
        namespace: tests
        name: every-minute
        version: '1.0.0'
      schedule:
        cron: '* * * * *'
      do:
        - greet:
            set:
              due: '${ $runtime.metadata.schedule.dueTime }'
        - say:
            call: log
            with:
              message: '${ "due at " + .due }'
      """;

  @ArquillianResource
  private URL base;

  @Deployment
  static WebArchive war() {
    return BuiltWar.named("main-job");
  }

  @Test
  void aWorkflowThatIsSavedAndSwitchedOnIsRungOnTheMinuteWithItsSteps() throws Exception {
    var client = new DeployedClient(base.toURI());
    assertThat(client.put("api/workflows/every-minute", EVERY_MINUTE).statusCode())
        .isEqualTo(201);

    var activated = client.post("api/cron/activate/every-minute", "");
    assertThat(activated.statusCode()).isEqualTo(201);
    assertThat(DeployedClient.json(activated).get("upcoming")).hasSize(5);

    JsonNode run = await(() -> client.get("api/runs?workflow=every-minute&state=succeeded"));

    Instant due = Instant.parse(run.get("dueTime").asText());
    assertThat(due.getEpochSecond() % 60).isZero();
    assertThat(run.get("trigger").asText()).isEqualTo("cron");
    assertThat(run.get("latenessMs").asLong()).isBetween(0L, 30_000L);
    JsonNode steps = client.get("api/runs/" + run.get("id").asText() + "/steps").get("items");
    assertThat(steps).hasSize(2);
    assertThat(steps.get(1).get("log").get(0).get("text").asText()).isEqualTo("due at " + due);
    JsonNode ledger = client.get("api/schedules/every-minute/occurrences").get("items");
    assertThat(ledger.get(0).get("verdict").asText()).isEqualTo("ran");
    assertThat(client.post("api/cron/deactivate/every-minute", "").statusCode()).isEqualTo(200);
  }

  private static JsonNode await(Callable<JsonNode> list) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(100))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> list.call().path("items").path(0), run -> !run.isMissingNode());
  }
}
