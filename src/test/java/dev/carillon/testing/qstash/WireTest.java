package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.signature.PublishedKeys;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.SetClock;
import dev.carillon.testing.Together;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes on the wire, many at once, other clocks, and what a person does in the console. */
class WireTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String BASE = "https://carillon.example";
  private static final String TO_HOOK = "/v2/publish/" + BASE + "/hook";

  private final MovingClock clock = new MovingClock(NOON);
  private final FakeQStash qstash = FakeQStash.start(clock)
      .answersFor(BASE, it -> FakeReply.of(200, "{}"))
      .keys(PublishedKeys.DEFAULT_USER);
  private final QStashCaller caller = new QStashCaller(qstash);

  @AfterEach
  void close() {
    qstash.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=",
        "{\"hello\":\"world\"} | k6I5cakU5erL8KjSUVTNownDwccvu5kU1Hxg88toFYg=",
        "{\"ş\":\"日本\"} | C_gBYh0fFZVygm4sXnU3woxMjjujs05z6ic2cqQjnXA=",
      })
  void aDeliverySignsWhatTheProtocolSays(String body, String hash) throws Exception {
    caller.post(TO_HOOK + "?x=1", body);

    String[] token = qstash.deliverDue().get(0).header("Upstash-Signature").split("\\.");

    assertThat(decoded(token[0])).isEqualTo("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    ObjectNode claims = (ObjectNode) new JsonMapper().readTree(decoded(token[1]));
    assertThat(claims.remove("jti").asText()).startsWith("jwt_");
    assertThat(claims)
        .hasToString("{\"iss\":\"Upstash\",\"sub\":\"https://carillon.example/hook?x=1\","
            + "\"exp\":1795349100,\"nbf\":0,\"iat\":1795348800,\"body\":\"" + hash + "\"}");
    assertThat(token[2]).doesNotContain("=");
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), UTF_8);
  }

  @Test
  void bytesThatAreNoTextTravelUnharmedAndAreShownInBase64() throws Exception {
    byte[] bytes = {(byte) 0xff, 0, (byte) 0x80, '\r', '\n'};
    HttpResponse<String> made = HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(qstash.url() + TO_HOOK))
                .header("Authorization", "Bearer " + qstash.token())
                .header("Upstash-Delay", "1s")
                // without a length, so it comes in chunks
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
                .build(),
            BodyHandlers.ofString());

    String id = new JsonMapper().readTree(made.body()).get("messageId").asText();
    assertThat(caller.get("/v2/messages/" + id).json().get("bodyBase64").asText())
        .isEqualTo(Base64.getEncoder().encodeToString(bytes));
    assertThat(qstash.deliverAt(NOON.plusSeconds(1)).get(0).delivery().body()).isEqualTo(bytes);
  }

  @Test
  void aConnectionServesSeveralCallsAndWaitingBodiesAreWelcomed() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", qstash.url().getPort())) {
      socket.setSoTimeout(10_000);
      InputStream in = socket.getInputStream();
      String head = " HTTP/1.1\r\nHost: fake\r\nAuthorization: Bearer " + qstash.token() + "\r\n";
      socket.getOutputStream().write(("GET /v2/keys" + head + "\r\n").getBytes(ISO_8859_1));
      assertThat(HttpWire.line(in)).contains(" 200 ");
      HttpWire.body(in, HttpWire.headers(in));
      String waiting =
          "POST " + TO_HOOK + head + "Expect: 100-continue\r\nContent-Length: 1\r\n\r\n";
      socket.getOutputStream().write(waiting.getBytes(ISO_8859_1));
      assertThat(HttpWire.line(in)).contains(" 100 ");
      assertThat(HttpWire.line(in)).isEmpty();
      socket.getOutputStream().write('x');
      assertThat(HttpWire.line(in)).contains(" 200 ");
    }
    assertThat(qstash.messages().get(0).parcel().text()).isEqualTo("x");
    assertThat(qstash.calls("^POST /v2/publish/")).hasSize(1);
  }

  @Test
  void manyWhoDeliverAtOnceDeliverEachMessageOnce() throws Exception {
    for (int number = 0; number < 40; number++) {
      caller.post(TO_HOOK, "" + number);
    }

    List<List<Attempt>> made = Together.call(4, qstash::deliverDue);

    assertThat(made.stream().mapToInt(List::size).sum()).isEqualTo(40);
    assertThat(qstash.attempts()).extracting(Attempt::messageId).doesNotHaveDuplicates();
  }

  @Test
  void aClockThatGoesOnIsMovedToo() throws Exception {
    SetClock running = new SetClock(NOON);
    try (FakeQStash other = FakeQStash.start(running)) {
      other.answersFor(BASE, it -> FakeReply.of(200, ""));
      other.console().create("s", "*/10 * * * *", BASE + "/hook");

      List<Attempt> attempts = other.deliverAt(NOON.plus(Duration.ofMinutes(25)));

      assertThat(attempts).hasSize(2);
      assertThat(attempts.get(0).at()).isBetween(NOON.plusSeconds(600), NOON.plusSeconds(660));
      assertThat(running.instant()).isAfterOrEqualTo(NOON.plus(Duration.ofMinutes(25)));
    }
  }

  @Test
  void whatIsDueInOneMomentIsDeliveredInTheOrderOfTime() throws Exception {
    qstash.console().create("s", "* * * * *", BASE + "/s");
    caller.post(TO_HOOK, "", "Upstash-Delay: 90s");
    clock.moveBy(Duration.ofMinutes(2));

    assertThat(qstash.deliverDue())
        .extracting(it -> it.url().substring(BASE.length()))
        .containsExactly("/s", "/hook", "/s");
  }

  @Test
  void aPersonMakesEditsAndDeletesSchedulesWithoutACall() throws Exception {
    qstash.console().create("s", "0 3 * * *", BASE + "/hook", it -> it.withBody("by hand"));
    qstash
        .console()
        .edit(
            "s",
            it -> it.withCron("0 4 * * *")
                .withDestination(BASE + "/other")
                .withBody("edited")
                .withRetries(0));

    HeldSchedule held = qstash.schedule("s");
    assertThat(held.cron()).isEqualTo("0 4 * * *");
    assertThat(held.next()).contains(Instant.parse("2026-11-23T04:00:00Z"));
    assertThat(held.destination()).isEqualTo(BASE + "/other");
    assertThat(held.body()).isEqualTo("edited");
    assertThat(held.parcel().options().retries()).isZero();
    qstash.console().pause("s");
    assertThat(qstash.schedule("s").paused()).isTrue();
    qstash.console().resume("s");
    assertThat(qstash.schedule("s").paused()).isFalse();
    qstash.console().delete("s");
    assertThat(qstash.schedules()).isEmpty();
    assertThat(qstash.calls()).isEmpty();
  }
}
