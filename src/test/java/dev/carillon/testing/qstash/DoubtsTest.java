package dev.carillon.testing.qstash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carillon.testing.MovingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fake can be otherwise in what nobody could verify. */
class DoubtsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String BASE = "https://carillon.example";
  private static final String TO_HOOK = "/v2/publish/" + BASE + "/hook";
  private static final JsonMapper JSON = new JsonMapper();

  private final FakeQStash qstash = FakeQStash.start(new MovingClock(NOON));
  private final QStashCaller caller = new QStashCaller(qstash);

  @BeforeEach
  void refuseAll() {
    qstash.answersFor(BASE, it -> FakeReply.of(it.url().endsWith("/hook") ? 500 : 200, "oops"));
  }

  @AfterEach
  void close() {
    qstash.close();
  }

  private Delivery failureCallback() throws Exception {
    caller.post(
        "/v2/schedules/" + BASE + "/hook",
        "",
        "Upstash-Cron: 1 12 * * *",
        "Upstash-Schedule-Id: s",
        "Upstash-Retries: 0",
        "Upstash-Forward-X-A: b",
        "Upstash-Failure-Callback: " + BASE + "/last");
    return qstash.deliverAt(NOON.plusSeconds(60)).get(1).delivery();
  }

  @ParameterizedTest
  @CsvSource({
    "CALLBACK_TIMES_ARE_TEXT, /createdAt, 1795348860000, '\"1795348860000\"'",
    "CALLBACK_HEADERS_ARE_PLAIN, /sourceHeader/X-A, '[\"b\"]', '\"b\"'",
    "CALLBACK_OMITS_ZERO_RETRIES, /retried, 0, ''",
  })
  void aCallbackTellsItOtherwise(Doubt doubt, String place, String usual, String otherwise)
      throws Exception {
    assertThat(JSON.readTree(failureCallback().body()).at(place)).hasToString(usual);
    try (FakeQStash other = FakeQStash.start(new MovingClock(NOON)).otherwise(doubt)) {
      other.answersFor(BASE, it -> FakeReply.of(it.url().endsWith("/hook") ? 500 : 200, ""));
      new QStashCaller(other)
          .post(
              "/v2/schedules/" + BASE + "/hook",
              "",
              "Upstash-Cron: 1 12 * * *",
              "Upstash-Retries: 0",
              "Upstash-Forward-X-A: b",
              "Upstash-Failure-Callback: " + BASE + "/last");
      Delivery told = other.deliverAt(NOON.plusSeconds(60)).get(1).delivery();
      assertThat(JSON.readTree(told.body()).at(place)).hasToString(otherwise);
    }
  }

  @Test
  void aCallbackAboutNoAnswerTellsNoStatusOrTheError() throws Exception {
    qstash
        .otherwise(Doubt.CALLBACK_OMITS_ZERO_STATUS)
        .otherwise(Doubt.CALLBACK_BODY_TELLS_THE_ERROR)
        .fails(Failure.UNREACHABLE)
        .forPath("/hook$");

    JsonNode told = JSON.readTree(failureCallback().body());

    assertThat(told.has("status")).isFalse();
    assertThat(new String(Base64.getDecoder().decode(told.get("body").asText())))
        .contains("connection refused");
  }

  @Test
  void aCallbackCarriesItsSchedule() throws Exception {
    assertThat(failureCallback().header("Upstash-Schedule-Id")).isEmpty();
    qstash.otherwise(Doubt.CALLBACK_HAS_THE_SCHEDULE);
    caller.post("/v2/dlq/retry/" + qstash.dlq().get(0).id(), "");

    assertThat(qstash.deliverDue().get(1).header("Upstash-Schedule-Id")).isEqualTo("s");
  }

  @Test
  void aRetriedDeadLetterForgetsItsSchedule() throws Exception {
    failureCallback();
    qstash.otherwise(Doubt.DLQ_RETRY_FORGETS_THE_SCHEDULE);
    qstash.console().redeliverFromDlq(qstash.dlq().get(0).id());

    assertThat(qstash.deliverDue().get(0).schedule()).isEmpty();
  }

  @Test
  void aSignatureTellsFromWhenOnAndServesAllAttempts() throws Exception {
    qstash.otherwise(Doubt.NOT_BEFORE_IS_SIGNED).otherwise(Doubt.RETRIES_ARE_NOT_SIGNED_ANEW);
    caller.post(TO_HOOK, "", "Upstash-Retries: 1");

    List<Attempt> attempts = qstash.deliverAt(NOON.plus(Duration.ofMinutes(1)));

    String token = attempts.get(0).header("Upstash-Signature");
    assertThat(attempts.get(1).header("Upstash-Signature")).isEqualTo(token);
    JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    assertThat(claims.get("nbf").asLong()).isEqualTo(NOON.getEpochSecond());
  }

  @Test
  void parametersForQStashStayInTheDestination() throws Exception {
    qstash.otherwise(Doubt.CONTROL_PARAMETERS_ARE_KEPT);
    caller.post(TO_HOOK + "?upstash-retries=0&x=1", "");

    assertThat(qstash.messages().get(0).parcel().url())
        .isEqualTo(BASE + "/hook?upstash-retries=0&x=1");
  }

  @Test
  void anOverlongDelayIsAFailedPrecondition() throws Exception {
    qstash.otherwise(Doubt.DELAY_QUOTA_IS_412);

    assertThat(caller.post(TO_HOOK, "", "Upstash-Delay: 8d").status()).isEqualTo(412);
  }

  @Test
  void theLogHasOneNameOnly() throws Exception {
    qstash.otherwise(Doubt.LOGS_HAVE_ONE_NAME);

    assertThat(caller.get("/v2/logs").body()).isEqualTo("{\"logs\":[]}");
    assertThat(caller.get("/v2/events").body()).isEqualTo("{\"events\":[]}");
  }
}
