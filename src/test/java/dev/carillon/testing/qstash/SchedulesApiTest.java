package dev.carillon.testing.qstash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.qstash.QStashCaller.Answer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules over the API, as the protocol describes them. */
class SchedulesApiTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String HOOK = "https://carillon.example/hook";
  private static final String TO_HOOK = "/v2/schedules/" + HOOK;

  private final MovingClock clock = new MovingClock(NOON);
  private final FakeQStash qstash = FakeQStash.start(clock);
  private final QStashCaller caller = new QStashCaller(qstash);

  @AfterEach
  void close() {
    qstash.close();
  }

  @Test
  void aScheduleIsShownWithAllThatWasSetAndNothingThatWasNot() throws Exception {
    Answer made = caller.post(
        TO_HOOK + "?x=1",
        "{\"full\":true}",
        "Upstash-Cron:   CRON_TZ=Europe/Paris 30 2 * * *  ",
        "Upstash-Schedule-Id: nightly",
        "content-type: application/json",
        "upstash-forward-x-env: prod",
        "Upstash-Retries: 2",
        "Upstash-Delay: 1m30s",
        "Upstash-Retry-Delay: 1000 * (1 + retried)",
        "Upstash-Label: etl, night",
        "Upstash-Callback: https://carillon.example/cb",
        "Upstash-Failure-Callback: https://carillon.example/fail",
        "Upstash-Telemetry-Sdk: ours");

    assertThat(made.status()).isEqualTo(200);
    assertThat(made.body()).isEqualTo("{\"scheduleId\":\"nightly\"}");
    JsonNode told = caller.get("/v2/schedules/nightly").json();
    assertThat(told.toString())
        .isEqualTo("{\"scheduleId\":\"nightly\",\"cron\":\"CRON_TZ=Europe/Paris 30 2 * * *\","
            + "\"createdAt\":1795348800000,\"destination\":\"https://carillon.example/hook?x=1\","
            + "\"method\":\"POST\","
            + "\"header\":{\"Content-Type\":[\"application/json\"],\"X-Env\":[\"prod\"]},"
            + "\"body\":\"{\\\"full\\\":true}\",\"retries\":2,\"delay\":90,"
            + "\"callback\":\"https://carillon.example/cb\","
            + "\"failureCallback\":\"https://carillon.example/fail\","
            + "\"retryDelayExpression\":\"1000 * (1 + retried)\","
            + "\"callerIP\":\"203.0.113.9\",\"callerIp\":\"203.0.113.9\","
            + "\"label\":\"etl\",\"labels\":[\"etl\",\"night\"],\"isPaused\":false,"
            + "\"nextScheduleTime\":1795397400000}");
  }

  @Test
  void theListIsABareArray() throws Exception {
    assertThat(caller.get("/v2/schedules").body()).isEqualTo("[]");
    caller.post(TO_HOOK, "", "Upstash-Cron: * * * * *");

    JsonNode list = caller.get("/v2/schedules").json();

    assertThat(list.isArray()).isTrue();
    assertThat(list.get(0).get("scheduleId").asText()).matches("scd_[A-Za-z0-9]{28}");
    assertThat(list.get(0).has("body")).isFalse();
    assertThat(list.get(0).get("retries").asInt()).isEqualTo(3);
  }

  @Test
  void anUpsertReplacesAllAndRunsAgain() throws Exception {
    caller.post(
        TO_HOOK,
        "body",
        "Upstash-Cron: 0 3 * * *",
        "Upstash-Schedule-Id: s",
        "Upstash-Retries: 0",
        "Upstash-Label: a");
    caller.call("PATCH", "/v2/schedules/s/pause", "");
    clock.moveBy(Duration.ofMinutes(1));

    caller.post(TO_HOOK, "", "Upstash-Cron: 0 4 * * *", "Upstash-Schedule-Id: s");

    JsonNode told = caller.get("/v2/schedules/s").json();
    assertThat(told.has("body")).isFalse();
    assertThat(told.has("label")).isFalse();
    assertThat(told.get("retries").asInt()).isEqualTo(3);
    assertThat(told.get("isPaused").asBoolean()).isFalse();
    assertThat(caller.get("/v2/schedules").json()).hasSize(1);
  }

  @Test
  void whatNobodyKnowsOfUpsertsCanBeOtherwise() throws Exception {
    qstash.otherwise(Doubt.UPSERT_KEEPS_THE_PAUSE).otherwise(Doubt.UPSERT_KEEPS_CREATION);
    caller.post(TO_HOOK, "", "Upstash-Cron: 0 3 * * *", "Upstash-Schedule-Id: s");
    qstash.console().pause("s");
    clock.moveBy(Duration.ofMinutes(1));

    caller.post(TO_HOOK, "", "Upstash-Cron: 0 4 * * *", "Upstash-Schedule-Id: s");

    JsonNode told = caller.get("/v2/schedules/s").json();
    assertThat(told.get("isPaused").asBoolean()).isTrue();
    assertThat(told.get("createdAt").asLong()).isEqualTo(NOON.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATCH", "POST"})
  void pauseAndResumeMayBePatchedOrPostedAndTwice(String method) throws Exception {
    caller.post(TO_HOOK, "", "Upstash-Cron: 0 3 * * *", "Upstash-Schedule-Id: a.b-c_d");

    for (int time = 0; time < 2; time++) {
      assertThat(caller.call(method, "/v2/schedules/a.b-c_d/pause", "").status())
          .isEqualTo(200);
      assertThat(qstash.schedule("a.b-c_d").paused()).isTrue();
    }
    for (int time = 0; time < 2; time++) {
      assertThat(caller.call(method, "/v2/schedules/a.b-c_d/resume", "").status())
          .isEqualTo(200);
      assertThat(qstash.schedule("a.b-c_d").paused()).isFalse();
    }
    assertThat(caller.call(method, "/v2/schedules/nobody/pause", "").status()).isEqualTo(404);
  }

  @Test
  void aDestinationThatEndsInPauseIsStillADestination() throws Exception {
    Answer made = caller.post(TO_HOOK + "/pause", "", "Upstash-Cron: 0 3 * * *");

    assertThat(made.status()).isEqualTo(200);
    assertThat(qstash.schedules().get(0).destination()).isEqualTo(HOOK + "/pause");
  }

  @Test
  void aScheduleIsDeletedAndAnUnknownOneTooButNotFound() throws Exception {
    caller.post(TO_HOOK, "", "Upstash-Cron: 0 3 * * *", "Upstash-Schedule-Id: s");

    assertThat(caller.delete("/v2/schedules/s").status()).isEqualTo(200);
    assertThat(caller.delete("/v2/schedules/s").status()).isEqualTo(200);
    assertThat(caller.get("/v2/schedules/s").status()).isEqualTo(404);
    assertThat(caller.get("/v2/schedules/s").error()).isNotEmpty();
    qstash.otherwise(Doubt.DELETE_OF_UNKNOWN_IS_404);
    assertThat(caller.delete("/v2/schedules/s").status()).isEqualTo(404);
  }

  @Test
  void theDestinationIsTakenRawWithItsQueryButWithoutWhatIsMeantForQStash() throws Exception {
    caller.post(
        "/v2/schedules/https://a.example//b/%2f/../c?u=http://x&upstash-retries=1&y=%20"
            + "&qstash_token=" + qstash.token(),
        "",
        "Upstash-Cron: 0 3 * * *");

    HeldSchedule held = qstash.schedules().get(0);
    assertThat(held.destination()).isEqualTo("https://a.example//b/%2f/../c?u=http://x&y=%20");
    assertThat(held.parcel().options().retries()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                | empty spec string",
        "0 0 * * * *       | expected exactly 5 fields, found 6: [0 0 * * * *]",
        "0 0 * * 7         | end of range (7) above maximum (6): 7",
        "@foo              | unrecognized descriptor: @foo",
        "5-1 * * * *       | beginning of range (5) beyond end of range (1): 5-1",
        "*/0 * * * *       | step of range should be a positive number: */0",
      })
  void aBadCronIsRefusedInTheWordsOfTheLibrary(String cron, String text) throws Exception {
    Answer refused = caller.post(TO_HOOK, "", "Upstash-Cron: " + cron);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.error()).isEqualTo("Invalid cron expression " + text);
  }

  @Test
  void aBadZoneAndAWordAreRefused() throws Exception {
    assertThat(
            caller.post(TO_HOOK, "", "Upstash-Cron: CRON_TZ=Mars/X * * * * *").error())
        .startsWith("Invalid cron expression provided bad location Mars/X");
    assertThat(caller.post(TO_HOOK, "", "Upstash-Cron: x * * * *").error())
        .startsWith("Invalid cron expression failed to parse int from x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a:b", "a/b", "ü"})
  void anIdHasLettersDigitsDotsDashesAndUnderscoresOnly(String id) throws Exception {
    Answer refused =
        caller.post(TO_HOOK, "", "Upstash-Cron: 0 3 * * *", "Upstash-Schedule-Id: " + id);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(qstash.schedules()).isEmpty();
  }

  @Test
  void thePlanLimitsSchedulesButNotTheirReplacement() throws Exception {
    qstash.plan(Plan.FREE.withSchedules(1));
    caller.post(TO_HOOK, "", "Upstash-Cron: 0 3 * * *", "Upstash-Schedule-Id: s");

    Answer second = caller.post(TO_HOOK, "", "Upstash-Cron: 0 3 * * *");

    assertThat(second.status()).isEqualTo(412);
    assertThat(second.error()).isEqualTo("quota maxSchedules exceeded, current limit: 1");
    assertThat(caller
            .post(TO_HOOK, "", "Upstash-Cron: 0 4 * * *", "Upstash-Schedule-Id: s")
            .status())
        .isEqualTo(200);
  }

  @Test
  void aDeduplicationIdCountsForCreationEvenAfterDeletion() throws Exception {
    caller.post(
        TO_HOOK,
        "",
        "Upstash-Cron: 0 3 * * *",
        "Upstash-Schedule-Id: s",
        "Upstash-Deduplication-Id: once");
    caller.delete("/v2/schedules/s");

    Answer again = caller.post(
        TO_HOOK,
        "",
        "Upstash-Cron: 0 3 * * *",
        "Upstash-Schedule-Id: t",
        "Upstash-Deduplication-Id: once");

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.json().get("scheduleId").asText()).isEqualTo("s");
    assertThat(qstash.schedules()).isEmpty();
  }

  @Test
  void lastAndNextTimesAndTheStatesOfTheLastFiringAreTold() throws Exception {
    qstash.answersFor(
        "https://carillon.example", it -> FakeReply.of(it.retried() == 0 ? 500 : 200, ""));
    caller.post(TO_HOOK, "", "Upstash-Cron: 0 * * * *", "Upstash-Schedule-Id: s");
    Instant one = NOON.plus(Duration.ofHours(1));
    qstash.firesLate(Duration.ofMillis(41));

    qstash.deliverAt(one.plusMillis(41));

    JsonNode told = caller.get("/v2/schedules/s").json();
    String message = qstash.messages().get(0).id();
    assertThat(told.get("lastScheduleTime").asLong()).isEqualTo(one.toEpochMilli() + 41);
    assertThat(told.get("nextScheduleTime").asLong())
        .isEqualTo(one.plus(Duration.ofHours(1)).toEpochMilli());
    assertThat(told.get("lastScheduleStates").get(message).asText()).isEqualTo("IN_PROGRESS");
    qstash.deliverAt(one.plusSeconds(60));
    assertThat(caller
            .get("/v2/schedules/s")
            .json()
            .get("lastScheduleStates")
            .get(message)
            .asText())
        .isEqualTo("SUCCESS");
  }

  @Test
  void redactedPartsAreToldAsTheirHashAndDeliveredAsTheyAre() throws Exception {
    qstash.answersFor("https://carillon.example", it -> FakeReply.of(200, ""));
    caller.post(
        TO_HOOK,
        "secret",
        "Upstash-Cron: 0 * * * *",
        "Upstash-Schedule-Id: s",
        "Upstash-Forward-X-Gate: key",
        "Upstash-Forward-X-Open: yes",
        "Upstash-Redact-Fields: body, header[X-Gate]");

    JsonNode told = caller.get("/v2/schedules/s").json();

    assertThat(told.get("body").asText()).matches("REDACTED:[0-9a-f]{64}");
    assertThat(told.at("/header/X-Gate/0").asText()).matches("REDACTED:[0-9a-f]{64}");
    assertThat(told.at("/header/X-Open/0").asText()).isEqualTo("yes");
    Delivery delivery = qstash.deliverAt(NOON.plusSeconds(3600)).get(0).delivery();
    assertThat(delivery.text()).isEqualTo("secret");
    assertThat(delivery.header("X-Gate")).isEqualTo("key");
    assertThat(caller.get("/v2/logs").body()).doesNotContain("\"key\"").contains("REDACTED:");
  }

  @Test
  void aNewScheduleTakesAWhileToLoad() throws Exception {
    qstash
        .takesToLoad(Duration.ofSeconds(60))
        .answersFor("https://carillon.example", it -> FakeReply.of(200, ""));
    clock.moveBy(Duration.ofSeconds(30));
    caller.post(TO_HOOK, "", "Upstash-Cron: * * * * *", "Upstash-Schedule-Id: s");

    assertThat(qstash.deliverAt(NOON.plusSeconds(180)))
        .extracting(Attempt::at)
        .containsExactly(NOON.plusSeconds(120), NOON.plusSeconds(180));
  }

  @Test
  void headersThatMeanNothingAreNoticed() throws Exception {
    caller.post(
        TO_HOOK,
        "",
        "Upstash-Cron: * * * * *",
        "Upstash-Retrys: 3",
        "Upstash-Failure-Callback-Forward-X: y",
        "Upstash-Callback-Foward-X: y");

    assertThat(qstash.meaninglessHeaders())
        .containsExactlyInAnyOrder("Upstash-Retrys", "Upstash-Callback-Foward-X");
  }
}
