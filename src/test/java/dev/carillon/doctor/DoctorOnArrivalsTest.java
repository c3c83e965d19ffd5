package dev.carillon.doctor;

import static dev.carillon.doctor.Surgery.NOON;
import static dev.carillon.doctor.Surgery.finding;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.signature.Cause;
import dev.carillon.testing.ScheduleBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the doctor says of what arrives, does not arrive, or is refused. */
class DoctorOnArrivalsTest extends Consultation {
  @Test
  void whatWasDueAndDidNotComeIsTold() {
    due("50 11 * * *");
    surgery.received = Optional.of(NOON.minus(Duration.ofDays(1)));

    Finding finding = surgery.ask(Topic.WEBHOOK);

    assertThat(finding.status()).isEqualTo(Status.FAILING);
    assertThat(finding.answer().en()).contains("due at 2026-11-22T11:50:00Z");
    assertThat(finding.facts()).containsEntry("expectedAt", "2026-11-22T11:50:00Z");
  }

  @Test
  void whatCameAndWasRefusedIsToldWithItsCause() {
    due("50 11 * * *");
    refuse(Cause.URL, NOON.minusSeconds(599));

    Finding finding = surgery.ask(Topic.WEBHOOK);

    assertThat(finding.status()).isEqualTo(Status.FAILING);
    assertThat(finding.answer().en()).contains("came and was refused: signed for another URL");
    assertThat(finding.answer().ru()).contains("подписано для другого адреса");
    assertThat(finding.guide()).contains("guide.en.md#signature-fails");
  }

  @Test
  void whatCameIsFine() {
    due("50 11 * * *");
    surgery.received = Optional.of(NOON.minusSeconds(598));

    assertFinding(Topic.WEBHOOK, Status.OK, "2026-11-22T11:50:02Z");
  }

  @Test
  void whatIsDueJustNowIsNotMissedYet() {
    due("58 11 * * *");
    surgery.received = Optional.of(NOON.minus(Duration.ofHours(24)));

    assertFinding(Topic.WEBHOOK, Status.OK, "last delivery");
  }

  @Test
  void whatIsPausedIsNotMissed() {
    surgery.schedules.add(
        ScheduleBuilder.aSchedule("nightly").cron("50 11 * * *").paused().build());

    assertFinding(Topic.WEBHOOK, Status.UNKNOWN, "Nothing was due yet");
  }

  @Test
  void whatWasDueBeforeQStashHadItIsNotMissed() {
    due("50 11 * * *");
    surgery.given = Optional.of(Instant.parse("2026-11-22T11:48:30Z"));
    assertFinding(Topic.WEBHOOK, Status.UNKNOWN, "Nothing was due yet");

    surgery.given = Optional.of(Instant.parse("2026-11-22T11:48:29Z"));
    assertFinding(Topic.WEBHOOK, Status.FAILING, "Nothing arrived");

    surgery.given = Optional.empty();
    assertFinding(Topic.WEBHOOK, Status.UNKNOWN, "Nothing was due yet");
  }

  @Test
  void whatWasSkippedIsNotMissedThoughItsPauseIsOver() {
    due("50 11 * * *");
    surgery.skipped.add(Instant.parse("2026-11-22T11:50:00Z"));

    assertFinding(Topic.WEBHOOK, Status.UNKNOWN, "Nothing was due yet");
  }

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {"NO_SIGNATURE", "MALFORMED", "ALGORITHM"},
      mode = EnumSource.Mode.EXCLUDE)
  void aRefusalOfTheDayIsToldWithWhatItSaw(Cause cause) {
    refuse(cause, NOON.minusSeconds(60));

    Finding finding = surgery.ask(Topic.SIGNATURES);

    assertThat(finding.status()).isEqualTo(Status.FAILING);
    assertThat(finding.answer().en()).contains(cause.text());
    assertThat(finding.facts())
        .containsEntry("signed", "https://old.example/x")
        .containsEntry("seen", "https://new.example/x")
        .containsEntry("messageId", "msg_1");
  }

  @Test
  void aRefusalBeforeTheLastDeliveryIsOver() {
    refuse(Cause.SIGNATURE, NOON.minusSeconds(60));
    surgery.received = Optional.of(NOON.minusSeconds(30));

    assertFinding(Topic.SIGNATURES, Status.WARNING, "Later ones passed");
  }

  @Test
  void strangersAreNoTrouble() {
    refuse(Cause.NO_SIGNATURE, NOON.minusSeconds(60));
    refuse(Cause.SIGNATURE, NOON.minus(Duration.ofDays(2)));

    assertFinding(Topic.SIGNATURES, Status.OK, "strangers");
  }
}
