package dev.carillon.testing.qstash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.TargetServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of an attempt: retries and their waits, callbacks, dead letters, and the log. */
class RetriesTest {
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

  private List<Long> waits(Duration upTo) {
    return qstash.deliverAt(NOON.plus(upTo)).stream()
        .map(it -> Duration.between(NOON, it.at()).toMillis())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {199, 300, 302, 400, 401, 404, 429, 489, 500, 503})
  void allButTwoHundredsAreFailures(int status) throws Exception {
    answering(it -> FakeReply.of(status, ""));
    publish("Upstash-Retries: 1");

    assertThat(qstash.deliverAt(NOON.plusSeconds(60)))
        .extracting(Attempt::retried)
        .containsExactly(0, 1);
    assertThat(qstash.dlq()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204, 299})
  void twoHundredsAreDelivered(int status) throws Exception {
    answering(it -> FakeReply.of(status, ""));
    publish();

    assertThat(qstash.deliverAt(NOON.plusSeconds(60))).hasSize(1);
    assertThat(qstash.log())
        .extracting(LogLine::state)
        .containsExactly("CREATED", "ACTIVE", "DELIVERED");
  }

  @ParameterizedTest
  @CsvSource({"489, true, 1", "489, false, 2", "489, '', 2", "500, true, 2"})
  void aHopelessMessageIsADeadLetterAtOnceIfBothPartsAreThere(
      int status, String header, int attempts) throws Exception {
    answering(it -> header.isEmpty()
        ? FakeReply.of(status, "")
        : FakeReply.of(status, "").with("Upstash-NonRetryable-Error", header));
    publish("Upstash-Retries: 1");

    assertThat(qstash.deliverAt(NOON.plusSeconds(60))).hasSize(attempts);
    assertThat(qstash.dlq()).hasSize(1);
  }

  @Test
  void theUsualWaitsGrowToADay() throws Exception {
    answering(it -> FakeReply.of(500, ""));
    publish("Upstash-Retries: 5");

    assertThat(waits(Duration.ofDays(3)))
        .containsExactly(0L, 12_182L, 160_595L, 1_968_637L, 23_995_103L, 110_395_103L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Retry-After | 5 | 5000",
        "Retry-After | 0 | 0",
        "Retry-After | 1m5s | 65000",
        "Retry-After | 500ms | 500",
        "Retry-After | Sun, 22 Nov 2026 12:00:30 GMT | 30000",
        "Retry-After | Sun, 22 Nov 2026 11:00:00 GMT | 0",
        "Retry-After | 86400 | 86400000",
        "Retry-After | 86401 | 12182",
        "Retry-After | soon | 12182",
        "X-RateLimit-Reset | 7 | 7000",
        "X-RateLimit-Reset-Requests | 8s | 8000",
        "X-RateLimit-Reset-Tokens | 9 | 9000",
      })
  void anAnswerMayAskForAWait(String header, String value, long millis) throws Exception {
    answering(it -> FakeReply.of(429, "").with(header, value));
    publish("Upstash-Retries: 1");

    assertThat(waits(Duration.ofDays(2))).containsExactly(0L, millis);
  }

  @Test
  void aRetryDelayIsAnExpressionInMillisecondsAndAnAnswerIsStronger() throws Exception {
    answering(it -> it.retried() == 2
        ? FakeReply.of(503, "").with("Retry-After", "60")
        : FakeReply.of(500, ""));
    publish("Upstash-Retry-Delay: 1000 * (1 + retried)");

    assertThat(waits(Duration.ofHours(1))).containsExactly(0L, 1_000L, 3_000L, 63_000L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1000 | 0 | 1000",
        "pow(2, retried) * 1000 | 3 | 8000",
        "max(1000, pow(2, retried) * 100) | 0 | 1000",
        "min(5000, 1e3) | 0 | ",
        "floor(1.9) + ceil(1.1) + round(1.5) | 0 | 5",
        "sqrt(16) * abs(-2) - -1 | 0 | 9",
        "exp(0) * 7 / 2 * 2 | 0 | 7",
        "(1 + 2) * (3 + retried) | 1 | 12",
        "0 - 5 | 0 | 0",
        "1000 * 60 * 60 * 48 | 0 | 86400000",
        "0 / 0 | 0 | ",
        "pow(2) | 0 | ",
        "1000 ms | 0 | ",
        "(1 | 0 | ",
        "system(1) | 0 | ",
      })
  void expressionsAreComputed(String expression, int retried, Long millis) {
    if (millis == null) {
      assertThatThrownBy(() -> RetryDelay.of(expression, retried))
          .isInstanceOf(RefusedCallException.class)
          .hasMessageStartingWith("invalid retry delay expression");
    } else {
      assertThat(RetryDelay.of(expression, retried)).isEqualTo(Duration.ofMillis(millis));
    }
  }

