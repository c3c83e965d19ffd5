package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.jdbc.JdbcHistory;
import dev.carillon.retention.Attic;
import dev.carillon.running.House;
import dev.carillon.scheduling.Agenda;
import dev.carillon.scheduling.Quota;
import dev.carillon.testing.MovingClock;
import dev.carillon.watching.Lint;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What whoever switches a workflow on is told of its timetable. */
class ActivationOverHttpTest {
  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:30Z");
  private final ObjectMapper json = new ObjectMapper();

  @RegisterExtension
  final Served served = new Served(clock, () -> new Caller("Zoë", Role.OPERATOR), this::resources);

  private House house;

  @BeforeEach
  void open() {
    house = served.house();
    house.save("hourly", "- say: { set: { a: 1 } }\n");
  }

  private List<Object> resources(House house) {
    return List.of(new CronResource(
        house.scheduling,
        new JdbcHistory(house.database),
        new Lint(new Agenda(house.schedules)),
        json,
        "production",
        Quota.of("free"),
        clock));
  }

  private List<String> warned(String cron) throws Exception {
    HttpResponse<String> answer =
        served.send("POST", "cron/activate/hourly", "{\"cron\":\"" + cron + "\"}");
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    List<String> codes = new ArrayList<>();
    for (JsonNode each : json.readTree(answer.body()).get("warnings")) {
      assertThat(each.get("en").asText()).isNotEmpty();
      assertThat(each.get("ru").asText()).isNotEmpty();
      codes.add(each.get("code").asText());
    }
    return codes;
  }

  @Test
  void thatItIsDueMoreOftenThanItsRunsTake() throws Exception {
    assertThat(warned("0 * * * *")).isEmpty();
    Attic attic = new Attic(house.database.dataSource());
    attic.write("insert into definition (hash, source) values ('h', 'x')");
    Instant due = clock.instant().minus(Duration.ofDays(1));
    String run = attic.ran("hourly", due);
    attic.write("update run set started_at = ? where id = ?", due.minusSeconds(60), run);

    assertThat(warned("0 * * * *")).isEmpty();
    assertThat(warned("* * * * *")).containsExactly("more-often-than-a-run-takes");
  }

  @Test
  void thatManyBeginAtItsMinuteBesideWhatItsCronSaysForItself() throws Exception {
    for (int number = 0; number < 10; number++) {
      house.activate(house.save("s" + number, "- say: { set: { a: 1 } }\n"), "0 9 * * *");
    }

    assertThat(warned("0 9 1 * 1")).hasSize(2).contains("same-minute-as-many");
  }
}
