package dev.carillon.testing.qstash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.testing.MovingClock;
import dev.carillon.testing.qstash.QStashCaller.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The fake goes wrong in the ways that have names, and only where it was told to. */
class FailingQStashTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String HOOK = "https://carillon.example/hook";

  private final FakeQStash qstash = FakeQStash.start(new MovingClock(NOON));
  private final QStashCaller caller = new QStashCaller(qstash);
  private final List<Delivery> arrived = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void listen() {
    qstash.answersFor("https://carillon.example", delivery -> {
      arrived.add(delivery);
      return FakeReply.of(200, "{}");
    });
  }

  @AfterEach
  void close() {
    qstash.close();
  }

  private Answer schedule(String id) throws IOException {
    return caller.post(
        "/v2/schedules/" + HOOK, "", "Upstash-Cron: * * * * *", "Upstash-Schedule-Id: " + id);
  }

  private List<String> listed() throws IOException {
    List<String> ids = new ArrayList<>();
    caller
        .get("/v2/schedules")
        .json()
        .forEach(it -> ids.add(it.get("scheduleId").asText()));
    return ids;
  }

  @ParameterizedTest
  @CsvSource({
    "BEFORE_APPLYING, 500, false",
    "AFTER_APPLYING, 500, true",
    "NONSENSE, 200, false",
    "NONSENSE_AFTER_APPLYING, 200, true",
    "BROKEN_JSON, 200, true",
    "EMPTY_ANSWER, 200, true",
    "RATE_LIMITED, 429, false",
    "DAILY_LIMITED, 429, false",
    "UNAVAILABLE, 503, false",
    "BAD_TOKEN, 401, false",
    "WRONG_REGION, 404, false",
    "QUOTA_SCHEDULES, 412, false",
    "SLOW, 200, true",
  })
  void anAnswerGoesWrongOnceBeforeOrAfterAllWasApplied(Failure failure, int status, boolean applied)
      throws Exception {
    Failing failing = qstash.fails(failure).by(Duration.ofMillis(50));

    assertThat(schedule("s").status()).isEqualTo(status);

    assertThat(failing.happened()).isEqualTo(1);
    assertThat(qstash.schedules()).hasSize(applied ? 1 : 0);
    assertThat(schedule("s").json().get("scheduleId").asText()).isEqualTo("s");
  }

  @ParameterizedTest
  @CsvSource({"BREAKS_CONNECTION, false", "BREAKS_CONNECTION_AFTER_APPLYING, true"})
  void aConnectionBreaksWithoutAByte(Failure failure, boolean applied) {
    qstash.fails(failure);

    assertThatThrownBy(() -> schedule("s")).isInstanceOf(EOFException.class);

    assertThat(qstash.schedules()).hasSize(applied ? 1 : 0);
    assertThat(qstash.calls().get(0).status()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"HANGS, false", "HANGS_AFTER_APPLYING, true"})
  void aCallThatHangsIsOverOnlyWhenTheCallerIsTiredOfIt(Failure failure, boolean applied) {
    qstash.fails(failure);

    assertThatThrownBy(() -> new QStashCaller(qstash).patience(300).get("/v2/schedules"))
        .isInstanceOf(SocketTimeoutException.class);
    Awaitility.await().untilAsserted(() -> assertThat(qstash.calls()).hasSize(1));

    qstash.fails(failure);
    assertThatThrownBy(() -> new QStashCaller(qstash)
            .patience(300)
            .post("/v2/schedules/" + HOOK, "", "Upstash-Cron: * * * * *"))
        .isInstanceOf(SocketTimeoutException.class);
    Awaitility.await().untilAsserted(() -> assertThat(qstash.calls()).hasSize(2));
    Awaitility.await().untilAsserted(() -> assertThat(qstash.schedules()).hasSize(applied ? 1 : 0));
  }

  @Test
  void whatIsToldWithALimitSaysWhenToComeBack() throws Exception {
    qstash.fails(Failure.RATE_LIMITED).retryAfter("7");
    Answer limited = caller.get("/v2/schedules");
    assertThat(limited.header("Retry-After")).isEqualTo("7");
    assertThat(limited.header("Burst-RateLimit-Remaining")).isEqualTo("0");

    qstash.fails(Failure.DAILY_LIMITED);
    assertThat(caller.get("/v2/schedules").header("RateLimit-Reset"))
        .isEqualTo("" + Instant.parse("2026-11-23T00:00:00Z").getEpochSecond());
  }

  @Test
  void aRegionIsNamedInItsRefusal() throws Exception {
    qstash.region("US-EAST-1").fails(Failure.WRONG_REGION);

    assertThat(caller.get("/v2/keys").error())
        .isEqualTo("user not found in this region (us-east-1)");
  }

  @Test
  void listsAreShortOrEmptyOrOldOrSomebodyElses() throws Exception {
    for (String id : List.of("a", "b", "c")) {
      schedule(id);
    }
    qstash.fails(Failure.STALE_LIST);
    schedule("d");
    assertThat(listed()).containsExactly("a", "b", "c");
    qstash.fails(Failure.SHORT_LIST);
    assertThat(listed()).containsExactly("a", "b");
    qstash.fails(Failure.EMPTY_LIST);
    assertThat(listed()).isEmpty();
    qstash.fails(Failure.WRONG_LIST);
    assertThat(listed()).hasSize(1).doesNotContain("a", "b", "c", "d");
    assertThat(listed()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void aFailureOfListsLeavesOtherCallsAlone() throws Exception {
    schedule("a");
    Failing failing = qstash.fails(Failure.EMPTY_LIST);

    assertThat(caller.get("/v2/schedules/a").status()).isEqualTo(200);
    assertThat(schedule("b").status()).isEqualTo(200);
    assertThat(failing.happened()).isZero();
  }

  @Test
  void failuresAreAskedForAPathAndAMethodAndANumber() throws Exception {
    Failing failing = qstash
        .fails(Failure.UNAVAILABLE)
        .forPath("^/v2/keys")
        .forMethod("GET")
        .after(1)
        .times(2);

    assertThat(caller.get("/v2/schedules").status()).isEqualTo(200);
    assertThat(caller.post("/v2/keys/rotate", "").status()).isEqualTo(200);
    assertThat(caller.get("/v2/keys").status()).isEqualTo(200);
    assertThat(caller.get("/v2/keys").status()).isEqualTo(503);
    assertThat(caller.get("/v2/keys").status()).isEqualTo(503);
    assertThat(caller.get("/v2/keys").status()).isEqualTo(200);
    assertThat(failing.happened()).isEqualTo(2);
  }

  @Test
  void failuresEndWhenEnoughWasAskedOrByHand() throws Exception {
    qstash.fails(Failure.UNAVAILABLE).until(3);
    assertThat(caller.get("/v2/keys").status()).isEqualTo(503);
    assertThat(caller.get("/v2/keys").status()).isEqualTo(503);
    assertThat(caller.get("/v2/keys").status()).isEqualTo(200);

    qstash.fails(Failure.UNAVAILABLE).always();
    assertThat(caller.get("/v2/keys").status()).isEqualTo(503);
    qstash.recovers();
    assertThat(caller.get("/v2/keys").status()).isEqualTo(200);
  }

  @Test
  void ofTwoFailuresOneHappensAfterTheOther() throws Exception {
    qstash.fails(Failure.UNAVAILABLE);
    qstash.fails(Failure.BAD_TOKEN);

    assertThat(caller.get("/v2/keys").status()).isEqualTo(503);
    assertThat(caller.get("/v2/keys").status()).isEqualTo(401);
    assertThat(caller.get("/v2/keys").status()).isEqualTo(200);
  }

  @Test
  void aPausedScheduleIsResurrected() throws Exception {
    schedule("s");
    qstash.console().pause("s");
    qstash.fails(Failure.RESURRECTS_PAUSED);

    assertThat(qstash.deliverAt(NOON.plusSeconds(60))).hasSize(1);
    assertThat(qstash.schedule("s").paused()).isFalse();
  }

  @Test
  void firesAreDropped() throws Exception {
    schedule("s");
    qstash.fails(Failure.DROPS_FIRES).times(2);

    assertThat(qstash.deliverAt(NOON.plusSeconds(180)))
        .extracting(Attempt::at)
        .containsExactly(NOON.plusSeconds(180));
    assertThat(qstash.messages()).hasSize(1);
  }

  @Test
  void aMessageIsSentTwiceAtOnceEachSignedForItself() throws Exception {
    var both = new CountDownLatch(2);
    qstash.answersFor("https://carillon.example", delivery -> {
      arrived.add(delivery);
      both.countDown();
      return await(both);
    });
    caller.post("/v2/publish/" + HOOK, "");
    qstash.fails(Failure.DOUBLE_DELIVERY);

    assertThat(qstash.deliverDue()).extracting(Attempt::status).containsExactly(200, 200);

    assertThat(arrived)
        .extracting(Delivery::messageId)
        .hasSize(2)
        .containsOnly(qstash.messages().get(0).id());
    assertThat(arrived).extracting(it -> it.header("Upstash-Signature")).doesNotHaveDuplicates();
    assertThat(qstash.deliverAt(NOON.plusSeconds(3600))).isEmpty();
  }

  private static FakeReply await(CountDownLatch latch) {
    try {
      latch.await();
      return FakeReply.of(200, "");
    } catch (InterruptedException over) {
      throw new IllegalStateException(over);
    }
  }

  @Test
  void anAnswerIsNotWaitedForAndTheMessageComesAgain() throws Exception {
    var working = new CountDownLatch(1);
    qstash.answersFor("https://carillon.example", delivery -> {
      arrived.add(delivery);
      return delivery.retried() == 0 ? await(working) : FakeReply.of(200, "");
    });
    caller.post("/v2/publish/" + HOOK, "");
    qstash.fails(Failure.GIVES_UP).by(Duration.ofMillis(50));

    List<Attempt> attempts = qstash.deliverAt(NOON.plusSeconds(60));
    working.countDown();

    assertThat(attempts).extracting(Attempt::status).containsExactly(0, 200);
    assertThat(attempts.get(0).error()).get().asString().contains("deadline exceeded");
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(arrived).extracting(Delivery::retried).containsExactlyInAnyOrder(0, 1));
  }

  @Test
  void anAnswerIsLostAndTheMessageComesAgain() throws Exception {
    caller.post("/v2/publish/" + HOOK, "");
    qstash.fails(Failure.LOSES_ANSWER);

    assertThat(qstash.deliverAt(NOON.plusSeconds(60)))
        .extracting(Attempt::status)
        .containsExactly(0, 200);
    assertThat(arrived).extracting(Delivery::retried).containsExactly(0, 1);
  }

  @Test
  void aDestinationIsNotReached() throws Exception {
    caller.post("/v2/publish/" + HOOK, "", "Upstash-Retries: 1");
    qstash.fails(Failure.UNREACHABLE, it -> it.forPath("/hook$").always());

    assertThat(qstash.deliverAt(NOON.plusSeconds(60))).hasSize(2);
    assertThat(arrived).isEmpty();
    assertThat(qstash.dlq().get(0).last().error()).get().asString().contains("refused");
  }

  @Test
  void anythingCanBeSaid() throws Exception {
    qstash.fails(Failure.SAYS).saying(402, "text/plain", "pay");

    Answer answer = caller.get("/v2/keys");

    assertThat(answer.status()).isEqualTo(402);
    assertThat(answer.body()).isEqualTo("pay");
  }

  @ParameterizedTest
  @EnumSource(Failure.class)
  void everyFailureCanBeAskedFor(Failure failure) throws Exception {
    qstash.fails(failure).times(0);

    assertThat(caller.get("/v2/schedules").status()).isEqualTo(200);
  }
}
