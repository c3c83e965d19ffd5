package dev.carillon.doctor;

import static dev.carillon.doctor.Surgery.finding;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.signature.Cause;
import dev.carillon.signature.KeyFingerprint;
import dev.carillon.signature.Mismatch;
import dev.carillon.signature.RefusedDelivery;
import dev.carillon.signature.RefusedDelivery.Sender;
import dev.carillon.testing.ScheduleBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A doctor at the bed of an installation that is new, and well, in each test. */
@Timeout(60)
abstract class Consultation {
  final Surgery surgery = new Surgery();

  @AfterEach
  void close() {
    surgery.close();
  }

  void assertFinding(Topic topic, Status status, String words) {
    Finding finding = surgery.ask(topic);
    assertThat(finding.status()).as(finding.answer().en()).isEqualTo(status);
    assertThat(finding.answer().en()).contains(words);
    if (status == Status.FAILING) {
      assertThat(finding.remedy()).as("a remedy").isPresent();
    }
  }

  void place(String address, String objection) {
    surgery.names.put(
        "carillon.example", List.of(new Names.Place(address, Optional.of(objection))));
  }

  void due(String cron) {
    surgery.schedules.add(ScheduleBuilder.aSchedule("nightly").cron(cron).build());
  }

  void refuse(Cause cause, Instant at) {
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
}
