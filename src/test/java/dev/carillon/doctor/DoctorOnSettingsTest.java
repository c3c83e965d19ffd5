package dev.carillon.doctor;

import static dev.carillon.doctor.Surgery.NOON;
import static dev.carillon.doctor.Surgery.finding;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.scheduling.Forecast;
import dev.carillon.scheduling.Plan;
import dev.carillon.scheduling.Quota;
import dev.carillon.scheduling.SilentEngine;
import dev.carillon.text.Bilingual;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the doctor says of settings, addresses, schedules and engines, if one of them is wrong. */
class DoctorOnSettingsTest extends Consultation {
  @Test
  void whatIsMissingIsNamed() {
    surgery.publicUrl = Optional.empty();

    assertFinding(Topic.SETTINGS, Status.FAILING, "APP_URL");
    assertFinding(Topic.PUBLIC_URL, Status.FAILING, "APP_URL is not set");
  }

  /** The reason stands within sentences of both languages. */
  @Test
  void whyAnEngineRingsIsSaidInTheReadersLanguage() {
    Bilingual engine = surgery.ask(Topic.ENGINE).answer();

    assertThat(engine.en()).endsWith("mode: a test wants it.");
    assertThat(engine.ru()).endsWith(": так хочет тест.");
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
}
