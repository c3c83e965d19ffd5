package dev.carillon.doctor;

import static dev.carillon.doctor.Surgery.NOON;
import static dev.carillon.doctor.Surgery.finding;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.running.StoreUnavailableException;
import dev.carillon.scheduling.EngineTrouble;
import dev.carillon.scheduling.Forecast;
import dev.carillon.scheduling.Plan;
import dev.carillon.scheduling.Quota;
import dev.carillon.scheduling.SilentEngine;
import dev.carillon.signature.Cause;
import dev.carillon.signature.KeyFingerprint;
import dev.carillon.signature.Mismatch;
import dev.carillon.signature.PublishedKeys;
import dev.carillon.signature.RefusedDelivery;
import dev.carillon.signature.RefusedDelivery.Sender;
import dev.carillon.signature.SigningKeys;
import dev.carillon.signing.CauseWords;
import dev.carillon.testing.DocumentPage;
import dev.carillon.testing.ScheduleBuilder;
import dev.carillon.testing.Together;
import dev.carillon.testing.qstash.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the doctor says of an installation in which one thing at a time is wrong. */
@Timeout(60)
class DoctorTest {
  private final Surgery surgery = new Surgery();

  @AfterEach
  void close() {
    surgery.close();
  }

  private void assertFinding(Topic topic, Status status, String words) {
    Finding finding = surgery.ask(topic);
    assertThat(finding.status()).as(finding.answer().en()).isEqualTo(status);
    assertThat(finding.answer().en()).contains(words);
    if (status == Status.FAILING) {
      assertThat(finding.remedy()).as("a remedy").isPresent();
    }
  }

