package dev.carillon.rest;

import static dev.carillon.rest.Rung.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.run.Run.Ownership;
import dev.carillon.run.RunState;
import dev.carillon.running.Arrivals;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.workflow.WorkflowId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What QStash is answered where its message cannot run now, or not any more. */
class QStashFullHouseTest {
  private static final String PASS = "- pass: { call: gate }";

  /** Longer than QStash waits: whoever holds his answer is taken for dead. */
  @RegisterExtension
  static final Rung RUNG = Rung.holding(Duration.ofMinutes(10));

  @Test
  void overCapacityItIsARowAndIsAnsweredAtOnce() throws Exception {
    WorkflowId others = RUNG.at().house.save("others", PASS);
    WorkflowId id = RUNG.at().hourly("one-too-many", PASS);
    RUNG.gate.closed = new CountDownLatch(1);
    for (int walker = 0; walker < 8; walker++) {
      RUNG.at()
          .house
          .hand(Arrivals.of(RUNG.at().house, others)
              .external()
              .message("msg_" + walker)
              .build());
    }

    HttpResponse<String> answer = RUNG.at().deliver(Rung.WEBHOOK, RUNG.bodyOf(id), "msg_more", 0);

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(RungHouse.json(answer).get("verdict").asText()).isEqualTo("accepted");
    assertThat(RUNG.at().run(id).state()).isEqualTo(RunState.PENDING);
    assertThat(RUNG.at().run(id).ownership()).isEqualTo(Ownership.OURS);
    RUNG.gate.closed.countDown();
    RUNG.at().await(id, RunState.SUCCEEDED);
  }

  @Test
  void whatALaterDueTimeHasPassedIsAnsweredTwoHundredAndMissed() {
    RUNG.at().clock.moveTo(RUNG.at().hour().plusSeconds(30));
    RUNG.at().look();
    WorkflowId id = RUNG.at().scheduled("superseded", "* * * * *", PASS, Map.of("standby", "off"));
    // What is due in the first 90 seconds is rung by our own hand.
    RUNG.at().passTo(RUNG.at().clock.instant().plusSeconds(270));
    Instant due = RUNG.at().clock.instant().plusSeconds(60);
    RUNG.at().qstash.fails(Failure.UNREACHABLE).always();
    RUNG.at().passTo(due.plusSeconds(100));
    String first = RUNG.at().qstash.attempts().stream()
        .filter(it -> !it.at().isBefore(due))
        .findFirst()
        .orElseThrow()
        .messageId();
    RUNG.at().qstash.recovers();

    RUNG.at().passTo(due.plusSeconds(200));

    List<Attempt> attempts = RUNG.of(first);
    Attempt last = attempts.get(attempts.size() - 1);
    assertThat(last.status()).isEqualTo(200);
    assertThat(body(last).get("verdict").asText()).isEqualTo("skipped");
    Occurrence row = RUNG.at().occurrence(id, due).orElseThrow();
    assertThat(row.verdict()).isEqualTo(Occurrence.Verdict.MISSED);
  }
}
