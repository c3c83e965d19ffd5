package dev.carillon.qstash;

import static dev.carillon.testing.ScheduleBuilder.aSchedule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.run.MessageId;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.testing.qstash.FakeReply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QStashDeadLetterOfficeTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final List<ScheduleId> OURS = List.of(new ScheduleId("nightly"));

  private final MovingClock clock = new MovingClock(NOON.minusSeconds(30));
  private final FakeQStash qstash = FakeQStash.start(clock);
  private final AtQStash at = AtQStash.over(qstash, clock);
  private final QStashDeadLetterOffice office =
      new QStashDeadLetterOffice(at.client(), "carillon", () -> AtQStash.INSTALLATION, clock);

  @BeforeEach
  void noRunSucceeds() {
    qstash.answersFor(
        AtQStash.BASE,
        delivery -> delivery.url().endsWith("/failure")
            ? FakeReply.of(200, "{}")
            : FakeReply.of(489, "{\"detail\":\"no way\"}")
                .with("Upstash-NonRetryable-Error", "true"));
  }

  @AfterEach
  void close() {
    at.close();
    qstash.close();
  }

  private void oneOfOursIsGivenUp() {
    at.engine().put(aSchedule("nightly").cron("0 * * * *").build());
    qstash.deliverAt(NOON);
    assertThat(qstash.dlq()).isNotEmpty();
  }

  @Test
  void whatQStashGaveUpOfOurSchedulesIsListedWithTheReason() {
    oneOfOursIsGivenUp();

    GivenUp letter = office.of(OURS).orElseThrow().get(0).letter();

    var dead = qstash.dlq().get(0);
    assertThat(letter.dlqId()).contains(dead.id());
    assertThat(letter.message()).contains(new MessageId(dead.message().id()));
    assertThat(letter.schedule()).contains(new ScheduleId("nightly"));
    assertThat(letter.status()).contains(489);
    assertThat(letter.detail()).contains("no way");
    assertThat(letter.madeAt()).contains(NOON);
    assertThat(Duration.between(NOON, letter.at())).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void whatIsNotOursIsNotListed() {
    oneOfOursIsGivenUp();
    qstash.console().create("somebodys", "0 * * * *", AtQStash.BASE + "/api/jobs/nightly");
    qstash.deliverAt(NOON.plus(Duration.ofHours(1)));
    assertThat(qstash.dlq()).hasSize(3);

    assertThat(office.of(OURS).orElseThrow()).hasSize(2);
    assertThat(office.of(List.of(new ScheduleId("other"))).orElseThrow()).isEmpty();
    var another =
        new QStashDeadLetterOffice(at.client(), "carillon", () -> "another installation", clock);
    assertThat(another.of(OURS).orElseThrow()).isEmpty();
  }

  @Test
  void oneIsSentAgainByItsIdAndIsNotKeptThen() {
    oneOfOursIsGivenUp();
    String id = qstash.dlq().get(0).id();

    Optional<MessageId> sent = office.sendAgain(id);

    assertThat(sent).isPresent();
    assertThat(qstash.dlq()).isEmpty();
    assertThat(office.sendAgain(id)).isEmpty();
    assertThat(office.discard(id)).isFalse();
  }

  @Test
  void oneIsThrownAwayByItsIdAndNoOther() {
    oneOfOursIsGivenUp();
    qstash.deliverAt(NOON.plus(Duration.ofHours(1)));

    assertThat(office.discard(qstash.dlq().get(0).id())).isTrue();

    assertThat(qstash.dlq()).hasSize(1);
  }

  @Test
  void withQStashAwayTheListIsNotKnown() {
    qstash.close();

    assertThat(office.of(OURS)).isEmpty();
  }
}
