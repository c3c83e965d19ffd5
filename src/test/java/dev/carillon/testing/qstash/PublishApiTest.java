package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.signature.PublicUrls;
import dev.carillon.signature.SignatureRules;
import dev.carillon.signature.SignatureVerifier;
import dev.carillon.signature.SigningKeys;
import dev.carillon.signature.Verdict;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.Together;
import dev.carillon.testing.qstash.HeldMessage.State;
import dev.carillon.testing.qstash.QStashCaller.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishing, messages, tokens and keys over the API, as the protocol describes them. */
class PublishApiTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String BASE = "https://carillon.example";
  private static final String TO_HOOK = "/v2/publish/" + BASE + "/hook";

  private final MovingClock clock = new MovingClock(NOON);
  private final FakeQStash qstash = FakeQStash.start(clock);
  private final QStashCaller caller = new QStashCaller(qstash);

  @BeforeEach
  void listen() {
    qstash.answersFor(BASE, delivery -> FakeReply.of(200, "{}"));
  }

  @AfterEach
  void close() {
    qstash.close();
  }

  private String publish(String... headers) throws Exception {
    return caller.post(TO_HOOK, "{}", headers).json().get("messageId").asText();
  }

  @Test
  void aMessageIsReadableUntilItIsFinished() throws Exception {
    String id = publish("Upstash-Delay: 1h", "Upstash-Method: PUT", "Content-Type: text/plain");

    assertThat(id).matches("msg_[A-Za-z0-9]{63}");
    JsonNode told = caller.get("/v2/messages/" + id).json();
    assertThat(told.toString())
        .isEqualTo("{\"messageId\":\"" + id + "\",\"url\":\"https://carillon.example/hook\","
            + "\"method\":\"PUT\",\"header\":{\"Content-Type\":[\"text/plain\"]},"
            + "\"body\":\"{}\",\"maxRetries\":3,\"notBefore\":1795352400000,"
            + "\"createdAt\":1795348800000,\"callerIP\":\"203.0.113.9\","
            + "\"callerIp\":\"203.0.113.9\"}");
    assertThat(qstash.deliverAt(NOON.plusSeconds(3599))).isEmpty();
    assertThat(qstash.deliverAt(NOON.plusSeconds(3600))).hasSize(1);
    assertThat(caller.get("/v2/messages/" + id).status()).isEqualTo(404);
  }

  @Test
  void notBeforeIsInSecondsAndWinsOverADelay() throws Exception {
    publish("Upstash-Delay: 1h", "Upstash-Not-Before: " + NOON.plusSeconds(60).getEpochSecond());
    publish("Upstash-Not-Before: 1000");

    assertThat(qstash.deliverAt(NOON.plusSeconds(7200)))
        .extracting(Attempt::at)
        .containsExactly(NOON, NOON.plusSeconds(60));
  }

  @ParameterizedTest
  @CsvSource({
    "Upstash-Delay, 8d, 400, 'quota maxDelay exceeded, current limit: 604800'",
    "Upstash-Not-Before, 1796000000, 400, 'quota maxDelay exceeded, current limit: 604800'",
    "Upstash-Retries, 6, 400, 'quota maxRetries exceeded, current limit: 5'",
    "Upstash-Retries, -1, 400, invalid retries: -1",
    "Upstash-Delay, soon, 400, invalid delay: soon",
    "Upstash-Delay, 10, 400, invalid delay: 10",
    "Upstash-Not-Before, 2026-11-22, 400, invalid Upstash-Not-Before: 2026-11-22",
    "Upstash-Timeout, long, 400, invalid timeout: long",
    "Upstash-Method, TRACE, 400, invalid method: TRACE",
    "Upstash-Retry-Delay, 1000 * nobody, 400, invalid retry delay expression: 1000*nobody",
    "Upstash-Deduplication-Id, a:b, 400, DeduplicationId cannot contain ':'",
    "Upstash-Callback, ftp://x, 400, "
        + "'invalid destination url: endpoint has invalid scheme, add http:// or https://'",
  })
  void badOptionsAreRefused(String header, String value, int status, String text) throws Exception {
    Answer refused = caller.post(TO_HOOK, "", header + ": " + value);

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.error()).isEqualTo(text);
    assertThat(qstash.messages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "carillon.example/x | endpoint has invalid scheme, add http:// or https://",
        "https%3A%2F%2Fcarillon.example | endpoint has invalid scheme, add http:// or https://",
        "http://localhost:8080/x | endpoint resolves to a loopback address: 127.0.0.1",
        "http://127.0.0.1/x | endpoint resolves to a loopback address: 127.0.0.1",
        "http://[::1]:80/x | endpoint resolves to a loopback address: ::1",
        "http://10.1.2.3/x | endpoint resolves to a private address: 10.1.2.3",
        "https://web/x | unable to resolve host: lookup web on 172.20.0.10:53: no such host",
      })
  void aDestinationThatCannotBeReachedIsRefused(String destination, String text) throws Exception {
    Answer refused = caller.post("/v2/publish/" + destination, "");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.error()).isEqualTo("invalid destination url: " + text);
  }

  @Test
  void hostsCanBeMadeKnownAndLoopbackPermitted() throws Exception {
    qstash.knows("inside.corp", "192.168.0.1").knows("web", "198.51.100.1").permitsLoopback();

    assertThat(caller.post("/v2/publish/http://inside.corp/x", "").error())
        .isEqualTo("invalid destination url: endpoint resolves to a private address: 192.168.0.1");
    assertThat(caller.post("/v2/publish/http://web/x", "").status()).isEqualTo(200);
    assertThat(caller.post("/v2/publish/http://localhost:1/x", "").status()).isEqualTo(200);
  }

  @Test
  void aBodyHasALimit() throws Exception {
    Answer refused = caller.post(TO_HOOK, "x".repeat((1 << 20) + 1));

    assertThat(refused.status()).isEqualTo(412);
    assertThat(refused.error()).isEqualTo("quota maxMessageSize exceeded, current limit: 1048576");
  }

  @Test
  void theMessagesOfADayAreLimited() throws Exception {
    qstash.plan(Plan.FREE.withMessagesPerDay(2));
    publish();
    publish();

    Answer refused = caller.post(TO_HOOK, "");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("RateLimit-Limit")).isEqualTo("2");
    clock.moveBy(Duration.ofHours(12));
    assertThat(caller.post(TO_HOOK, "").status()).isEqualTo(200);
  }

  @Test
  void aDuplicateIsToldTheFirstIdForTenMinutes() throws Exception {
    String first = publish("Upstash-Deduplication-Id: once");

    Answer duplicate = caller.post(TO_HOOK, "other", "Upstash-Deduplication-Id: once");

    assertThat(duplicate.status()).isEqualTo(202);
    assertThat(duplicate.body())
        .isEqualTo("{\"messageId\":\"" + first + "\",\"deduplicated\":true}");
    clock.moveBy(Duration.ofMinutes(10));
    assertThat(publish("Upstash-Deduplication-Id: once")).isNotEqualTo(first);
    assertThat(qstash.messages()).hasSize(2);
  }

  @Test
  void ofManyPublicationsWithOneDeduplicationIdOneIsMade() throws Exception {
    List<String> ids = Together.call(8, () -> publish("Upstash-Deduplication-Id: race"));

    assertThat(ids).containsOnly(qstash.messages().get(0).id());
    assertThat(qstash.messages()).hasSize(1);
  }

  @Test
  void theSameContentIsADuplicateIfThatIsWanted() throws Exception {
    String first = publish("Upstash-Content-Based-Deduplication: True");

    assertThat(publish("Upstash-Content-Based-Deduplication: true")).isEqualTo(first);
    assertThat(publish("Upstash-Content-Based-Deduplication: true", "Upstash-Forward-A: b"))
        .isNotEqualTo(first);
  }

  @Test
  void aMessageIsCancelledOnce() throws Exception {
    String id = publish("Upstash-Delay: 1m");

    Answer cancelled = caller.delete("/v2/messages/" + id);

    assertThat(cancelled.body()).isEqualTo("{\"cancelled\":1}");
    assertThat(caller.delete("/v2/messages/" + id).status()).isEqualTo(404);
    assertThat(caller.delete("/v2/messages/msg_nobody").status()).isEqualTo(404);
    assertThat(qstash.deliverAt(NOON.plusSeconds(120))).isEmpty();
    assertThat(qstash.log())
        .extracting(LogLine::state)
        .containsExactly("CREATED", "CANCEL_REQUESTED", "CANCELED");
  }

  @Test
  void aMessageUnderWayMayStillArriveWhenItIsCancelledButIsNotRetried() throws Exception {
    qstash.answersFor(BASE, delivery -> {
      try {
        caller.delete("/v2/messages/" + delivery.messageId());
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
      return FakeReply.of(500, "");
    });
    publish();

    assertThat(qstash.deliverAt(NOON.plusSeconds(3600))).hasSize(1);
    assertThat(qstash.messages().get(0).state()).isEqualTo(State.CANCELED);
    assertThat(qstash.dlq()).isEmpty();
  }

  @Test
  void aFilterThatIsForgottenCancelsAll() throws Exception {
    String a = publish("Upstash-Delay: 1m", "Upstash-Label: one");
    String b = publish("Upstash-Delay: 1m", "Upstash-Label: two");
    publish("Upstash-Delay: 1m");
    publish("Upstash-Delay: 1m");

    assertThat(caller.delete("/v2/messages?messageIds=" + a).body()).isEqualTo("{\"cancelled\":1}");
    assertThat(caller.delete("/v2/messages?label=two&host=carillon.example").body())
        .isEqualTo("{\"cancelled\":1}");
    assertThat(caller.get("/v2/messages/" + b).status()).isEqualTo(404);
    assertThat(caller.delete("/v2/messages?labeel=two").status()).isEqualTo(400);
    assertThat(caller.delete("/v2/messages?count=1").body()).isEqualTo("{\"cancelled\":1}");
    assertThat(caller.delete("/v2/messages").body()).isEqualTo("{\"cancelled\":1}");
  }

  @Test
  void aBatchAnswersEachOfItsItems() throws Exception {
    Answer answer = caller.post(
        "/v2/batch",
        "[{\"destination\":\"" + BASE
            + "/a\",\"headers\":{\"upstash-delay\":\"5s\"},\"body\":\"x\"},"
            + "{\"destination\":\"nowhere/x\"}]");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).hasSize(2);
    assertThat(answer.json().get(0).get("messageId").asText()).startsWith("msg_");
    assertThat(answer.json().get(1).get("error").asText()).contains("invalid scheme");
    assertThat(qstash.messages().get(0).dueAt()).isEqualTo(NOON.plusSeconds(5));
    assertThat(qstash.messages().get(0).parcel().text()).isEqualTo("x");
  }

  @Test
  void allHeadersAreForwardedIfThatIsWanted() throws Exception {
    publish("Upstash-Header-Forward: true", "x-own: 1", "Upstash-Forward-X-Own: 2", "y: 3");

    Delivery delivery = qstash.deliverDue().get(0).delivery();

    assertThat(delivery.header("X-Own")).isEqualTo("2");
    assertThat(delivery.header("Y")).isEqualTo("3");
    assertThat(delivery.header("Authorization")).isEmpty();
    assertThat(delivery.headers()).doesNotContainKey("Upstash-Header-Forward");
  }

  @Test
  void onlyWhoHasTheTokenIsHeard() throws Exception {
    assertThat(caller.raw("GET", "/v2/keys", "", "").status()).isEqualTo(401);
    assertThat(new QStashCaller(qstash, "wrong").get("/v2/keys").status()).isEqualTo(401);
    assertThat(new QStashCaller(qstash, qstash.tokenOfAnotherRegion())
            .get("/v2/keys")
            .error())
        .isEqualTo("user not found in this region (eu-central-1)");
    assertThat(caller
            .raw("GET", "/v2/keys?qstash_token=" + encoded(qstash.token()), "", "")
            .status())
        .isEqualTo(200);
    QStashCaller reader = new QStashCaller(qstash, qstash.readOnlyToken());
    assertThat(reader.get("/v2/schedules").status()).isEqualTo(200);
    assertThat(reader.post(TO_HOOK, "").status()).isEqualTo(401);
    assertThat(qstash.messages()).isEmpty();
  }

  private static String encoded(String token) {
    return URLEncoder.encode(token, UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v2", "/v2/nothing", "/v1/schedules"})
  void otherPathsAreNotFound(String path) throws Exception {
    assertThat(caller.get(path).status()).isEqualTo(404);
  }

  @Test
  void aRotationDropsTheCurrentKeyAndSignsWithTheNext() throws Exception {
    SigningKeys before = qstash.keys();
    JsonNode told = caller.get("/v2/keys").json();
    assertThat(told.get("current").asText()).isEqualTo(before.current());
    assertThat(told.get("next").asText()).isEqualTo(before.next());

    JsonNode rotated = caller.post("/v2/keys/rotate", "").json();

    assertThat(rotated.get("current").asText()).isEqualTo(before.next());
    assertThat(rotated.get("next").asText()).matches("sig_[A-Za-z0-9]{28}");
    publish();
    assertThat(judged(qstash.deliverDue().get(0), before))
        .isInstanceOfSatisfying(
            Verdict.Accepted.class, it -> assertThat(it.key()).isEqualTo(Verdict.Key.NEXT));
    qstash.console().rotateKeys();
    publish();
    assertThat(judged(qstash.deliverDue().get(0), before)).isInstanceOf(Verdict.Refused.class);
  }

  private static Verdict judged(Attempt attempt, SigningKeys keys) {
    var verifier =
        new SignatureVerifier(() -> Optional.of(keys), PublicUrls.of(BASE), SignatureRules.STRICT);
    return verifier.judge(
        Optional.of(attempt.header("Upstash-Signature")),
        attempt.delivery().body(),
        "/hook",
        attempt.at());
  }
}
