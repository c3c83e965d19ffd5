package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.run.Trigger;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.workflow.WorkflowId;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the ledger says of due times whose deliveries our own filter turned away. */
class QStashRefusedTest {
  private static final String SAY = "- say: { set: { a: 1 } }";
  private static final String NEITHER_KEY =
      "QStash's delivery was refused: the signature fits" + " neither the current nor the next key";

  @RegisterExtension
  static final Rung RUNG = Rung.holding(Duration.ofSeconds(20));

  @AfterEach
  void believeAgain() {
    RUNG.at().known = Optional.empty();
  }

  /** QStash signs with new keys from now on, and we still believe the old ones. */
  private static void rotatedUnseen() {
    RUNG.at().known = Optional.of(RUNG.at().qstash.keys());
    RUNG.at().qstash.console().rotateKeys();
    RUNG.at().qstash.console().rotateKeys();
  }

  /** A refusal is written down beside the request. */
  private static void awaitRefusal(String message) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> !RUNG.at().refused.ofMessage(message, 1).isEmpty());
  }

  /** Sends what the schedule would send, with something in the signature's place. */
  private static int forged(WorkflowId id) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(RUNG.at().place(Rung.WEBHOOK))
                .header("Upstash-Signature", "not.a.token")
                .header("Upstash-Message-Id", "msg_of-" + id)
                .header("Upstash-Schedule-Id", "carillon." + id)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static Instant refusedAtItsDueTime() {
    Instant due = RUNG.at().hour();
    List<Attempt> attempts = RUNG.at().fire();
    assertThat(Rung.statuses(attempts)).containsExactly(401);
    awaitRefusal(attempts.get(0).messageId());
    RUNG.at().passTo(due.plusSeconds(240));
    return due;
  }

  private static JsonNode row(WorkflowId id, Instant due) throws Exception {
    JsonNode items =
        RungHouse.json(RUNG.at().get("/api/schedules/" + id + "/occurrences")).get("items");
    assertThat(items).hasSize(1);
    assertThat(items.get(0).get("dueTime").asText()).isEqualTo(due.toString());
    return items.get(0);
  }

  @Test
  void aDeliverySignedWithAKeyThatWeDoNotKnowIsTheCauseOfTheMissedDueTime() throws Exception {
    WorkflowId id = RUNG.at().hourly("rotated", SAY, Map.of("standby", "off"));
    RUNG.at().look();
    rotatedUnseen();

    JsonNode row = row(id, refusedAtItsDueTime());

    assertThat(row.get("verdict").asText()).isEqualTo("missed");
    assertThat(row.get("reason").asText()).isEqualTo("refused");
    assertThat(row.get("detail").asText()).isEqualTo(NEITHER_KEY);
    assertThat(RUNG.at().runs(id)).isEmpty();
  }

  @Test
  void aBrokenTokenIsTheCauseToo() throws Exception {
    WorkflowId id = RUNG.at().hourly("broken-token", SAY, Map.of("standby", "off"));
    RUNG.at().look();
    RUNG.at().qstash.fails(Failure.DROPS_FIRES).always();
    Instant due = RUNG.at().hour();
    RUNG.at().fire();
    assertThat(forged(id)).isEqualTo(401);
    awaitRefusal("msg_of-" + id);
    RUNG.at().passTo(due.plusSeconds(240));

    JsonNode row = row(id, due);

    assertThat(row.get("verdict").asText()).isEqualTo("missed");
    assertThat(row.get("reason").asText()).isEqualTo("refused");
    assertThat(row.get("detail").asText())
        .isEqualTo("QStash's delivery was refused: the signature is not a compact JWS");
  }

  @Test
  void aRefusalBelongsToTheScheduleThatItNamesAndToTheDueTimeItCameAt() throws Exception {
    WorkflowId other = RUNG.at().hourly("other", SAY, Map.of("standby", "off"));
    WorkflowId id = RUNG.at().scheduled("named", "0 * * * *", SAY, Map.of("standby", "off"));
    RUNG.at().look();
    RUNG.at().qstash.fails(Failure.DROPS_FIRES).always();
    Instant due = RUNG.at().hour();
    RUNG.at().fire();
    assertThat(forged(id)).isEqualTo(401);
    awaitRefusal("msg_of-" + id);
    RUNG.at().passTo(due.plusSeconds(3600 + 240));

    assertThat(reasons(id)).containsExactly("NOT_DELIVERED", "REFUSED");
    assertThat(reasons(other)).containsExactly("NOT_DELIVERED", "NOT_DELIVERED");
  }

  private static List<String> reasons(WorkflowId id) {
    return RUNG.at().occurrences(id).stream()
        .map(it -> it.reason().orElseThrow().name())
        .toList();
  }

  @Test
  void standbyRingsAllTheSame() throws Exception {
    WorkflowId id = RUNG.at().hourly("stands-by", SAY);
    RUNG.at().look();
    rotatedUnseen();

    Instant due = refusedAtItsDueTime();

    assertThat(row(id, due).get("verdict").asText()).isEqualTo("ran");
    Occurrence row = RUNG.at().occurrence(id, due).orElseThrow();
    assertThat(RUNG.at().house.store.get(row.run().orElseThrow()).trigger())
        .isEqualTo(Trigger.STANDBY);
  }
}
