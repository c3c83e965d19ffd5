package dev.carillon.qstash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.EngineTrouble;
import dev.carillon.scheduling.EngineTrouble.Kind;
import dev.carillon.scheduling.EngineUnavailableException;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetServer;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.testing.qstash.Plan;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each failure of QStash becomes a trouble that says what happened, what it said, and what to set. */
class TroublesTest {
  private static final Parcel PARCEL = Parcel.to(AtQStash.BASE + "/api/qstash/webhook");

  private final MovingClock clock = MovingClock.at("2026-11-22T12:00:00Z");
  private FakeQStash qstash;
  private AtQStash at;

  @BeforeEach
  void start() {
    qstash = FakeQStash.start(clock);
    at = AtQStash.over(qstash, clock);
  }

  @AfterEach
  void stop() {
    at.close();
    qstash.close();
  }

  private static EngineTrouble refused(ThrowingCallable work) {
    Throwable thrown = catchThrowable(work);
    assertThat(thrown).isInstanceOf(EngineRefusedException.class);
    return ((EngineRefusedException) thrown).trouble();
  }

  private static EngineTrouble unavailable(ThrowingCallable work) {
    Throwable thrown = catchThrowable(work);
    assertThat(thrown).isInstanceOf(EngineUnavailableException.class);
    return ((EngineUnavailableException) thrown).trouble();
  }

  private EngineTrouble put(String destination) {
    return refused(() -> at.client().putSchedule("s", "* * * * *", Parcel.to(destination)));
  }

  @Test
  void aLoopbackAddress() {
    EngineTrouble trouble = put("https://localhost:8080/api/qstash/webhook");

    assertThat(trouble.kind()).isEqualTo(Kind.LOOPBACK_ADDRESS);
    assertThat(trouble.said())
        .contains("invalid destination url: endpoint resolves to a loopback address: 127.0.0.1");
    assertThat(trouble.remedy()).contains("APP_URL").contains("CARILLON_ENGINE=local");
  }

  @Test
  void aPrivateHost() {
    qstash.knows("intranet.corp", "10.1.2.3");

    assertThat(put("https://intranet.corp/").kind()).isEqualTo(Kind.PRIVATE_HOST);
  }

  @Test
  void aHostThatNobodyKnows() {
    EngineTrouble trouble = put("https://carillon.nowhere/");

    assertThat(trouble.kind()).isEqualTo(Kind.UNRESOLVABLE_HOST);
    assertThat(trouble.said().orElseThrow()).contains("no such host");
  }

  @Test
  void anotherRegionAndWhichOneToAsk() {
    try (AtQStash stranger =
        AtQStash.at(qstash.url(), qstash.tokenOfAnotherRegion(), List.of(), clock)) {
      EngineTrouble trouble = refused(() -> stranger.client().schedules());

      assertThat(trouble.kind()).isEqualTo(Kind.WRONG_REGION);
      assertThat(trouble.said().orElseThrow()).contains("user not found in this region");
      assertThat(trouble.remedy()).contains("https://qstash-us-east-1.upstash.io");
    }
  }

  @Test
  void anotherRegionIsNeverTakenForAThingThatIsNotThere() {
    qstash.fails(Failure.WRONG_REGION).always();

    assertThat(refused(() -> at.client().findSchedule("s")).kind()).isEqualTo(Kind.WRONG_REGION);
    assertThat(refused(() -> at.client().deleteSchedule("s")).kind()).isEqualTo(Kind.WRONG_REGION);
    assertThat(refused(() -> at.client().pauseSchedule("s")).kind()).isEqualTo(Kind.WRONG_REGION);
    assertThat(refused(() -> at.client().cancelMessage("m")).kind()).isEqualTo(Kind.WRONG_REGION);
  }

  @Test
  void aTokenThatIsNotKnown() {
    try (AtQStash stranger = AtQStash.at(qstash.url(), "wrong", List.of(), clock)) {
      EngineTrouble trouble = refused(() -> stranger.client().schedules());

      assertThat(trouble.kind()).isEqualTo(Kind.BAD_TOKEN);
      assertThat(trouble.remedy()).contains("QSTASH_TOKEN");
    }
  }

  @Test
  void moreSchedulesThanThePlanAllows() {
    qstash.plan(Plan.FREE.withSchedules(1));
    at.client().putSchedule("one", "* * * * *", PARCEL);
    at.client().putSchedule("one", "*/2 * * * *", PARCEL);

    EngineTrouble trouble = refused(() -> at.client().putSchedule("two", "* * * * *", PARCEL));

    assertThat(trouble.kind()).isEqualTo(Kind.SCHEDULE_QUOTA);
    assertThat(trouble.remedy()).contains("local engine");
  }

  @Test
  void aCronThatQStashCannotRead() {
    EngineTrouble trouble = refused(() -> at.client().putSchedule("s", "0 0 * * 7", PARCEL));

    assertThat(trouble.kind()).isEqualTo(Kind.BAD_CRON);
    assertThat(trouble.said().orElseThrow()).startsWith("Invalid cron expression");
  }

  @Test
  void aDelayThatIsTooLong() {
    EngineTrouble trouble = refused(() -> at.client().publish(PARCEL.delay(Duration.ofDays(8))));

    assertThat(trouble.kind()).isEqualTo(Kind.DELAY_TOO_LONG);
    assertThat(trouble.said()).contains("quota maxDelay exceeded, current limit: 604800");
  }

  @Test
  void moreRetriesThanThePlanAllows() {
    assertThat(refused(() -> at.client().publish(PARCEL.retries(50))).kind())
        .isEqualTo(Kind.TOO_MANY_RETRIES);
  }

