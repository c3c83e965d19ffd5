package dev.carillon.doctor;

import static dev.carillon.doctor.Surgery.NOON;
import static dev.carillon.doctor.Surgery.finding;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.running.StoreUnavailableException;
import dev.carillon.scheduling.SilentEngine;
import dev.carillon.signature.PublishedKeys;
import dev.carillon.signature.SigningKeys;
import dev.carillon.testing.qstash.Failure;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor says of QStash, of keys and of clocks, if one of them is wrong. */
class DoctorOnQStashTest extends Consultation {
  @ParameterizedTest
  @CsvSource({
    "BAD_TOKEN, bad-token",
    "WRONG_REGION, wrong-region",
    "NONSENSE, nonsense",
    "UNAVAILABLE, server-error",
    "HANGS, no-answer",
    "BREAKS_CONNECTION, no-answer"
  })
  void eachTroubleWithQStashIsNamedAndLeadsToItsEntryInTheGuide(Failure failure, String anchor) {
    if (failure == Failure.HANGS) {
      surgery.impatient();
    }
    surgery.qstash.fails(failure).always();

    Finding finding = surgery.ask(Topic.QSTASH);

    assertThat(finding.status()).isEqualTo(Status.FAILING);
    assertThat(finding.facts()).containsEntry("trouble", anchor);
    assertThat(finding.guide()).contains("guide.en.md#" + anchor);
    assertThat(finding.remedy()).isPresent();
  }

  @Test
  void aTokenOfAnotherRegionIsToldAsOne() {
    surgery.token = surgery.qstash.tokenOfAnotherRegion();

    assertThat(surgery.ask(Topic.QSTASH).facts()).containsEntry("trouble", "wrong-region");
  }

  @Test
  void withoutAServerNothingAnswers() {
    surgery.qstash.close();

    assertFinding(Topic.QSTASH, Status.FAILING, "QStash");
  }

  @Test
  void theLocalEngineIsNotSpoiltByASilentQStash() {
    surgery.rungByQStash = false;
    surgery.local = Optional.of(new SilentEngine());
    surgery.qstash.fails(Failure.UNAVAILABLE).always();

    Report report = surgery.doctor().report();

    assertThat(finding(report, Topic.QSTASH).status()).isEqualTo(Status.WARNING);
    assertThat(finding(report, Topic.PRODUCTION).status()).isEqualTo(Status.OK);
  }

  @Test
  void keysThatWereRotatedAreFollowedAndTold() {
    surgery.qstash.keys(new SigningKeys("sig_" + "n".repeat(28), "sig_" + "m".repeat(28)));

    assertFinding(Topic.KEYS, Status.WARNING, "rotated");
  }

  @Test
  void keysThatEverybodyKnowsAreNotTaken() {
    surgery.qstash.keys(PublishedKeys.DEFAULT_USER);

    assertFinding(Topic.KEYS, Status.FAILING, "published");
  }

  @Test
  void withoutKeysNobodyIsBelieved() {
    surgery.keys = Optional.empty();

    assertFinding(Topic.KEYS, Status.FAILING, "nobody is believed");
  }

  @Test
  void keysThatQStashDoesNotTellAreNotJudged() {
    surgery.qstash.fails(Failure.UNAVAILABLE).always();

    assertFinding(Topic.KEYS, Status.UNKNOWN, "does not tell");
  }

  @ParameterizedTest
  @CsvSource({
    "0, OK",
    "4, OK",
    "-4, OK",
    "12, WARNING",
    "-12, WARNING",
    "60, FAILING",
    "-60, FAILING"
  })
  void theClockOfQStashIsCompared(long ahead, Status status) {
    surgery.qstash.tellsTimeAhead(Duration.ofSeconds(ahead));

    Finding finding = surgery.ask(Topic.CLOCK);

    assertThat(finding.status()).isEqualTo(status);
    long told = ((Number) finding.facts().get("qstashAheadMs")).longValue();
    assertThat(told).isBetween(ahead * 1000 - 600, ahead * 1000 + 600);
  }

  @ParameterizedTest
  @CsvSource({
    "2, OK, differ",
    "3, WARNING, database's",
    "-3, WARNING, database's",
    "11, FAILING, database's",
    "-90, FAILING, database's"
  })
  void theClockOfTheDatabaseIsComparedToo(long ahead, Status status, String word) {
    surgery.database =
        () -> new DatabaseProbe.Pulse("PostgreSQL", "15.4", NOON.plusSeconds(ahead), true);

    assertFinding(Topic.CLOCK, status, word);
  }

  @Test
  void ofTwoClocksThatAreWrongTheGraverIsTold() {
    surgery.qstash.tellsTimeAhead(Duration.ofSeconds(12));
    surgery.database =
        () -> new DatabaseProbe.Pulse("PostgreSQL", "15.4", NOON.plusSeconds(11), true);

    assertFinding(Topic.CLOCK, Status.FAILING, "database's");
  }

  @Test
  void withoutAnyOtherClockNobodyCanTell() {
    surgery.qstash.fails(Failure.UNAVAILABLE).always();
    surgery.database = () -> {
      throw new StoreUnavailableException("away", null);
    };

    assertFinding(Topic.CLOCK, Status.UNKNOWN, "compare");
    assertFinding(Topic.DATABASE, Status.FAILING, "does not answer");
  }
}
