package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.run.Trigger;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Wishes;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Messages that come after their time, and by which revision they are judged. */
class LateDeliveriesTest extends Delivering {
  @Test
  void aDueTimeIsJudgedByTheRevisionThatItsMessageNames() throws Exception {
    WorkflowId id = scheduled("revised");
    int first = house.scheduling.get(ScheduleId.of(id)).revision();
    house.scheduling.activate(id, new Wishes(Map.of("cron", Optional.of("30 * * * *"))));

    taken(Arrivals.of(house, id).revision(first));

    assertThat(occurrence(id, NOON).revision()).isEqualTo(first);
  }

  @Test
  void aMessageThatComesLateStandsForTheDueTimeOfItsMaking() throws Exception {
    WorkflowId id = hourly("late", "last");
    clock.moveBy(Duration.ofMinutes(10));

    Answer answer = taken(Arrivals.of(house, id).createdAt(NOON.plusSeconds(1)).retried(1));

    assertThat(occurrence(id, NOON).lateness()).contains(Duration.ofSeconds(601));
    assertThat(house.store.get(answer.run().get()).trigger()).isEqualTo(Trigger.CATCH_UP);
  }

  private WorkflowId hourly(String name, String catchUp) {
    WorkflowId id = house.save(name, """
        - pass:
            call: gate
        """);
    activate(id, "0 * * * *", Map.of("catchUp", catchUp));
    return id;
  }

  @Test
  void aMessageFirstSeenAfterALaterDueTimePassedIsMissedAsSuperseded() throws Exception {
    WorkflowId id = hourly("superseded", "last");
    clock.moveBy(Duration.ofMinutes(61));

    Answer answer = taken(Arrivals.of(house, id).createdAt(NOON.plusSeconds(1)).retried(3));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(runsOf(id)).isEmpty();
    assertThat(occurrence(id, NOON).verdict()).isEqualTo(Occurrence.Verdict.MISSED);
    assertThat(occurrence(id, NOON).reason()).contains(Reason.SUPERSEDED);
  }

  @Test
  void withoutCatchUpAMessageFirstSeenAfterTheGraceIsMissed() throws Exception {
    WorkflowId id = hourly("no-catch-up", "none");
    clock.moveBy(Duration.ofMinutes(4));

    taken(Arrivals.of(house, id).createdAt(NOON.plusSeconds(1)).retried(2));

    assertThat(runsOf(id)).isEmpty();
    assertThat(occurrence(id, NOON).reason()).contains(Reason.NOT_DELIVERED);
  }

  @Test
  void withAllCaughtUpAMessageRunsHoweverManyDueTimesPassedForADay() throws Exception {
    WorkflowId id = hourly("all", "all");
    clock.moveTo(NOON.plus(Duration.ofHours(24)));
    Answer inTime = taken(Arrivals.of(house, id).createdAt(NOON.plusSeconds(1)).retried(3));
    Answer tooOld = taken(Arrivals.of(house, id)
        .message("msg_2")
        .createdAt(NOON.minusSeconds(3599))
        .retried(3));

    assertThat(inTime.verdict()).isEqualTo(Verdict.SUCCEEDED);
    assertThat(tooOld.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(occurrence(id, NOON.minusSeconds(3600)).reason()).contains(Reason.NOT_DELIVERED);
  }

  @Test
  void aRetryOfAMessageThatWasSeenInTimeIsNotLate() throws Exception {
    WorkflowId id = hourly("slow-retries", "none");
    gate.failures.set(1);
    taken(Arrivals.of(house, id));
    clock.moveBy(Duration.ofMinutes(59));

    Answer answer = taken(Arrivals.of(house, id).retried(1));

    assertThat(answer.verdict()).isEqualTo(Verdict.SUCCEEDED);
  }

  @Test
  void aClockThatIsAFewSecondsAheadStillRingsTheRightDueTime() throws Exception {
    WorkflowId id = scheduled("early");

    taken(Arrivals.of(house, id).createdAt(NOON.minusSeconds(4)));

    assertThat(occurrence(id, NOON).verdict()).isEqualTo(Occurrence.Verdict.RAN);
  }
}
