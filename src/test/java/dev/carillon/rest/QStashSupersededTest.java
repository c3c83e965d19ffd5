package dev.carillon.rest;

import static dev.carillon.rest.Rung.body;
import static dev.carillon.rest.Rung.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.RunState;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.HeldMessage;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages that were overtaken: by a later due time, or by an edit of their schedule. */
class QStashSupersededTest {
  private static final String PASS = "- pass: { call: gate }";

  @RegisterExtension
  static final Rung RUNG = Rung.holding(Duration.ofSeconds(20));

  private static Occurrence at(WorkflowId id, Instant due) {
    return RUNG.at().occurrence(id, due).orElseThrow();
  }

  @Test
  void aRetryThatALaterDueTimeOvertookIsTakenAndSkipped() {
    WorkflowId id = RUNG.at()
        .hourly("overtaken", PASS, Map.of("standby", "off", "retryDelay", "61 * 60 * 1000"));
    RUNG.at().look();
    Instant due = RUNG.at().hour();
    RUNG.at().qstash.fails(Failure.UNREACHABLE);
    RUNG.at().passTo(due.plus(Duration.ofMinutes(60)));
    assertThat(RUNG.at().run(id).dueTime()).contains(due.plus(Duration.ofHours(1)));

    List<Attempt> late = RUNG.at().qstash.deliverAt(due.plus(Duration.ofMinutes(62)));

    assertThat(statuses(late)).containsExactly(200);
    assertThat(body(late.get(0)).get("verdict").asText()).isEqualTo("skipped");
    assertThat(body(late.get(0)).get("detail").asText()).contains("a later due time has passed");
    assertThat(RUNG.message(late.get(0)).state()).isEqualTo(HeldMessage.State.DELIVERED);
    assertThat(at(id, due).verdict()).isEqualTo(Verdict.MISSED);
    assertThat(RUNG.at().runs(id)).hasSize(1);
  }

  @Test
  void aMessageOfARevisionThatIsNoMoreIsTakenAndSkippedIfTheNewOneHasRung() {
    WorkflowId id =
        RUNG.at().hourly("edited", PASS, Map.of("standby", "off", "retryDelay", "8 * 60 * 1000"));
    Instant due = RUNG.at().hour();
    RUNG.at().qstash.fails(Failure.UNREACHABLE);
    RUNG.at().qstash.deliverAt(due.plusSeconds(30));
    RUNG.at().house.scheduling.activate(id, new Wishes(Map.of("cron", Optional.of("5 * * * *"))));
    RUNG.at().qstash.deliverAt(due.plus(Duration.ofMinutes(6)));
    assertThat(RUNG.at().run(id).dueTime()).contains(due.plus(Duration.ofMinutes(5)));

    List<Attempt> late = RUNG.at().qstash.deliverAt(due.plus(Duration.ofMinutes(9)));

    assertThat(statuses(late)).containsExactly(200);
    assertThat(late.get(0).delivery().text()).contains("\"revision\":1");
    assertThat(body(late.get(0)).get("verdict").asText()).isEqualTo("skipped");
    assertThat(RUNG.message(late.get(0)).state()).isEqualTo(HeldMessage.State.DELIVERED);
    assertThat(at(id, due).revision()).isEqualTo(1);
    assertThat(at(id, due).reason()).contains(Reason.SUPERSEDED);
    assertThat(RUNG.at().run(id).state()).isEqualTo(RunState.SUCCEEDED);
  }
}
