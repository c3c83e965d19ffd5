package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.guard.TestServer;
import dev.carillon.jdbc.JdbcDeliveryLog;
import dev.carillon.jdbc.JdbcJournal;
import dev.carillon.jdbc.JdbcLedger;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.retention.Attic;
import dev.carillon.running.House;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.MovingClock;
import dev.carillon.watching.Mending;
import dev.carillon.workflow.WorkflowId;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of due times over HTTP once their runs are not kept any more. */
class OccurrencesOverHttpTest {
  @TempDir
  Path directory;

  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:30Z");
  private final ObjectMapper json = new ObjectMapper();
  private House house;

  private void register(jakarta.servlet.ServletContext context) {
    TestServer.calledBy(context, () -> new Caller("Zoë", Role.VIEWER));
    TestServer.jersey(
        context,
        new JsonProvider(),
        new ProblemMapper(),
        new OccurrencesResource(
            house.scheduling,
            house.schedules,
            house.store,
            new Mending(new JdbcLedger(house.database), house.store, house.runs, clock)),
        new RunsResource(
            house.store,
            new JdbcJournal(house.database),
            new JdbcDeliveryLog(house.database),
            house.runs,
            clock,
            json));
  }

  @Test
  void aDueTimeKeepsItsVerdictAndSaysThatItsRunIsGone() throws Exception {
    house = new House(TestDatabases.h2(directory), clock).started();
    try (TestServer server = TestServer.start("/app", 8, this::register)) {
      WorkflowId id = house.save("hourly", "- say: { set: { a: 1 } }\n");
      house.scheduling.activate(id, new Wishes(Map.of("cron", Optional.of("0 * * * *"))));
      Attic attic = new Attic(house.database.dataSource());
      attic.write("insert into definition (hash, source) values ('h', 'x')");
      Instant kept = clock.instant().minus(Duration.ofDays(2));
      Instant gone = clock.instant().minus(Duration.ofDays(100));
      String young = attic.ran("hourly", kept);
      String old = attic.ran("hourly", gone);
      attic.write("delete from run where id = ?", old);

      JsonNode items = json.readTree(
              server.send("GET", "/app/api/schedules/hourly/occurrences", "").body())
          .get("items");

      assertThat(items.get(0).get("runId").asText()).isEqualTo(young);
      assertThat(items.get(0).has("runKept")).isFalse();
      assertThat(items.get(1).get("runId").asText()).isEqualTo(old);
      assertThat(items.get(1).get("verdict").asText()).isEqualTo("ran");
      assertThat(items.get(1).get("runKept").asBoolean()).isFalse();
      HttpResponse<String> run = server.send("GET", "/app/api/runs/" + old, "");
      assertThat(run.statusCode()).isEqualTo(404);
      assertThat(json.readTree(run.body()).get("detail").asText())
          .contains("or none any more")
          .contains("CARILLON_KEEP_RUNS");
    } finally {
      house.close();
    }
  }
}
