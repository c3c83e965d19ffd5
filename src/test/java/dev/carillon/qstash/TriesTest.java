package dev.carillon.qstash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.EngineTrouble.Kind;
import dev.carillon.scheduling.EngineUnavailableException;
import dev.carillon.signature.SigningKeys;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.qstash.Call;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.testing.qstash.FakeReply;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When QStash is asked a second time, and when it must not be. */
class TriesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Parcel PARCEL = Parcel.to(AtQStash.BASE + "/api/qstash/webhook");

  private final MovingClock clock = new MovingClock(NOON);
  private FakeQStash qstash;
  private AtQStash at;

  @BeforeEach
  void start() {
    qstash = FakeQStash.start(clock).answersFor(AtQStash.BASE, it -> FakeReply.of(500, "no"));
    at = AtQStash.over(qstash, clock);
  }

  @AfterEach
  void stop() {
    at.close();
    qstash.close();
  }

  private void fails(Failure failure) {
    if (failure.name().startsWith("HANGS")) {
      at.close();
      at = AtQStash.impatient(qstash, clock);
    }
    qstash.fails(failure);
  }

  private List<String> lines() {
    return qstash.calls().stream().map(Call::line).toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = Failure.class,
      names = {
        "BEFORE_APPLYING",
        "AFTER_APPLYING",
        "BREAKS_CONNECTION",
        "BREAKS_CONNECTION_AFTER_APPLYING",
        "HANGS",
        "HANGS_AFTER_APPLYING",
        "RATE_LIMITED",
        "UNAVAILABLE"
      })
  void whatIsAsGoodTwiceIsAskedAgain(Failure failure) {
    fails(failure);

    at.client().putSchedule("carillon.report", "* * * * *", PARCEL);

    assertThat(qstash.schedules()).hasSize(1);
    assertThat(qstash.calls()).hasSize(2);
    assertThat(at.waits()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Failure.class,
      names = {
        "BEFORE_APPLYING",
        "AFTER_APPLYING",
        "BREAKS_CONNECTION",
        "BREAKS_CONNECTION_AFTER_APPLYING",
        "HANGS",
        "HANGS_AFTER_APPLYING",
        "NONSENSE",
        "NONSENSE_AFTER_APPLYING",
        "BROKEN_JSON",
        "EMPTY_ANSWER",
        "UNAVAILABLE"
      })
  void aMessageWithoutANameIsNeverPublishedTwice(Failure failure) {
    fails(failure);

    assertThatThrownBy(() -> at.client().publish(PARCEL))
        .isInstanceOf(EngineUnavailableException.class);

    assertThat(qstash.calls()).hasSize(1);
    assertThat(qstash.messages()).hasSizeLessThan(2);
    assertThat(at.waits()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Failure.class,
      names = {
        "AFTER_APPLYING",
        "BREAKS_CONNECTION_AFTER_APPLYING",
        "HANGS_AFTER_APPLYING",
        "BEFORE_APPLYING",
        "UNAVAILABLE"
      })
  void aMessageWithANameIsPublishedAgainAndIsTheSame(Failure failure) {
    fails(failure);

    Publication published = at.client().publish(PARCEL.deduplication("once"));

    assertThat(qstash.calls()).hasSize(2);
    assertThat(qstash.messages()).hasSize(1);
    assertThat(qstash.messages().get(0).id()).isEqualTo(published.messageId());
    assertThat(published.deduplicated()).isEqualTo(failure.name().contains("AFTER"));
  }

  @Test
  void whatWasSurelyNotDoneIsAskedAgainHoweverDangerous() {
    qstash.fails(Failure.RATE_LIMITED).times(2);
    at.client().publish(PARCEL);
    qstash.fails(Failure.RATE_LIMITED);
    at.client().rotateKeys();

    assertThat(qstash.messages()).hasSize(1);
    assertThat(qstash.calls()).hasSize(5);
  }

  @ParameterizedTest
  @EnumSource(
      value = Failure.class,
      names = {
        "AFTER_APPLYING",
        "BREAKS_CONNECTION_AFTER_APPLYING",
        "HANGS_AFTER_APPLYING",
        "NONSENSE_AFTER_APPLYING",
        "BROKEN_JSON"
      })
  void keysAreNeverRotatedTwice(Failure failure) {
    SigningKeys before = qstash.keys();
    fails(failure);

    assertThatThrownBy(() -> at.client().rotateKeys())
        .isInstanceOf(EngineUnavailableException.class);

    assertThat(qstash.keys().current()).isEqualTo(before.next());
    assertThat(qstash.calls()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Failure.class,
      names = {"AFTER_APPLYING", "BREAKS_CONNECTION_AFTER_APPLYING", "HANGS_AFTER_APPLYING"})
  void aDeadLetterIsNeverPublishedTwice(Failure failure) {
    at.client().publish(PARCEL.retries(0));
    qstash.deliverDue();
    String dlqId = qstash.dlq().get(0).id();
    fails(failure);

    assertThatThrownBy(() -> at.client().retryDeadLetter(dlqId))
        .isInstanceOf(EngineUnavailableException.class);

    assertThat(lines()).filteredOn(line -> line.contains("/v2/dlq/retry")).hasSize(1);
    assertThat(qstash.messages()).hasSize(2);
  }

  @Test
  void aMessageThatIsGoneAfterALostAnswerMayHaveBeenTakenBack() {
    String id = at.client().publish(PARCEL.delay(Duration.ofHours(1))).messageId();
    qstash.fails(Failure.AFTER_APPLYING).forMethod("DELETE");

    assertThatThrownBy(() -> at.client().cancelMessage(id))
        .isInstanceOfSatisfying(
            EngineUnavailableException.class,
            e -> assertThat(e.trouble().kind()).isEqualTo(Kind.NO_ANSWER));
    assertThat(at.client().cancelMessage(id)).isFalse();
  }

  @Test
  void itGivesUpAfterSomeTriesWithGrowingWaitsThatAreNotTheSameForAll() {
    qstash.fails(Failure.UNAVAILABLE).always().retryAfter("");

    assertThatThrownBy(() -> at.client().schedules())
        .isInstanceOfSatisfying(
            EngineUnavailableException.class,
            e -> assertThat(e.trouble().kind()).isEqualTo(Kind.SERVER_ERROR));

    assertThat(qstash.calls()).hasSize(4);
    assertThat(at.waits()).hasSize(3);
    assertThat(at.waits().get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
    assertThat(at.waits().get(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
    assertThat(at.waits().get(2)).isBetween(Duration.ofMillis(1000), Duration.ofMillis(2000));
    assertThat(at.waits()).isNotEqualTo(wholeSteps());
  }

  private static List<Duration> wholeSteps() {
    return List.of(Duration.ofMillis(500), Duration.ofMillis(1000), Duration.ofMillis(2000));
  }

  @Test
  void itWaitsAsLongAsQStashAsks() {
    qstash.fails(Failure.RATE_LIMITED).retryAfter("3");

    at.client().schedules();

    assertThat(at.waits())
        .singleElement()
        .satisfies(
            wait -> assertThat(wait).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3250)));
  }

  @Test
  void itWaitsUntilTheInstantThatQStashNames() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(NOON.plusSeconds(4).atOffset(ZoneOffset.UTC));
    qstash.fails(Failure.UNAVAILABLE).retryAfter(date);

    at.client().schedules();

    assertThat(at.waits().get(0)).isBetween(Duration.ofSeconds(4), Duration.ofMillis(4250));
  }

  @Test
  void itDoesNotWaitLongerThanItsBoundAndTellsWhenToComeAgain() {
    qstash.fails(Failure.RATE_LIMITED).always().retryAfter("60");

    assertThatThrownBy(() -> at.client().schedules())
        .isInstanceOfSatisfying(EngineRefusedException.class, e -> {
          assertThat(e.trouble().kind()).isEqualTo(Kind.RATE_LIMITED);
          assertThat(e.trouble().retryAfter()).contains(Duration.ofSeconds(60));
        });
    assertThat(qstash.calls()).hasSize(1);
    assertThat(at.waits()).isEmpty();
  }

  @Test
  void theMessagesOfTheDayAreNotWaitedFor() {
    qstash.fails(Failure.DAILY_LIMITED).always();

    assertThatThrownBy(() -> at.client().publish(PARCEL))
        .isInstanceOfSatisfying(
            EngineRefusedException.class,
            e -> assertThat(e.trouble().kind()).isEqualTo(Kind.DAILY_LIMIT));
    assertThat(qstash.calls()).hasSize(1);
  }

  @Test
  void allTriesTogetherHaveABudget() {
    qstash.fails(Failure.UNAVAILABLE).always().retryAfter("4");
    AtQStash hasty = AtQStash.at(
        qstash.url(), qstash.token(), AtQStash.limits().within(Duration.ofSeconds(3)), clock);

    assertThatThrownBy(() -> hasty.client().schedules())
        .isInstanceOf(EngineUnavailableException.class);

    assertThat(qstash.calls()).hasSize(1);
    hasty.close();
  }

  @Test
  void whatCannotBeConnectedToIsAskedAgainAndThenToldToBeUnreachable() {
    qstash.close();

    assertThatThrownBy(() -> at.client().publish(PARCEL))
        .isInstanceOfSatisfying(
            EngineUnavailableException.class,
            e -> assertThat(e.trouble().kind()).isEqualTo(Kind.UNREACHABLE))
        .hasMessageContaining("QSTASH_URL");
    assertThat(at.waits()).hasSize(3);
  }

  @Test
  void whoIsInterruptedWhileWaitingIsToldAtOnceAndStaysInterrupted() {
    qstash.fails(Failure.UNAVAILABLE).always();
    var client = new QStashClient(
        new QStashAccount(qstash.url(), qstash.token()), List.of(), AtQStash.limits(), clock);
    Thread.currentThread().interrupt();

    assertThatThrownBy(client::schedules).isInstanceOf(EngineUnavailableException.class);

    assertThat(Thread.interrupted()).isTrue();
    client.close();
  }

  @Test
  void aRefusalAfterALostAnswerDoesNotTellThatNothingWasDone() {
    qstash.fails(Failure.BREAKS_CONNECTION_AFTER_APPLYING);
    qstash.fails(Failure.BAD_TOKEN);

    assertThatThrownBy(() -> at.client().putSchedule("s", "* * * * *", PARCEL))
        .isInstanceOfSatisfying(
            EngineUnavailableException.class,
            e -> assertThat(e.trouble().kind()).isEqualTo(Kind.BAD_TOKEN));

    assertThat(qstash.schedules()).hasSize(1);
  }

  @Test
  void soItIsWithALimitAfterALostAnswerButNotWhenOnlyAsking() {
    qstash.fails(Failure.AFTER_APPLYING);
    qstash.fails(Failure.RATE_LIMITED).retryAfter("60");
    assertThatThrownBy(() -> at.client().putSchedule("s", "* * * * *", PARCEL))
        .isInstanceOf(EngineUnavailableException.class);

    qstash.fails(Failure.BEFORE_APPLYING);
    qstash.fails(Failure.RATE_LIMITED).retryAfter("60");
    assertThatThrownBy(() -> at.client().schedules()).isInstanceOf(EngineRefusedException.class);
  }

  @Test
  void aRefusalIsNotAskedAgain() {
    qstash.fails(Failure.BAD_TOKEN).always();

    assertThatThrownBy(() -> at.client().schedules()).isInstanceOf(EngineRefusedException.class);

    assertThat(qstash.calls()).hasSize(1);
  }
}