  @Test
  void anExpressionForWaitsThatIsNone() {
    assertThat(refused(() -> at.client().publish(PARCEL.retryDelay("exp("))).kind())
        .isEqualTo(Kind.BAD_RETRY_DELAY);
  }

  @Test
  void aMessageThatIsTooLarge() {
    assertThat(refused(() -> at.client().publish(PARCEL.json("\"" + "x".repeat(1 << 20) + "\"")))
            .kind())
        .isEqualTo(Kind.MESSAGE_TOO_LARGE);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          401 | {"error":"unauthorized"} | BAD_TOKEN
          403 | {"error":"read only"} | TOKEN_NOT_ALLOWED
          413 | too large | MESSAGE_TOO_LARGE
          412 | {"error":"quota maxMessageSize exceeded, current limit: 1048576"} | MESSAGE_TOO_LARGE
          412 | {"error":"quota maxSchedules exceeded, current limit: 10"} | SCHEDULE_QUOTA
          400 | {"error":"quota maxParallelism exceeded, current limit: 1"} | QUOTA_EXCEEDED
          400 | {"error":"quota maxTimeout exceeded, current limit: 900"} | TIMEOUT_TOO_LONG
          400 | {"error":"invalid destination url: endpoint has invalid scheme, add http:// or https://"} | INVALID_DESTINATION
          400 | {"error":"invalid destination url: endpoint resolves to a private address: 10.0.0.1"} | PRIVATE_HOST
          400 | {"error":"invalid destination url: endpoint resolves to a loopback address: ::1"} | LOOPBACK_ADDRESS
          400 | {"error":"DeduplicationId cannot contain ':'"} | ENGINE_REFUSED
          404 | {"error":"user not found in this region (eu-central-1)"} | WRONG_REGION
          404 | 404 page not found | NOT_QSTASH
          405 | {"error":"method not allowed"} | ENGINE_REFUSED
          301 | moved | NOT_QSTASH
          429 | {"error":"slow down"} | RATE_LIMITED
          422 |  | ENGINE_REFUSED
          """)
  void whatIsRefusedHasAKind(int status, String body, Kind kind) {
    String text = body == null ? "" : body;
    try (TargetServer server = TargetServer.thatAnswers(status, text);
        AtQStash other = AtQStash.at(server.uri(""), "t", List.of(), clock)) {
      EngineTrouble trouble = refused(() -> other.client().publish(PARCEL));

      assertThat(trouble.kind()).isEqualTo(kind);
      assertThat(trouble.what()).isNotBlank();
      assertThat(trouble.said().isPresent()).isEqualTo(!text.isEmpty());
      assertThat(trouble.remedy()).isNotBlank();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Failure.class,
      names = {"NONSENSE", "NONSENSE_AFTER_APPLYING", "BROKEN_JSON", "EMPTY_ANSWER"})
  void anAnswerThatCannotBeUnderstood(Failure failure) {
    qstash.fails(failure);

    EngineTrouble trouble = unavailable(() -> at.client().putSchedule("s", "* * * * *", PARCEL));

    assertThat(trouble.kind()).isEqualTo(Kind.NONSENSE);
    assertThat(qstash.calls()).hasSize(1);
  }

  @Test
  void somebodysPageIsNoAnswerEvenWhereABodyIsNotNeeded() {
    at.client().putSchedule("s", "* * * * *", PARCEL);
    qstash.fails(Failure.NONSENSE).times(3);

    assertThat(unavailable(() -> at.client().deleteSchedule("s")).kind()).isEqualTo(Kind.NONSENSE);
    assertThat(unavailable(() -> at.client().pauseSchedule("s")).kind()).isEqualTo(Kind.NONSENSE);
    assertThat(unavailable(() -> at.client().cancelMessage("m")).kind()).isEqualTo(Kind.NONSENSE);
    assertThat(qstash.schedules()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          {"schedules":[]}
          [{"scheduleId":"a","destination":"https://a.example"}]
          [1]
          null
          {}
          "text"
          """)
  void aListThatIsNoneIsNoEmptyList(String body) {
    try (TargetServer server = TargetServer.thatAnswers(200, body);
        AtQStash other = AtQStash.at(server.uri(""), "t", List.of(), clock)) {
      assertThat(unavailable(() -> other.client().schedules()).kind()).isEqualTo(Kind.NONSENSE);
    }
  }

  @Test
  void aBrokenQStash() {
    qstash.fails(Failure.BEFORE_APPLYING).always();

    EngineTrouble trouble = unavailable(() -> at.client().schedules());

    assertThat(trouble.kind()).isEqualTo(Kind.SERVER_ERROR);
    assertThat(trouble.said()).contains("internal server error");
  }

  @Test
  void aRequestThatTookTooLongIsNoRefusal() {
    try (TargetServer server = TargetServer.thatAnswers(408, "");
        AtQStash other = AtQStash.at(server.uri(""), "t", List.of(), clock)) {
      assertThat(unavailable(() -> other.client().publish(PARCEL)).kind())
          .isEqualTo(Kind.SERVER_ERROR);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void longWordsAreCutAndControlCharactersTakenOut() {
    String words = "x\r\n\u001b[31m" + "y".repeat(5_000);
    try (TargetServer server = TargetServer.thatAnswers(
            request -> TargetAnswer.of(400, words).with("Content-Type", "text/plain"));
        AtQStash other = AtQStash.at(server.uri(""), "t", List.of(), clock)) {
      EngineTrouble trouble = refused(() -> other.client().publish(PARCEL));

      assertThat(trouble.said().orElseThrow())
          .startsWith("x [31myyy")
          .endsWith("…")
          .hasSize(301);
      assertThat(trouble.sentence()).doesNotContain("\n");
    }
  }
}