  @Test
  void whoIsWellIsToldSo() {
    surgery.received = Optional.of(NOON.minusSeconds(30));
    Report report = surgery.doctor().report();

    assertThat(report.entries())
        .filteredOn(it -> it.finding().status() != Status.OK)
        .extracting(Report.Entry::topic)
        .containsExactly(Topic.ROUND_TRIP);
    assertThat(report.status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void aLaptopWithoutQStashIsWellToo() {
    surgery.onALaptop().local = Optional.of(new SilentEngine());
    Report report = surgery.doctor().report();

    assertThat(report.entries())
        .filteredOn(it -> it.finding().status() != Status.OK)
        .extracting(Report.Entry::topic)
        .containsExactly(Topic.PRODUCTION);
    assertThat(finding(report, Topic.PRODUCTION).answer().en())
        .contains("APP_URL, QSTASH_TOKEN, QSTASH_CURRENT_SIGNING_KEY");
  }

  @Test
  void everyTopicHasAnEntryInItsOrder() {
    surgery.more.add(check(Topic.HOME, () -> Finding.ok("Fine.", "Хорошо.")));

    assertThat(surgery.doctor().report().entries())
        .extracting(Report.Entry::topic)
        .containsExactly(Topic.values());
  }

  // ---- QStash

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

  // ---- settings and addresses

  @Test
  void whatIsMissingIsNamed() {
    surgery.publicUrl = Optional.empty();

    assertFinding(Topic.SETTINGS, Status.FAILING, "APP_URL");
    assertFinding(Topic.PUBLIC_URL, Status.FAILING, "APP_URL is not set");
  }

  @Test
  void oddSettingsAreTold() {
    surgery.warnings = List.of("QSTASH_URL ends in /v2/publish, which is taken off");

    assertFinding(Topic.SETTINGS, Status.WARNING, "/v2/publish");
  }

  @Test
  void aLoopbackAddressIsToldInQStashsOwnWords() {
    place("127.0.0.1", "a loopback address (RFC 1122)");

    Finding finding = surgery.ask(Topic.PUBLIC_URL);

    assertThat(finding.status()).isEqualTo(Status.FAILING);
    assertThat(finding.answer().en()).contains("endpoint resolves to a loopback address");
    assertThat(finding.guide()).contains("guide.en.md#loopback-address");
    assertThat(finding.facts()).containsEntry("addresses", "127.0.0.1");
  }

  @Test
  void aPrivateAddressIsNoPublicOne() {
    place("10.0.0.7", "a private address (RFC 1918)");

    Finding finding = surgery.ask(Topic.PUBLIC_URL);

    assertThat(finding.status()).isEqualTo(Status.FAILING);
    assertThat(finding.guide()).contains("guide.en.md#private-host");
  }

  private void place(String address, String objection) {
    surgery.names.put(
        "carillon.example", List.of(new Names.Place(address, Optional.of(objection))));
  }

  @Test
  void aNameThatNobodyKnowsIsTold() {
    surgery.names.clear();

    assertFinding(Topic.PUBLIC_URL, Status.FAILING, "carillon.example");
  }

  @Test
  void theDevServerReachesAnyAddress() {
    surgery.devServer = true;
    place("127.0.0.1", "a loopback address (RFC 1122)");

    assertFinding(Topic.PUBLIC_URL, Status.OK, "dev server");
  }

  @Test
  void withoutTlsIsAWarning() {
    surgery.publicUrl = Optional.of("http://carillon.example");

    assertFinding(Topic.PUBLIC_URL, Status.WARNING, "without TLS");
  }

  // ---- keys and clocks

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

  @Test
  void theClockOfTheDatabaseIsComparedToo() {
    surgery.database = () -> new DatabaseProbe.Pulse("H2", "2.5", NOON.minusSeconds(90), false);

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

  // ---- what arrives

  private void due(String cron) {
    surgery.schedules.add(ScheduleBuilder.aSchedule("nightly").cron(cron).build());
  }

  private void refuse(Cause cause, Instant at) {
    surgery.refusals.keep(
        new RefusedDelivery(
            at,
            "/api/qstash/webhook",
            Sender.of("msg_1"),
            cause,
            Optional.of(new Mismatch("https://old.example/x", "https://new.example/x")),
            List.of(KeyFingerprint.of("sig_a"))),
        Optional.empty(),
        at.minusSeconds(1));
  }

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

  // ---- schedules and engines

  @Test
  void schedulesThatTheEngineDidNotTakeAreNamed() {
    due("0 0 * * *");

    assertFinding(Topic.SCHEDULES, Status.WARNING, "nightly");
  }

  @Test
  void whatThePlanSaysOfTheEngineIsTold() {
    due("0 0 * * *");
    surgery.plan = Optional.of(new Plan(
        NOON, "qstash", List.of(), Optional.of("QStash is silent"), Optional.empty(), List.of()));
    assertFinding(Topic.SCHEDULES, Status.UNKNOWN, "QStash is silent");

    surgery.plan = Optional.of(
        new Plan(NOON, "qstash", List.of(), Optional.empty(), Optional.empty(), List.of()));
    assertFinding(Topic.SCHEDULES, Status.WARNING, "nightly");
  }

  @Test
  void thePlansLimitsAreForetold() {
    Quota free = Quota.of("free");
    surgery.forecast = Optional.of(new Forecast(free, 4, 300, 900, Optional.empty()));
    assertFinding(Topic.PLAN_LIMITS, Status.OK, "4 of 10 schedules, and 300 of 1000");

    surgery.forecast = Optional.of(new Forecast(free, 11, 300, 900, Optional.empty()));
    assertFinding(Topic.PLAN_LIMITS, Status.FAILING, "11 are wanted");

    surgery.forecast =
        Optional.of(new Forecast(free, 1, 1440, 7200, Optional.of(NOON.plusSeconds(16_800))));
    assertFinding(Topic.PLAN_LIMITS, Status.WARNING, "run out at 2026-11-22T16:40:00Z");

    surgery.forecast = Optional.of(new Forecast(free, 1, 720, 3600, Optional.empty()));
    assertFinding(Topic.PLAN_LIMITS, Status.WARNING, "3600 if all fail");
  }

  @Test
  void anEngineThatDoesNotAnswerFails() {
    SilentEngine gone = new SilentEngine();
    gone.isGone();
    surgery.onALaptop().local = Optional.of(gone);

    Report report = surgery.doctor().report();

    assertThat(finding(report, Topic.LOCAL_ENGINE).status()).isEqualTo(Status.FAILING);
    assertThat(finding(report, Topic.DEVELOPMENT).status()).isEqualTo(Status.FAILING);
    assertThat(finding(report, Topic.DEVELOPMENT).facts()).containsEntry("failing", "local-engine");
  }

  @Test
  void oldTimeZoneDataIsAWarning() {
    Check old = new TimeZonesCheck(() -> "2023c", surgery.clock);
    Check fresh = new TimeZonesCheck(() -> "2026b", surgery.clock);
    Check odd = new TimeZonesCheck(() -> "unknown", surgery.clock);

    assertThat(old.examine().status()).isEqualTo(Status.WARNING);
    assertThat(fresh.examine().status()).isEqualTo(Status.OK);
    assertThat(odd.examine().status()).isEqualTo(Status.OK);
  }

  @Test
  void productionSumsUpWhatFails() {
    surgery.names.clear();
    surgery.token = surgery.qstash.tokenOfAnotherRegion();

    Finding finding = surgery.ask(Topic.PRODUCTION);

    assertThat(finding.status()).isEqualTo(Status.FAILING);
    assertThat(finding.facts()).containsEntry("failing", "public-url, qstash");
  }

  @Test
  void developmentTellsWhatProductionWouldRefuse() {
    surgery.production = false;
    surgery.devServer = true;
    surgery.keys = Optional.of(PublishedKeys.DEFAULT_USER);

    assertFinding(Topic.PRODUCTION, Status.WARNING, "published ones");
    assertFinding(Topic.PRODUCTION, Status.WARNING, "dev server");
  }

  // ---- how the doctor works

  private static Check check(Topic topic, Supplier<Finding> look) {
    return new Check() {
      @Override
      public Topic topic() {
        return topic;
      }

      @Override
      public Finding examine() {
        return look.get();
      }
    };
  }

  @Test
  void aCheckThatBreaksIsAnAnswer() {
    surgery.more.add(check(Topic.HOME, () -> {
      throw new IllegalStateException("secret sig_abc");
    }));

    Finding finding = surgery.ask(Topic.HOME);

    assertThat(finding.status()).isEqualTo(Status.UNKNOWN);
    assertThat(finding.answer().toString()).doesNotContain("sig_");
  }

  @Test
  void aCheckThatHangsIsNotWaitedForAndNotSentTwice() {
    CountDownLatch hanging = new CountDownLatch(1);
    AtomicInteger sent = new AtomicInteger();
    Check slow = check(Topic.HOME, () -> {
      sent.incrementAndGet();
      try {
        hanging.await();
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
      return Finding.ok("Fine.", "Хорошо.");
    });
    Doctor doctor = new Doctor(
        List.of(slow, check(Topic.DATABASE, () -> Finding.ok("Fine.", "Хорошо."))),
        List.of(),
        surgery.clock,
        Duration.ofMillis(200));

    Report first = doctor.report();
    surgery.clock.moveBy(Duration.ofSeconds(11));
    Report second = doctor.report();

    assertThat(List.of(first, second)).allSatisfy(report -> {
      assertThat(finding(report, Topic.HOME).answer().en()).contains("No answer came");
      assertThat(finding(report, Topic.DATABASE).status()).isEqualTo(Status.OK);
    });
    assertThat(sent).hasValue(1);
    hanging.countDown();
    doctor.stop();
  }

  @Test
  void manyWhoAskAtOnceMakeQStashBeAskedOnce() throws Exception {
    Doctor doctor = surgery.doctor();

    List<Report> reports = Together.call(8, doctor::report);
    int asked = surgery.qstash.calls().size();
    surgery.clock.moveBy(Duration.ofSeconds(9));
    reports.add(doctor.report());

    assertThat(reports).allMatch(it -> it == reports.get(0));
    assertThat(asked).isEqualTo(2);
    surgery.clock.moveBy(Duration.ofSeconds(1));
    assertThat(doctor.report()).isNotSameAs(reports.get(0));
  }

  @Test
  void afterTheStopThereIsStillAnAnswer() {
    Doctor doctor = surgery.doctor();
    doctor.stop();

    assertThat(finding(doctor.report(), Topic.DATABASE).answer().en()).contains("stopping");
    doctor.stop();
  }

  @Test
  void noAnswerHoldsASecret() {
    surgery.qstash.fails(Failure.BAD_TOKEN).always();
    refuse(Cause.SIGNATURE, NOON.minusSeconds(5));
    surgery.roundTrips().start();
    String token = surgery.token;
    SigningKeys keys = surgery.keys.orElseThrow();

    String all = surgery.doctor().report().toString();

    assertThat(all).doesNotContain(token, keys.current(), keys.next(), "sig_");
  }

  @Test
  void everyPlaceInTheGuideIsThereInBothLanguages() {
    Stream<String> places = Stream.of(
            Arrays.stream(Topic.values()).map(Topic::guide),
            Arrays.stream(Cause.values()).map(CauseWords::guide),
            Arrays.stream(EngineTrouble.Kind.values()).map(EngineTrouble.Kind::guide))
        .flatMap(it -> it);
    Map<String, DocumentPage> guides =
        Map.of("en", DocumentPage.named("guide.en.md"), "ru", DocumentPage.named("guide.ru.md"));

    assertThat(places).allSatisfy(place -> {
      String anchor = "<a id=\"" + place.replaceFirst(".*#", "") + "\"></a>";
      guides.forEach((language, guide) -> assertThat(guide.text()).as(language).contains(anchor));
    });
  }

  @Test
  void everyTroubleIsToldInBothLanguages() {
    for (EngineTrouble.Kind kind : EngineTrouble.Kind.values()) {
      EngineTrouble trouble = EngineTrouble.of(kind, "it happened").said("no");
      assertThat(TroubleWords.what(trouble).ru()).contains("QStash: no");
      assertThat(TroubleWords.remedy(trouble).ru()).matches(".*[а-я].*");
    }
  }
}
