package dev.carillon.qstash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.signature.SigningKeys;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetServer;
import dev.carillon.testing.qstash.Call;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.testing.qstash.FakeReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each call of the API, as QStash gets it, and each answer, as we read it. */
class QStashClientTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String HOOK = AtQStash.BASE + "/api/qstash/webhook";

  private final MovingClock clock = new MovingClock(NOON);
  private FakeQStash qstash;
  private QStashClient client;
  private FakeReply answer = FakeReply.of(200, "{}");

  @BeforeEach
  void start() {
    qstash = FakeQStash.start(clock).answersFor(AtQStash.BASE, delivery -> answer);
    client = AtQStash.over(qstash, clock).client();
  }

  @AfterEach
  void stop() {
    client.close();
    qstash.close();
  }

  private Call lastCall() {
    return qstash.calls().get(qstash.calls().size() - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://carillon.example/app/api/qstash/webhook",
        "https://carillon.example:8443//a/../b//c",
        "https://carillon.example/a%2Fb?x=1&y=%20&z=a?b",
        "http://carillon.example",
        "https://carillon.example/?x-vercel-protection-bypass=s%2Fcret"
      })
  void theDestinationStandsInThePathAsItIs(String destination) {
    client.publish(Parcel.to(destination));
    assertThat(lastCall().line()).isEqualTo("POST /v2/publish/" + destination);

    client.putSchedule("s", "* * * * *", Parcel.to(destination));
    assertThat(lastCall().line()).isEqualTo("POST /v2/schedules/" + destination);
    assertThat(qstash.schedule("s").destination()).isEqualTo(destination);
  }

  @Test
  void aDestinationInOtherLettersIsEncoded() {
    client.publish(Parcel.to("https://carillon.example/käse"));

    assertThat(lastCall().target()).isEqualTo("/v2/publish/https://carillon.example/k%C3%A4se");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api", "ftp://carillon.example/", "carillon.example", "https:///x", "https://a b/"
      })
  void whatIsNoWebAddressIsNoDestination(String text) {
    assertThatThrownBy(() -> Parcel.to(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void allThatCanBeSetIsSent() {
    Parcel parcel = Parcel.to(HOOK)
        .json("{\"ü\":1}")
        .retries(5)
        .retryDelay("1000 * (1 + retried)")
        .timeout(Duration.ofMillis(39_001))
        .delay(Duration.ofSeconds(90))
        .labels(List.of("a", "b"))
        .forward(Map.of("X-Key", "v"))
        .redact(List.of("X-Key"))
        .failureCallback(AtQStash.BASE + "/api/qstash/failure", 2, Map.of("X-Key", "v"))
        .deduplication("d-1");

    client.publish(parcel);

    Call call = lastCall();
    assertThat(call.header("Authorization")).isEqualTo("Bearer " + qstash.token());
    assertThat(call.header("Content-Type")).isEqualTo("application/json");
    assertThat(call.header("User-Agent")).isEqualTo("Carillon");
    assertThat(call.header("Upstash-Method")).isEqualTo("POST");
    assertThat(call.header("Upstash-Retries")).isEqualTo("5");
    assertThat(call.header("Upstash-Retry-Delay")).isEqualTo("1000 * (1 + retried)");
    assertThat(call.header("Upstash-Timeout")).isEqualTo("40s");
    assertThat(call.header("Upstash-Delay")).isEqualTo("90s");
    assertThat(call.header("Upstash-Label")).isEqualTo("a,b");
    assertThat(call.header("Upstash-Forward-X-Key")).isEqualTo("v");
    assertThat(call.header("Upstash-Redact-Fields")).isEqualTo("header[X-Key]");
    assertThat(call.header("Upstash-Failure-Callback"))
        .isEqualTo(AtQStash.BASE + "/api/qstash/failure");
    assertThat(call.header("Upstash-Failure-Callback-Retries")).isEqualTo("2");
    assertThat(call.header("Upstash-Failure-Callback-Forward-X-Key")).isEqualTo("v");
    assertThat(call.header("Upstash-Deduplication-Id")).isEqualTo("d-1");
    assertThat(call.body()).isEqualTo("{\"ü\":1}".getBytes(StandardCharsets.UTF_8));
    assertThat(call.headers()).doesNotContainKey("Carillon-Request");
  }

  @Test
  void anInstantIsToldInWholeSecondsAndNeverEarlier() {
    client.publish(Parcel.to(HOOK).notBefore(NOON.plusMillis(1_001)));
    assertThat(lastCall().header("Upstash-Not-Before"))
        .isEqualTo(String.valueOf(NOON.plusSeconds(2).getEpochSecond()));

    client.publish(Parcel.to(HOOK).notBefore(NOON.plusSeconds(2)));
    assertThat(lastCall().header("Upstash-Not-Before"))
        .isEqualTo(String.valueOf(NOON.plusSeconds(2).getEpochSecond()));
  }

  @Test
  void aScheduleIsPutFoundListedPausedResumedAndDeleted() {
    client.putSchedule(
        "carillon.report", "CRON_TZ=Europe/Berlin 30 9 * * *", Parcel.to(HOOK).json("{}"));

    RemoteSchedule found = client.findSchedule("carillon.report").orElseThrow();
    assertThat(found.cron()).isEqualTo("CRON_TZ=Europe/Berlin 30 9 * * *");
    assertThat(found.destination()).isEqualTo(HOOK);
    assertThat(found.method()).isEqualTo("POST");
    assertThat(found.body()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
    assertThat(found.retries()).isEqualTo(3);
    assertThat(found.paused()).isFalse();
    assertThat(found.next()).contains(Instant.parse("2026-11-23T08:30:00Z"));
    assertThat(client.schedules()).extracting(RemoteSchedule::id).containsExactly(found.id());

    assertThat(client.pauseSchedule("carillon.report")).isTrue();
    assertThat(lastCall().line()).isEqualTo("PATCH /v2/schedules/carillon.report/pause");
    assertThat(client.findSchedule("carillon.report").orElseThrow().paused()).isTrue();
    assertThat(client.resumeSchedule("carillon.report")).isTrue();
    assertThat(client.findSchedule("carillon.report").orElseThrow().paused()).isFalse();

    client.deleteSchedule("carillon.report");
    assertThat(client.findSchedule("carillon.report")).isEmpty();
    assertThat(client.pauseSchedule("carillon.report")).isFalse();
    client.deleteSchedule("carillon.report");
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 405})
  void whoDoesNotKnowPatchIsAskedByPost(int status) {
    try (TargetServer old = TargetServer.thatAnswers(request -> request.method().equals("PATCH")
            ? TargetAnswer.of(status, "404 page not found\n")
            : TargetAnswer.of(200, ""));
        AtQStash at = AtQStash.at(old.uri(""), "t", List.of(), clock)) {
      assertThat(at.client().pauseSchedule("s")).isTrue();

      assertThat(old.requests().get(1).line()).startsWith("POST /v2/schedules/s/pause ");
    }
  }

  @Test
  void idsAreEscaped() {
    client.findMessage("msg_/../x?y#z ä");

    assertThat(lastCall().target()).isEqualTo("/v2/messages/msg_%2F..%2Fx%3Fy%23z%20%C3%A4");
  }

  @Test
  void aMessageIsFoundWhileItIsNotFinishedAndMayBeTakenBackOnce() {
    String id = client
        .publish(
            Parcel.to(HOOK).json("{\"a\":1}").notBefore(NOON.plusSeconds(60)).labels(List.of("l")))
        .messageId();

    RemoteMessage message = client.findMessage(id).orElseThrow();
    assertThat(message.createdAt()).contains(NOON);
    assertThat(message.notBefore()).contains(NOON.plusSeconds(60));
    assertThat(message.url()).isEqualTo(HOOK);
    assertThat(message.labels()).containsExactly("l");

    assertThat(client.cancelMessage(id)).isTrue();
    assertThat(client.cancelMessage(id)).isFalse();
    assertThat(client.findMessage(id)).isEmpty();
  }

  @Test
  void eventsTellWhatHappenedPageByPage() {
    answer = FakeReply.of(500, "no");
    String id = client.publish(Parcel.to(HOOK).retries(1)).messageId();
    client.publish(Parcel.to(HOOK).retries(0));
    qstash.deliverAt(NOON.plusSeconds(60));

    Page<RemoteEvent> events = client.events(EventFilter.ofMessage(id));

    assertThat(events.items()).extracting(RemoteEvent::messageId).containsOnly(id);
    assertThat(events.items().get(0).state()).isEqualTo("FAILED");
    assertThat(events.items())
        .filteredOn(event -> event.state().equals("ERROR"))
        .extracting(RemoteEvent::responseStatus)
        .allSatisfy(status -> assertThat(status).contains(500));

    var filter = new EventFilter(
        EventFilter.ALL.messageId(),
        EventFilter.ALL.scheduleId(),
        EventFilter.ALL.label(),
        EventFilter.ALL.state(),
        EventFilter.ALL.from(),
        EventFilter.ALL.to(),
        2,
        EventFilter.ALL.cursor());
    Page<RemoteEvent> first = client.events(filter);
    Page<RemoteEvent> second = client.events(filter.after(first.cursor().orElseThrow()));
    assertThat(first.items()).hasSize(2);
    assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
  }

  @Test
  void deadLettersAreListedRetriedAndDeletedOneByOne() {
    answer = FakeReply.of(418, "teapot");
    client.publish(Parcel.to(HOOK).retries(0).labels(List.of("tea")));
    client.publish(Parcel.to(HOOK).retries(0));
    qstash.deliverDue();

    List<DeadLetter> dead = client.deadLetters(DeadLetterFilter.ALL).items();
    assertThat(dead).hasSize(2);
    assertThat(dead.get(0).responseStatus()).contains(418);
    assertThat(dead.get(0).responseBody()).contains("teapot");
    assertThat(client.deadLetters(DeadLetterFilter.ofLabel("tea")).items()).hasSize(1);
    assertThat(
            client.findDeadLetter(dead.get(0).dlqId()).orElseThrow().message().id())
        .isEqualTo(dead.get(0).message().id());

    String again = client.retryDeadLetter(dead.get(0).dlqId()).orElseThrow();
    assertThat(again).isNotEqualTo(dead.get(0).message().id());
    assertThat(client.retryDeadLetter(dead.get(0).dlqId())).isEmpty();

    assertThat(client.deleteDeadLetter(dead.get(1).dlqId())).isTrue();
    assertThat(client.deleteDeadLetter(dead.get(1).dlqId())).isFalse();
    assertThat(qstash.dlq()).isEmpty();
  }

  @Test
  void theKeysAreReadAndRotated() {
    SigningKeys before = client.keys();
    assertThat(before).isEqualTo(qstash.keys());

    SigningKeys after = client.rotateKeys();

    assertThat(after.current()).isEqualTo(before.next());
    assertThat(client.keys()).isEqualTo(after);
  }

  @Test
  void noCallButPublishAndPutAndRotateAndRetryIsMoreThanReadingOrNamesWhatItIsAbout() {
    client.deadLetters(DeadLetterFilter.ALL);
    client.events(EventFilter.ALL);
    client.deleteDeadLetter("1-0");
    client.cancelMessage("msg_1");

    assertThat(qstash.calls())
        .filteredOn(call -> call.method().equals("DELETE"))
        .extracting(Call::target)
        .containsExactly("/v2/dlq/1-0", "/v2/messages/msg_1");
  }

  @Test
  void aHeaderThatWouldBreakTheRequestIsRefusedWithoutItsValue() {
    Parcel parcel = Parcel.to(HOOK).forward(Map.of("X-Key", "a\r\nUpstash-Retries: 9"));

    assertThatThrownBy(() -> client.publish(parcel))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("X-Key")
        .hasMessageNotContaining("Retries");
    assertThat(qstash.calls()).isEmpty();
  }
}
