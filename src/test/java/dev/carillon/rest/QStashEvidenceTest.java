package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.qstash.QStashEvidence;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.watching.Inquiry;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What QStash's log says of due times that it did not deliver, as the ledger tells it. */
class QStashEvidenceTest {
  private static final String SAY = "- say: { set: { a: 1 } }";

  @RegisterExtension
  static final Rung RUNG = Rung.holding(Duration.ofSeconds(20));

  private Inquiry inquiry;

  @BeforeEach
  void open() {
    RungHouse house = RUNG.at();
    inquiry = new Inquiry(
        house.ledger, new QStashEvidence(house.client, house.engine::nameOf), house.clock);
    inquiry.round();
  }

  /** Switches one on whose standby is off, and lets its due time and the grace pass. */
  private static WorkflowId missed(String name, Failure why) {
    WorkflowId id = RUNG.at().hourly(name, SAY, Map.of("standby", "off"));
    RUNG.at().look();
    Instant due = RUNG.at().hour();
    RUNG.at().qstash.fails(why).always();
    RUNG.at().passTo(due.plusSeconds(240));
    RUNG.at().qstash.recovers();
    assertThat(at(id, due).reason()).contains(Reason.NOT_DELIVERED);
    assertThat(at(id, due).detail()).contains("QStash did not deliver it, and its standby is off");
    return id;
  }

  private static Occurrence at(WorkflowId id, Instant due) {
    return RUNG.at().occurrence(id, due).orElseThrow();
  }

  private static String detail(WorkflowId id) {
    return RUNG.at().occurrences(id).get(0).detail().orElseThrow();
  }

  @Test
  void whereTheDeliveriesFailedTheLogSaysHow() {
    WorkflowId id = missed("unreachable", Failure.UNREACHABLE);

    assertThat(inquiry.round()).isEqualTo(1);

    assertThat(detail(id))
        .startsWith("QStash did not deliver it, and its standby is off; its log says that the"
            + " delivery failed and is tried again after 3 tries at 2026-")
        .endsWith("connection refused");
    assertThat(inquiry.round()).as("it is asked once").isZero();
  }

  @Test
  void whereNothingWasSentTheLogSaysSo() {
    WorkflowId id = missed("silent", Failure.DROPS_FIRES);

    inquiry.round();

    assertThat(detail(id)).endsWith("; its log knows of no message for it");
  }

  @Test
  void whileQStashCannotBeAskedTheRowStandsAndIsAskedForAgain() {
    WorkflowId id = missed("away", Failure.DROPS_FIRES);
    RUNG.at().qstash.fails(Failure.BAD_TOKEN).always();

    assertThat(inquiry.round()).isZero();
    assertThat(detail(id)).doesNotContain("log");
    RUNG.at().qstash.recovers();

    assertThat(inquiry.round()).isEqualTo(1);
    assertThat(detail(id)).contains("its log knows of no message for it");
  }
}
