package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.schedule.ScheduleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} promises about saying more of what was missed. */
public interface InquiryContract {
  Instant DUE = Instant.parse("2026-11-22T13:00:00Z");
  ScheduleId ASKED = new ScheduleId("asked");

  /** Returns the ledger under test, empty, and the same one for the whole of a test. */
  Ledger ledger();

  private void missed(Instant due, String detail) {
    ledger().judged(ASKED, 1, due, Reason.NOT_DELIVERED, Optional.of(detail));
  }

  private List<Occurrence> open(Instant since, int limit) {
    return ledger().missed(List.of("plain", "plainer"), since, limit);
  }

  @Test
  default void whatSaysJustThatIsFoundTheOldestFirst() {
    missed(DUE.plusSeconds(120), "plain");
    missed(DUE, "plainer");
    missed(DUE.plusSeconds(60), "plain; and more");
    ledger().judged(ASKED, 1, DUE.plusSeconds(180), Reason.PAUSED, Optional.of("plain"));

    assertThat(open(DUE, 10))
        .extracting(Occurrence::dueTime)
        .containsExactly(DUE, DUE.plusSeconds(120));
    assertThat(open(DUE, 1)).hasSize(1);
    assertThat(open(DUE.plusSeconds(1), 10)).hasSize(1);
  }

  @Test
  default void whatWasSaidMeanwhileStays() {
    missed(DUE, "plain");
    Occurrence seen = open(DUE, 10).get(0);

    ledger().explain(seen, "plain; a log said so");
    ledger().explain(seen, "plain; another said otherwise");

    assertThat(ledger().find(ASKED, DUE).orElseThrow().detail()).contains("plain; a log said so");
    assertThat(open(DUE, 10)).isEmpty();
  }
}
