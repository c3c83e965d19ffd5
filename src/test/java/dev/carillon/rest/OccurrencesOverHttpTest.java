package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.jdbc.JdbcLedger;
import dev.carillon.retention.Attic;
import dev.carillon.running.House;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.MovingClock;
import dev.carillon.watching.Mending;
import dev.carillon.workflow.WorkflowId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is told of due times over HTTP once their runs are not kept any more. */
class OccurrencesOverHttpTest {
  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:30Z");
  private final ObjectMapper json = new ObjectMapper();

  @RegisterExtension
  final Served served =
      new Served(clock, () -> new Caller("Zoë", Role.OPERATOR), this::resources).walking();

  private List<Object> resources(House house) {
    return List.of(
        new OccurrencesResource(
            house.scheduling,
            house.schedules,
            house.store,
            new Mending(new JdbcLedger(house.database), house.store, house.runs, clock)),
        UsualResources.runs(house));
  }

  @Test
  void aDueTimeKeepsItsVerdictAndSaysThatItsRunIsGone() throws Exception {
    House house = served.house();
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
            served.send("GET", "schedules/hourly/occurrences", "").body())
        .get("items");

    assertThat(items.get(0).get("runId").asText()).isEqualTo(young);
    assertThat(items.get(0).has("runKept")).isFalse();
    assertThat(items.get(1).get("runId").asText()).isEqualTo(old);
    assertThat(items.get(1).get("verdict").asText()).isEqualTo("ran");
    assertThat(items.get(1).get("runKept").asBoolean()).isFalse();
    HttpResponse<String> run = served.send("GET", "runs/" + old, "");
    assertThat(run.statusCode()).isEqualTo(404);
    assertThat(json.readTree(run.body()).get("detail").asText())
        .contains("or none any more")
        .contains("CARILLON_KEEP_RUNS");
  }
}
