package dev.carillon.testing.qstash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carillon.testing.MovingClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an attempt leaves behind: callbacks, dead letters, and lines of the log. */
class AftermathTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String BASE = "https://carillon.example";
  private static final String TO_HOOK = "/v2/publish/" + BASE + "/hook";

  private final MovingClock clock = new MovingClock(NOON);
  private final FakeQStash qstash = FakeQStash.start(clock);
  private final QStashCaller caller = new QStashCaller(qstash);

  @AfterEach
  void close() {
    qstash.close();
  }

  private void answering(Function<Delivery, FakeReply> answers) {
    qstash.answersFor(BASE, answers);
  }

  private String publish(String... headers) throws Exception {
    return caller.post(TO_HOOK, "{\"id\":7}", headers).json().get("messageId").asText();
  }

  @Test
  void aCallbackTellsEachAttemptAndTheFailureCallbackTheLastOne() throws Exception {
    List<JsonNode> told = new CopyOnWriteArrayList<>();
    answering(it -> {
      if (it.url().endsWith("/hook")) {
        return FakeReply.of(500, "oops").with("content-type", "text/plain");
      }
      told.add(json(it));
      return FakeReply.of(200, "");
    });
    String id = publish(
        "Content-Type: application/json",
        "Upstash-Retries: 1",
        "Upstash-Callback: " + BASE + "/each",
        "Upstash-Callback-Method: PUT",
        "Upstash-Failure-Callback: " + BASE + "/last");

    List<Attempt> attempts = qstash.deliverAt(NOON.plusSeconds(60));

    assertThat(attempts)
        .extracting(it -> it.url().substring(BASE.length()))
        .containsExactly("/hook", "/each", "/hook", "/each", "/last");
    assertThat(attempts.get(1).delivery().method()).isEqualTo("PUT");
    assertThat(attempts.get(4).delivery().method()).isEqualTo("POST");
    assertThat(attempts.get(4).header("Content-Type")).isEqualTo("application/json");
    assertThat(told.get(0).get("retried").asInt()).isZero();
    assertThat(told.get(2).toString())
        .isEqualTo("{\"status\":500,\"header\":{\"Content-Type\":[\"text/plain\"]},"
            + "\"body\":\"b29wcw==\",\"retried\":1,\"maxRetries\":1,\"sourceMessageId\":\"" + id
            + "\",\"url\":\"https://carillon.example/hook\",\"method\":\"POST\","
            + "\"sourceHeader\":{\"Content-Type\":[\"application/json\"]},"
            + "\"sourceBody\":\"eyJpZCI6N30=\",\"notBefore\":1795348800000,"
            + "\"createdAt\":1795348800000,\"callerIP\":\"203.0.113.9\",\"dlqId\":\""
            + qstash.dlq().get(0).id() + "\"}");
  }

  private static JsonNode json(Delivery delivery) {
    try {
      return new JsonMapper().readTree(delivery.body());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Test
  void aCallbackIsAMessageOfItsOwnWithRetriesAndHeadersOfItsOwn() throws Exception {
    answering(it -> FakeReply.of(500, ""));
    String id = publish(
        "Upstash-Retries: 0",
        "Upstash-Failure-Callback: " + BASE + "/last",
        "Upstash-Failure-Callback-Retries: 1",
        "Upstash-Failure-Callback-Retry-Delay: 5000",
        "Upstash-Failure-Callback-Delay: 2s",
        "Upstash-Failure-Callback-Forward-x-gate: open");

    List<Attempt> attempts = qstash.deliverAt(NOON.plusSeconds(60));

    assertThat(attempts)
        .extracting(it -> Duration.between(NOON, it.at()).toSeconds())
        .containsExactly(0L, 2L, 7L);
    assertThat(attempts.get(1).messageId()).isNotEqualTo(id);
    assertThat(attempts.get(1).header("X-Gate")).isEqualTo("open");
    assertThat(qstash.messages().get(1).about()).contains(id);
    assertThat(qstash.dlq()).hasSize(2);
  }

  @Test
  void aCallbackHasTheRetriesOfItsMessageIfNothingElseIsSaid() throws Exception {
    answering(it -> FakeReply.of(500, ""));
    publish("Upstash-Retries: 2", "Upstash-Failure-Callback: " + BASE + "/last");

    assertThat(qstash.deliverAt(NOON.plus(Duration.ofHours(1)))).hasSize(6);
  }

  @Test
  void aDeadLetterIsListedReadRetriedUnderANewIdAndGone() throws Exception {
    answering(it -> FakeReply.of(500, "oops"));
    caller.post(
        "/v2/schedules/" + BASE + "/hook",
        "b",
        "Upstash-Cron: 1 12 * * *",
        "Upstash-Schedule-Id: s",
        "Upstash-Retries: 0");
    qstash.deliverAt(NOON.plusSeconds(60));
    String dlqId = qstash.dlq().get(0).id();
    String first = qstash.messages().get(0).id();

    JsonNode listed = caller.get("/v2/dlq?scheduleId=s&responseStatus=500").json();
    assertThat(listed.get("messages")).hasSize(1);
    assertThat(listed.has("cursor")).isFalse();
    JsonNode read = caller.get("/v2/dlq/" + dlqId).json();
    assertThat(read.get("messageId").asText()).isEqualTo(first);
    assertThat(read.get("responseStatus").asInt()).isEqualTo(500);
    assertThat(read.get("responseBody").asText()).isEqualTo("oops");
    answering(it -> FakeReply.of(200, ""));
    var retried = caller.post("/v2/dlq/retry/" + dlqId, "", "Upstash-Retries: 1");
    assertThat(retried.status()).isEqualTo(201);
    Attempt attempt = qstash.deliverDue().get(0);
    assertThat(attempt.messageId())
        .isEqualTo(retried.json().get("messageId").asText())
        .isNotEqualTo(first);
    assertThat(attempt.retried()).isZero();
    assertThat(attempt.header("Upstash-Schedule-Id")).isEqualTo("s");
    assertThat(attempt.delivery().text()).isEqualTo("b");
    assertThat(caller.get("/v2/dlq/" + dlqId).status()).isEqualTo(404);
    assertThat(caller.post("/v2/dlq/retry/" + dlqId, "").status()).isEqualTo(404);
  }

  @Test
  void aDeadLetterIsDeletedOnceAndAMisspelledFilterIsRefused() throws Exception {
    answering(it -> FakeReply.of(500, ""));
    publish("Upstash-Retries: 0", "Upstash-Label: a");
    publish("Upstash-Retries: 0", "Upstash-Label: b");
    qstash.deliverDue();

    assertThat(caller.delete("/v2/dlq?labeel=a").status()).isEqualTo(400);
    assertThat(caller.get("/v2/dlq?host=x").status()).isEqualTo(400);
    assertThat(caller.delete("/v2/dlq?label=a").body()).isEqualTo("{\"deleted\":1}");
    String left = qstash.dlq().get(0).id();
    assertThat(caller.delete("/v2/dlq/" + left).status()).isEqualTo(200);
    assertThat(caller.delete("/v2/dlq/" + left).status()).isEqualTo(404);
  }

  @Test
  void deadLettersArePagedAndRetriedTogetherAndNotKeptForEver() throws Exception {
    answering(it -> FakeReply.of(500, ""));
    for (int number = 0; number < 3; number++) {
      publish("Upstash-Retries: 0");
    }
    qstash.deliverDue();

    JsonNode first = caller.get("/v2/dlq?count=2").json();
    JsonNode second =
        caller.get("/v2/dlq?count=2&cursor=" + first.get("cursor").asText()).json();

    assertThat(first.get("messages")).hasSize(2);
    assertThat(second.get("messages")).hasSize(1);
    assertThat(second.has("cursor")).isFalse();
    String two = qstash.dlq().get(0).id() + "&dlqIds=" + qstash.dlq().get(1).id();
    JsonNode retried = caller.post("/v2/dlq/retry?dlqIds=" + two, "").json();
    assertThat(retried.get("responses")).hasSize(2);
    assertThat(retried.get("cursor").asText()).isEmpty();
    clock.moveBy(Duration.ofDays(3).plusSeconds(1));
    assertThat(caller.get("/v2/dlq").json().get("messages")).isEmpty();
  }

  @Test
  void theLogTellsEachStepTheLatestFirst() throws Exception {
    answering(it -> FakeReply.of(it.retried() == 0 ? 500 : 200, "oops"));
    String id = publish("Upstash-Timeout: 30s");
    publish("Upstash-Delay: 1h");
    qstash.deliverAt(NOON.plusSeconds(60));

    JsonNode page = caller.get("/v2/logs?messageId=" + id).json();

    assertThat(page.get("logs")).isEqualTo(page.get("events"));
    assertThat(page.get("logs").findValuesAsText("state"))
        .containsExactly("DELIVERED", "ACTIVE", "RETRY", "ERROR", "ACTIVE", "CREATED");
    JsonNode error = page.get("logs").get(3);
    assertThat(error.get("responseStatus").asInt()).isEqualTo(500);
    assertThat(error.get("responseBody").asText()).isEqualTo("b29wcw==");
    assertThat(error.get("error").asText()).isNotEmpty();
    assertThat(error.get("timeout").asLong()).isEqualTo(30_000);
    assertThat(page.get("logs").get(2).get("nextDeliveryTime").asLong())
        .isEqualTo(NOON.toEpochMilli() + 12_182);
    assertThat(page.get("logs").get(0).has("responseStatus")).isFalse();
    assertThat(caller.get("/v2/events?state=IN_PROGRESS").json().get("events")).hasSize(4);
    assertThat(caller.get("/v2/events?state=NONSENSE").status()).isEqualTo(400);
  }

  @Test
  void theLogIsFilteredByScheduleAndTimeAndPagedWithoutSkippingWhatComesMeanwhile()
      throws Exception {
    answering(it -> FakeReply.of(200, ""));
    caller.post(
        "/v2/schedules/" + BASE + "/hook", "", "Upstash-Cron: * * * * *", "Upstash-Schedule-Id: s");
    publish();
    qstash.deliverAt(NOON.plusSeconds(120));

    JsonNode first = caller.get("/v2/logs?scheduleId=s&count=4").json();
    qstash.deliverAt(NOON.plusSeconds(180));
    JsonNode second = caller
        .get("/v2/logs?scheduleId=s&count=4&cursor=" + first.get("cursor").asText())
        .json();

    assertThat(first.get("logs").findValuesAsText("state"))
        .containsExactly("DELIVERED", "ACTIVE", "CREATED", "DELIVERED");
    assertThat(second.get("logs").findValuesAsText("state")).containsExactly("ACTIVE", "CREATED");
    assertThat(second.has("cursor")).isFalse();
    long minute = NOON.toEpochMilli() + 60_000;
    assertThat(caller
            .get("/v2/logs?fromDate=" + minute + "&toDate=" + minute)
            .json()
            .get("logs"))
        .hasSize(3);
  }
}
