package dev.carillon.doctor;

import static dev.carillon.doctor.Surgery.NOON;
import static dev.carillon.doctor.Surgery.finding;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.scheduling.EngineTrouble;
import dev.carillon.scheduling.SilentEngine;
import dev.carillon.signature.Cause;
import dev.carillon.signature.PublishedKeys;
import dev.carillon.signature.SigningKeys;
import dev.carillon.signing.CauseWords;
import dev.carillon.testing.DocumentPage;
import dev.carillon.testing.Together;
import dev.carillon.testing.qstash.Failure;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the doctor says on the whole, and how it works. */
class DoctorTest extends Consultation {
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
    surgery.more.add(check(Topic.SECRETS, () -> Finding.ok("Fine.", "Хорошо.")));

    assertThat(surgery.doctor().report().entries())
        .extracting(Report.Entry::topic)
        .containsExactly(Topic.values());
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
        List.of(check(Topic.DATABASE, () -> Finding.ok("Fine.", "Хорошо.")), slow),
        List.of(),
        surgery.clock,
        Duration.ofSeconds(3));

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
