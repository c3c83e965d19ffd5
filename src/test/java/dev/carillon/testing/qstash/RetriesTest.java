package dev.carillon.testing.qstash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.testing.MovingClock;
import dev.carillon.testing.TargetServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of an attempt: delivered, tried again after a wait, or given up. */
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

      assertThat(both.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whatIsDueTogetherCanBeDeliveredTogether() throws Exception {
    var all = new CountDownLatch(3);
    answering(it -> {
      all.countDown();
      try {
        return FakeReply.of(all.await(30, TimeUnit.SECONDS) ? 200 : 500, "");
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