  @Test
  void eachAttemptOfAMessageIsSignedAnewWithTheSameIdAndARisingCount() throws Exception {
    answering(it -> FakeReply.of(500, ""));
    publish("Upstash-Retries: 2");

    List<Attempt> attempts = qstash.deliverAt(NOON.plusSeconds(3600));

    assertThat(attempts)
        .extracting(it -> it.header("Upstash-Retried"))
        .containsExactly("0", "1", "2");
    assertThat(attempts)
        .extracting(Attempt::messageId)
        .hasSize(3)
        .containsOnly(attempts.get(0).messageId());
    assertThat(attempts).extracting(it -> it.header("Upstash-Signature")).doesNotHaveDuplicates();
    assertThat(qstash.attempts()).isEqualTo(attempts);
  }

  @Test
  void nobodyThereAndHangingUpAndHangingAreFailures() throws Exception {
    qstash.patience(Duration.ofMillis(300));
    for (TargetServer target : List.of(
        TargetServer.thatHangs(), TargetServer.thatHangsUp(), TargetServer.thatTrickles())) {
      try (target) {
        qstash.reaches(BASE, target.uri(""));
        publish("Upstash-Retries: 0");
        assertThat(qstash.deliverDue()).extracting(Attempt::status).containsExactly(0);
      }
    }
    publish("Upstash-Retries: 0");
    assertThat(qstash.deliverDue().get(0).error()).get().asString().contains("refused");
    assertThat(qstash.dlq()).hasSize(4);
  }

  @Test
  void aTimeoutOfTheMessageIsKeptIfItIsShorter() throws Exception {
    try (TargetServer target = TargetServer.thatHangs()) {
      qstash.patience(Duration.ofSeconds(30)).reaches(BASE, target.uri(""));
      publish("Upstash-Retries: 0", "Upstash-Timeout: 1s");

      assertThat(qstash.deliverDue().get(0).error()).get().asString().contains("deadline exceeded");
    }
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

  @Test
  void itRunsByItselfEachMessageInAThreadOfItsOwn() throws Exception {
    try (FakeQStash live = FakeQStash.start(Clock.systemUTC())) {
      var both = new CountDownLatch(2);
      live.answersFor(BASE, it -> {
        both.countDown();
        return FakeReply.of(200, "");
      });
      QStashCaller liveCaller = new QStashCaller(live);
      live.runsByItself();
      liveCaller.post(TO_HOOK, "");
      liveCaller.post(TO_HOOK, "", "Upstash-Delay: 1s");

      assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whatIsDueTogetherCanBeDeliveredTogether() throws Exception {
    var all = new CountDownLatch(3);
    answering(it -> {
      all.countDown();
      try {
        return FakeReply.of(all.await(5, TimeUnit.SECONDS) ? 200 : 500, "");
      } catch (InterruptedException over) {
        throw new IllegalStateException(over);
      }
    });
    for (int number = 0; number < 3; number++) {
      publish();
    }

    assertThat(qstash.deliverDueTogether())
        .extracting(Attempt::status)
        .containsExactly(200, 200, 200);
  }

  @Test
  void anAssertionThatFailsInADestinationFailsTheTest() throws Exception {
    answering(it -> {
      throw new AssertionError("seen");
    });
    publish();

    assertThatThrownBy(qstash::deliverDue).isInstanceOf(AssertionError.class).hasMessage("seen");
  }
}
