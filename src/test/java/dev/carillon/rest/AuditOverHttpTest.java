package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import dev.carillon.jdbc.JdbcAuditLog;
import dev.carillon.running.House;
import dev.carillon.testing.MovingClock;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever asks who changed something finds all of it, whatever capitals its name was given. */
class AuditOverHttpTest {
  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:30Z");
  private final ObjectMapper json = new ObjectMapper();

  @RegisterExtension
  final Served served = new Served(clock, () -> new Caller("Zoë", Role.ADMIN), this::resources);

  private List<Object> resources(House house) {
    var audit = new JdbcAuditLog(house.database);
    return List.of(
        UsualResources.audited(house, audit),
        UsualResources.workflows(house),
        new AuditResource(audit, json));
  }

  private List<String> changesOf(String object) throws Exception {
    String asked = URLEncoder.encode(object, StandardCharsets.UTF_8);
    JsonNode items = served.told(200, "GET", "audit?object=" + asked, "").path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .map(it -> it.path("action").asText() + " " + it.path("object").asText())
        .toList();
  }

  @Test
  void aWorkflowIsFoundByItsNameInAnyCapitals() throws Exception {
    served.house().save("Nightly", "- say: { set: { a: 1 } }\n");
    served.told(202, "POST", "workflows/Nightly/runs", "");
    served.told(202, "POST", "workflows/nightly/runs", "");

    assertThat(changesOf("workflow nightly"))
        .containsExactly("workflow.run workflow nightly", "workflow.run workflow nightly");
    assertThat(changesOf("workflow Nightly")).hasSize(2);
    assertThat(changesOf("workflow night")).isEmpty();
  }

  @Test
  void aScheduleIsWrittenDownByItsId() {
    assertThat(AuditObject.of("schedule", "Nightly")).isEqualTo("schedule nightly");
    assertThat(AuditObject.of("plan", "")).isEqualTo("plan");
    assertThat(AuditObject.of("secret", "Shop")).isEqualTo("secret Shop");
  }
}
