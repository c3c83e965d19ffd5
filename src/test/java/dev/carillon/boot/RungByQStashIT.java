package dev.carillon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.testing.qstash.HeldSchedule;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The production engine from end to end, in real time: the WAR as it was built, and a QStash of the
 * tests that calls it at its public address.
 */
class RungByQStashIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PUBLIC = "https://carillon.example";
  private static final String EVERY_MINUTE = """
      document:
        dsl: '1.0.3'
        namespace: tests
        name: every-minute
        version: '1.0.0'
        metadata: {carillon: {catchUp: all, grace: 30s}}
      schedule: {cron: '* * * * *'}
      do:
        - greet: {set: {due: '${ $runtime.metadata.schedule.dueTime }'}}
      """;

  @TempDir
  Path directory;

  private FakeQStash qstash;

  @BeforeEach
  void open() {
    qstash = FakeQStash.start(Clock.systemUTC())
        .patience(Duration.ofSeconds(60))
        .knows("carillon.example", "203.0.113.10");
    qstash.runsByItself();
  }

  @AfterEach
  void close() {
    qstash.close();
  }

  @Test
  void activationMakesAScheduleThatRingsOnTheMinuteAndMovesBetweenTheEnginesByARestart()
      throws Exception {
    Instant first;
    try (RunningWar war = start("qstash")) {
      assertThat(war.log()).contains("Development mode: QStash rings");
      assertThat(put(war).get("id").asText()).isEqualTo("every-minute");
      assertThat(asked(war, "POST", "api/cron/activate/every-minute", 201)
              .get("sync")
              .asText())
          .isEqualTo("in-sync");
      assertThat(qstash.schedules())
          .extracting(HeldSchedule::destination)
          .containsExactly(PUBLIC + "/api/qstash/webhook");
      assertThat(war.log()).contains("✅ QStash schedule created: every-minute (* * * * *, next ");
      assertThat(asked(war, "GET", "api/plan", 200).get("state").asText()).isEqualTo("in-sync");

      asked(war, "POST", "api/test-cron?workflowId=every-minute&action=publish", 202);
      await(
          () -> asked(war, "GET", "api/runs?trigger=test&state=succeeded", 200).get("items"));

      first = theFirstDueTimeThatQStashRang();
      Instant due = first;
      JsonNode row = await(() -> ofDueTime(war, due));
      assertThat(row.get(0).get("verdict").asText()).isEqualTo("ran");
      assertThat(war.log()).contains("🔔 webhook hit: message msg_").doesNotContain(qstash.token());
      assertThat(war.terminate()).isEqualTo(143);
    }
    try (RunningWar war = start("local")) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> qstash.schedules().isEmpty());
      assertThat(asked(war, "GET", "api/cron", 200).get("items"))
          .hasSize(1)
          .allSatisfy(it -> assertThat(it.get("engine").asText()).isEqualTo("local"));
      assertThat(war.terminate()).isEqualTo(143);
    }
    try (RunningWar war = start("qstash")) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> qstash.schedules().size() == 1);
      everyDueTimeRanOnce(war, first);
      asked(war, "DELETE", "api/cron/deactivate/every-minute", 200);
      assertThat(qstash.schedules()).isEmpty();
      assertThat(war.log()).contains("🗑️ QStash schedule removed: every-minute");
    }
  }

  private Instant theFirstDueTimeThatQStashRang() {
    List<Attempt> rung = Awaitility.await()
        .atMost(Duration.ofSeconds(100))
        .until(
            () -> qstash.attempts().stream()
                .filter(it -> it.schedule().isPresent())
                .toList(),
            all -> !all.isEmpty());
    assertThat(rung.get(0).status()).as(rung.get(0).answer()).isIn(200, 202);
    return rung.get(0).at().truncatedTo(ChronoUnit.MINUTES);
  }

  private static JsonNode ofDueTime(RunningWar war, Instant due) throws Exception {
    JsonNode items =
        asked(war, "GET", "api/schedules/every-minute/occurrences", 200).get("items");
    var found = JSON.createArrayNode();
    items.forEach(it -> {
      if (Instant.parse(it.get("dueTime").asText()).equals(due)) {
        found.add(it);
      }
    });
    return found;
  }

  /** Nobody rings while we restart: what was due then is caught up when its grace is over. */
  private static void everyDueTimeRanOnce(RunningWar war, Instant first) throws Exception {
    Instant last = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    List<Instant> due = Stream.iterate(
            first, it -> !it.isAfter(last), it -> it.plus(Duration.ofMinutes(1)))
        .toList();
    Awaitility.await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(ofStretch(rows(war), first, last))
            .allSatisfy(it -> assertThat(it.get("verdict").asText()).isEqualTo("ran"))
            .extracting(RungByQStashIT::dueTime)
            .containsExactlyInAnyOrderElementsOf(due));
    assertThat(ofStretch(asked(war, "GET", "api/runs?limit=200", 200), first, last))
        .as("the runs of these due times")
        .extracting(RungByQStashIT::dueTime)
        .containsExactlyInAnyOrderElementsOf(due);
  }

  private static JsonNode rows(RunningWar war) throws Exception {
    return asked(war, "GET", "api/schedules/every-minute/occurrences?limit=200", 200);
  }

  private static List<JsonNode> ofStretch(JsonNode page, Instant first, Instant last) {
    return StreamSupport.stream(page.get("items").spliterator(), false)
        .filter(it -> it.hasNonNull("dueTime"))
        .filter(it -> !dueTime(it).isBefore(first) && !dueTime(it).isAfter(last))
        .toList();
  }

  private static Instant dueTime(JsonNode item) {
    return Instant.parse(item.get("dueTime").asText());
  }

  private RunningWar start(String engine) {
    RunningWar war = RunningWar.in(directory)
        .with("APP_ENV", "development")
        .with("APP_URL", PUBLIC)
        .with("CARILLON_BIND", "127.0.0.1")
        .with("CARILLON_ENGINE", engine)
        .with("QSTASH_URL", qstash.url().toString())
        .with("QSTASH_TOKEN", qstash.token())
        .with("QSTASH_CURRENT_SIGNING_KEY", qstash.keys().current())
        .with("QSTASH_NEXT_SIGNING_KEY", qstash.keys().next())
        .start();
    qstash.reaches(PUBLIC, URI.create(war.base()));
    return war;
  }

  private static JsonNode put(RunningWar war) throws Exception {
    return asked(war, "PUT", "api/workflows/every-minute", 201, EVERY_MINUTE);
  }

  private static JsonNode asked(RunningWar war, String method, String path, int status)
      throws Exception {
    return asked(war, method, path, status, "");
  }

  private static JsonNode asked(RunningWar war, String method, String path, int status, String body)
      throws Exception {
    String type = body.isEmpty() ? "application/json" : "application/yaml";
    var answer = war.send(java.net.http.HttpRequest.newBuilder(war.uri(path))
        .header("Authorization", "Bearer " + war.adminToken())
        .header("Content-Type", type)
        .method(method, java.net.http.HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  private static JsonNode await(Callable<JsonNode> list) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(300))
        .until(list, items -> !items.isEmpty());
  }
}
