package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carillon.signature.PublicUrls;
import dev.carillon.signature.SignatureRules;
import dev.carillon.signature.SignatureVerifier;
import dev.carillon.signature.Verdict;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fake delivers as QStash does. */
class FakeQStashTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String BASE = "https://carillon.example";
  private static final String HOOK = BASE + "/api/qstash/webhook";

  private final MovingClock clock = new MovingClock(NOON);
  private final FakeQStash qstash = FakeQStash.start(clock);
  private final QStashCaller caller = new QStashCaller(qstash);
  private final List<Delivery> arrived = new ArrayList<>();
  private FakeReply answer = FakeReply.of(200, "{}");

  @BeforeEach
  void listen() {
    qstash.answersFor(BASE, delivery -> {
      arrived.add(delivery);
      return answer;
    });
  }

  @AfterEach
  void close() {
    qstash.close();
  }

  private static SignatureVerifier verifier(FakeQStash of) {
    return new SignatureVerifier(
        () -> Optional.of(of.keys()), PublicUrls.of(BASE), SignatureRules.STRICT);
  }

  @Test
  void aScheduleFiresAtItsTimesSignedAndWithAllHeaders() throws Exception {
    caller.post(
        "/v2/schedules/" + HOOK,
        "{\"a\":1}",
        "Upstash-Cron: */5 * * * *",
        "Upstash-Schedule-Id: nightly",
        "Content-Type: application/json",
        "Upstash-Forward-x-env: prod");

    List<Attempt> attempts = qstash.deliverAt(NOON.plus(Duration.ofMinutes(11)));

    assertThat(attempts)
        .extracting(Attempt::at)
        .containsExactly(NOON.plusSeconds(300), NOON.plusSeconds(600));
    Delivery first = arrived.get(0);
    assertThat(first.url()).isEqualTo(HOOK);
    assertThat(first.method()).isEqualTo("POST");
    assertThat(first.text()).isEqualTo("{\"a\":1}");
    assertThat(first.headers())
        .containsOnlyKeys(
            "Content-Type",
            "X-Env",
            "User-Agent",
            "Upstash-Message-Id",
            "Upstash-Retried",
            "Upstash-Schedule-Id",
            "Upstash-Region",
            "Upstash-Caller-Ip",
            "Upstash-Signature");
    assertThat(first.header("User-Agent")).isEqualTo("Upstash-QStash");
    assertThat(first.header("Upstash-Schedule-Id")).isEqualTo("nightly");
    assertThat(first.header("Upstash-Retried")).isEqualTo("0");
    Verdict verdict = verifier(qstash)
        .judge(
            Optional.of(first.header("Upstash-Signature")),
            first.body(),
            "/api/qstash/webhook",
            first.at());
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void aDeliveryReallyTravelsToWhereThePublicUrlIsMappedTo() throws Exception {
    try (TargetServer target = TargetServer.thatAnswers(request -> TargetAnswer.of(200, "done"))) {
      qstash.reaches(BASE, target.uri(""));
      caller.post("/v2/publish/" + BASE + "/a//b?x=%2F&y=1", "body");

      Attempt attempt = qstash.deliverDue().get(0);

      assertThat(attempt.answer()).isEqualTo("done");
      assertThat(target.requests().get(0).target()).isEqualTo("/a//b?x=%2F&y=1");
      assertThat(target.requests().get(0).header("Host")).isEqualTo("carillon.example");
      assertThat(target.requests().get(0).text()).isEqualTo("body");
      assertThat(target.requests().get(0).header("Upstash-Retried")).isEqualTo("0");
    }
  }

  @Test
  void aFailedMessageIsRetriedAfterTheUsualWaitsAndThenADeadLetterAndAFailureCallback()
      throws Exception {
    answer = FakeReply.of(500, "oops");
    String id = caller
        .post(
            "/v2/publish/" + HOOK,
            "{\"id\":7}",
            "Upstash-Failure-Callback: " + BASE + "/api/qstash/failure",
            "Upstash-Failure-Callback-Forward-X-Gate: open",
            "Upstash-Failure-Callback-Retries: 0")
        .json()
        .get("messageId")
        .asText();

    List<Attempt> attempts = qstash.deliverAt(NOON.plus(Duration.ofHours(1)));

    assertThat(attempts)
        .extracting(it -> Duration.between(NOON, it.at()).toSeconds())
        .containsExactly(0L, 12L, 160L, 1968L, 1968L);
    assertThat(attempts).extracting(Attempt::retried).containsExactly(0, 1, 2, 3, 0);
    Delivery callback = arrived.get(4);
    assertThat(callback.url()).isEqualTo(BASE + "/api/qstash/failure");
    assertThat(callback.header("X-Gate")).isEqualTo("open");
    var body = new JsonMapper().readTree(callback.body());
    assertThat(body.get("sourceMessageId").asText()).isEqualTo(id);
    assertThat(body.get("status").asInt()).isEqualTo(500);
    assertThat(body.get("body").asText()).isEqualTo("b29wcw==");
    assertThat(body.get("retried").asInt()).isEqualTo(3);
    assertThat(qstash.dlq()).hasSize(2);
    assertThat(body.get("dlqId").asText()).isEqualTo(qstash.dlq().get(0).id());
    assertThat(caller.get("/v2/messages/" + id).status()).isEqualTo(404);
  }

  @Test
  void aPausedScheduleIsSilentAndNotCaughtUp() throws Exception {
    caller.post("/v2/schedules/" + HOOK, "", "Upstash-Cron: * * * * *", "Upstash-Schedule-Id: s");
    assertThat(caller.call("PATCH", "/v2/schedules/s/pause", "").status()).isEqualTo(200);
    qstash.deliverAt(NOON.plusSeconds(600));
    assertThat(caller.post("/v2/schedules/s/resume", "").status()).isEqualTo(200);

    assertThat(qstash.deliverAt(NOON.plusSeconds(660)))
        .extracting(Attempt::at)
        .containsExactly(NOON.plusSeconds(660));
  }

  @Test
  void aDestinationMayCallBackWhileItIsDeliveredTo() throws Exception {
    qstash.answersFor(BASE, delivery -> {
      try {
        return FakeReply.of(caller.get("/v2/schedules").status(), "");
      } catch (IOException broken) {
        return FakeReply.of(500, "");
      }
    });
    caller.post("/v2/publish/" + HOOK, "");

    assertThat(qstash.deliverDue()).extracting(Attempt::status).containsExactly(200);
  }

  @Test
  void callsAreWrittenDown() throws Exception {
    caller.post("/v2/publish/https://carillon.example//x?y=%20", "é");

    Call call = qstash.calls().get(0);

    assertThat(call.line()).isEqualTo("POST /v2/publish/https://carillon.example//x?y=%20");
    assertThat(call.body()).isEqualTo("é".getBytes(UTF_8));
    assertThat(call.status()).isEqualTo(200);
  }
}
