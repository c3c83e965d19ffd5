package dev.carillon.rest;

import static dev.carillon.rest.Rung.body;
import static dev.carillon.rest.Rung.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.MessageId;
import dev.carillon.run.Run;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.Together;
import dev.carillon.testing.qstash.Attempt;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Our own hand rings what QStash does not, or not yet; what QStash then brings runs nothing twice. */
class QStashSilentTest {
  private static final String SAY = "- say: { set: { a: 1 } }";
  private static final String EACH_MINUTE = "* * * * *";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LOADING = Duration.ofSeconds(60);

  @RegisterExtension
  static final Rung RUNG = Rung.holding(Duration.ofSeconds(20));

  @AfterEach
  void comesInTimeAgain() {
    RUNG.at().qstash.firesLate(Duration.ZERO).takesToLoad(Duration.ZERO);
  }

  /** Switches one on half a minute before the next minute begins, while we are up. */
  private static WorkflowId eachMinute(String name) {
    RUNG.at().clock.moveTo(RUNG.at().hour().plusSeconds(30));
    RUNG.at().look();
    return RUNG.at().scheduled(name, EACH_MINUTE, SAY, Map.of());
  }

  /** Switches an hourly one on, half an hour before it is due, while we are up. */
  private static WorkflowId hourly(String name) {
    WorkflowId id = RUNG.at().hourly(name, SAY);
    RUNG.at().look();
    return id;
  }

  private static Occurrence at(WorkflowId id, Instant due) {
    return RUNG.at().occurrence(id, due).orElseThrow();
  }

  private static Trigger trigger(Occurrence occurrence) {
    return RUNG.at().house.store.get(occurrence.run().orElseThrow()).trigger();
  }

  /** Each due time of that time has one run, and there is no other run. */
  private static void assertThatEachRanOnce(WorkflowId id, Instant from, Instant until) {
    List<Occurrence> all = RUNG.at().occurrences(id);
    assertThat(all)
        .extracting(Occurrence::dueTime)
        .containsExactlyInAnyOrderElementsOf(
            Stream.iterate(from, it -> !it.isAfter(until), it -> it.plus(MINUTE))
                .toList());
    assertThat(all).allMatch(it -> it.verdict() == Verdict.RAN);
    assertThat(RUNG.at().runs(id))
        .extracting(it -> Optional.of(it.id()))
        .containsExactlyInAnyOrderElementsOf(all.stream().map(Occurrence::run).toList());
    assertThat(RUNG.at().runs(id)).allMatch(it -> it.state() == RunState.SUCCEEDED);
  }

  // ---- standby

  @Test
  void whileQStashIsSilentForAnHourEachDueTimeIsRungOnce() {
    WorkflowId id = eachMinute("silent");
    Instant first = RUNG.at().clock.instant().plusSeconds(30);
    Instant silence = first.plus(MINUTE.multipliedBy(5));
    Instant end = silence.plus(Duration.ofHours(1));
    RUNG.at().passTo(silence.minusSeconds(30));
    RUNG.at().qstash.fails(Failure.DROPS_FIRES).always();
    RUNG.at().passTo(end.minusSeconds(30));
    RUNG.at().qstash.recovers();
    Instant last = end.plus(MINUTE.multipliedBy(5));
    RUNG.at().passTo(last);

    assertThatEachRanOnce(id, first, last);
    assertThat(RUNG.at().occurrences(id))
        .filteredOn(it -> !it.dueTime().isBefore(silence) && it.dueTime().isBefore(end))
        .hasSize(60)
        .allMatch(it -> trigger(it) == Trigger.STANDBY)
        .allMatch(it -> it.lateness().equals(Optional.of(Wording.GRACE)));
    assertThat(RUNG.at().occurrences(id))
        .filteredOn(it -> it.dueTime().isBefore(silence) || !it.dueTime().isBefore(end))
        .hasSize(11)
        .allMatch(it -> trigger(it) == Trigger.CRON);
  }

  @Test
  void aMessageThatQStashMakesAfterItsStandbyIsADuplicateOfIt() {
    WorkflowId id = hourly("made-late");
    Instant due = RUNG.at().hour();
    RUNG.at().qstash.firesLate(Duration.ofMinutes(9));

    RUNG.at().passTo(due.plus(Duration.ofMinutes(10)));

    Run run = RUNG.at().run(id);
    assertThat(run.trigger()).isEqualTo(Trigger.STANDBY);
    assertThat(at(id, due).run()).contains(run.id());
    assertThat(at(id, due).duplicates()).isEqualTo(1);
    Attempt late = RUNG.at().qstash.attempts().get(RUNG.at().qstash.attempts().size() - 1);
    assertThat(late.at()).isEqualTo(due.plus(Duration.ofMinutes(9)));
    assertThat(late.status()).isEqualTo(200);
    assertThat(body(late).get("duplicate").asBoolean()).isTrue();
    assertThat(body(late).get("runId").asText()).isEqualTo(run.id().value());
  }

  @Test
  void aRetryThatComesThroughAfterTheStandbyIsADuplicateOfIt() {
    WorkflowId id = hourly("came-late");
    Instant due = RUNG.at().hour();
    RUNG.at().qstash.fails(Failure.UNREACHABLE).times(2);

    RUNG.at().passTo(due.plus(Duration.ofMinutes(5)));

    Run run = RUNG.at().run(id);
    assertThat(run.trigger()).isEqualTo(Trigger.STANDBY);
    assertThat(run.message().orElseThrow().value()).startsWith("loc_");
    List<Attempt> attempts = RUNG.of(RUNG.at().qstash.attempts().stream()
        .reduce((one, next) -> next)
        .orElseThrow()
        .messageId());
    assertThat(statuses(attempts)).containsExactly(0, 0, 200);
    assertThat(body(attempts.get(2)).get("duplicate").asBoolean()).isTrue();
    assertThat(at(id, due).duplicates()).isEqualTo(1);
  }

  @Test
  void aMessageThatComesAtTheVeryMomentOfItsStandbyMakesOneRunWithIt() throws Exception {
    WorkflowId id = hourly("at-once");
    Instant due = RUNG.at().hour();
    RUNG.at().qstash.firesLate(Wording.GRACE);
    RUNG.at().passTo(due.plus(Wording.GRACE).minusSeconds(1));
    RUNG.at().clock.moveTo(due.plus(Wording.GRACE));
    List<Callable<List<Attempt>>> both = List.of(RUNG.at().qstash::deliverDue, () -> {
      RUNG.at().watch.tick();
      return List.of();
    });

    List<List<Attempt>> attempts = Together.call(2, both::get);
    RUNG.at().settle();

    assertThat(statuses(attempts.get(0))).containsExactly(200);
    assertThat(RUNG.at().run(id).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(at(id, due).run()).contains(RUNG.at().run(id).id());
  }

  @Test
  void aStandbyThatIsSwitchedOffRingsNothingAndTheLateRetryRuns() {
    WorkflowId id = RUNG.at().hourly("no-standby", SAY, Map.of("standby", "off"));
    RUNG.at().look();
    Instant due = RUNG.at().hour();
    RUNG.at().qstash.fails(Failure.UNREACHABLE).times(2);
    RUNG.at().passTo(due.plusSeconds(150));
    assertThat(at(id, due).verdict()).isEqualTo(Verdict.MISSED);

    RUNG.at().passTo(due.plus(Duration.ofMinutes(5)));

    assertThat(at(id, due).run()).contains(RUNG.at().run(id).id());
    assertThat(RUNG.at().run(id).state()).isEqualTo(RunState.SUCCEEDED);
  }

  // ---- overtaken

  @Test
  void aMessageThatTheNextOneOvertookRunsItsOwnDueTime() throws Exception {
    WorkflowId id = eachMinute("overtaken");
    Instant first = RUNG.at().clock.instant().plusSeconds(30);
    Instant late = first.plus(MINUTE.multipliedBy(6));
    RUNG.at().passTo(late.minusSeconds(30));
    RUNG.at().qstash.fails(Failure.DROPS_FIRES).always();
    RUNG.at().qstash.deliverAt(late.plusSeconds(60));
    RUNG.at().qstash.recovers();

    RUNG.at().deliver(Rung.WEBHOOK, RUNG.bodyOf(id), "msg_overtaking", 0);
    RUNG.at().clock.moveTo(late.plusSeconds(80));
    RUNG.at().deliver(Rung.WEBHOOK, RUNG.bodyOf(id), "msg_overtaken", 0);
    RUNG.at().settle();
    Instant last = late.plus(MINUTE.multipliedBy(3));
    RUNG.at().passTo(last);

    assertThatEachRanOnce(id, first, last);
    assertThat(trigger(at(id, late))).isEqualTo(Trigger.CRON);
    assertThat(RUNG.at().house.store.get(at(id, late).run().orElseThrow()).message())
        .contains(new MessageId("msg_overtaken"));
  }

  // ---- bridge

  @Test
  void theFirstMinutesOfANewScheduleAreRungByUsAndThenByQStashEachOnce() {
    RUNG.at().qstash.takesToLoad(LOADING);
    WorkflowId id = eachMinute("bridged");
    Instant first = RUNG.at().clock.instant().plusSeconds(30);
    Instant last = first.plus(MINUTE.multipliedBy(5));

    RUNG.at().passTo(last);

    assertThatEachRanOnce(id, first, last);
    assertThat(RUNG.at().occurrences(id))
        .allMatch(it -> trigger(it) == Trigger.CRON)
        .allMatch(it -> it.lateness().equals(Optional.of(Duration.ZERO)));
    assertThat(RUNG.at().runs(id))
        .filteredOn(it -> it.message().orElseThrow().value().startsWith("loc_"))
        .extracting(Run::dueTime)
        .containsExactly(Optional.of(first));
  }

  @Test
  void whatWeBridgedWhileQStashHadLoadedItAlreadyIsADuplicate() {
    WorkflowId id = eachMinute("both");
    Instant first = RUNG.at().clock.instant().plusSeconds(30);
    List<Instant> bridged = List.of(first, first.plus(MINUTE));

    for (Instant due : bridged) {
      RUNG.at().clock.moveTo(due);
      RUNG.at().look();
      List<Attempt> attempts = RUNG.at().qstash.deliverDue();
      assertThat(statuses(attempts)).containsExactly(200);
      assertThat(body(attempts.get(0)).get("duplicate").asBoolean()).isTrue();
    }
    Instant last = first.plus(MINUTE.multipliedBy(4));
    RUNG.at().passTo(last);

    assertThatEachRanOnce(id, first, last);
    assertThat(RUNG.at().occurrences(id))
        .filteredOn(it -> it.duplicates() == 1)
        .extracting(Occurrence::dueTime)
        .containsExactlyInAnyOrderElementsOf(bridged);
  }

  @Test
  void theFirstMinutesAfterAnEditAreBridgedToo() {
    WorkflowId id = hourly("edited");
    RUNG.at().clock.moveBy(Duration.ofSeconds(30));
    RUNG.at().qstash.takesToLoad(LOADING);
    Instant first = RUNG.at().clock.instant().plusSeconds(30);

    RUNG.at().house.scheduling.activate(id, new Wishes(Map.of("cron", Optional.of(EACH_MINUTE))));
    Instant last = first.plus(MINUTE.multipliedBy(4));
    RUNG.at().passTo(last);

    assertThatEachRanOnce(id, first, last);
    assertThat(RUNG.at().occurrences(id))
        .allMatch(it -> it.revision() == 2)
        .allMatch(it -> it.lateness().equals(Optional.of(Duration.ZERO)));
  }

  @Test
  void theFirstMinuteAfterItWasGivenToQStashAnewIsBridgedThoughNothingWasEdited() {
    WorkflowId id = hourly("given-anew");
    int revision =
        RUNG.at().house.schedules.find(ScheduleId.of(id)).orElseThrow().revision();
    Instant due = RUNG.at().hour();
    RUNG.at().passTo(due.minusSeconds(30));
    RUNG.at().qstash.takesToLoad(LOADING);
    RUNG.at().qstash.console().delete(RUNG.at().engine.nameOf(ScheduleId.of(id)));

    RUNG.at().house.scheduling.activate(id, Wishes.NONE);
    RUNG.at().passTo(due.plus(MINUTE));

    assertThat(at(id, due).revision()).isEqualTo(revision);
    assertThat(at(id, due).lateness()).contains(Duration.ZERO);
    assertThat(RUNG.at().run(id).trigger()).isEqualTo(Trigger.CRON);
  }

  @Test
  void whatIsDueEachMinuteIsBridgedOnTimeAfterItWasGivenAnew() {
    WorkflowId id = eachMinute("minutely-anew");
    Instant first = RUNG.at().clock.instant().plusSeconds(30);
    RUNG.at().passTo(first.plus(MINUTE.multipliedBy(5)).plusSeconds(30));
    RUNG.at().qstash.takesToLoad(LOADING);
    RUNG.at().qstash.console().delete(RUNG.at().engine.nameOf(ScheduleId.of(id)));

    RUNG.at().house.scheduling.activate(id, Wishes.NONE);
    RUNG.at().look();
    Instant last = first.plus(MINUTE.multipliedBy(8));
    RUNG.at().passTo(last);

    assertThatEachRanOnce(id, first, last);
    assertThat(RUNG.at().occurrences(id))
        .allMatch(it -> it.lateness().orElseThrow().compareTo(MINUTE) < 0);
  }

  @Test
  void aNewScheduleThatQStashNeverRingsLosesNothing() {
    RUNG.at().qstash.fails(Failure.DROPS_FIRES).always();
    WorkflowId id = eachMinute("never");
    Instant first = RUNG.at().clock.instant().plusSeconds(30);
    Instant last = first.plus(MINUTE.multipliedBy(8));

    RUNG.at().passTo(last.plus(Wording.GRACE).minusSeconds(1));
    RUNG.at().passTo(last.plus(Wording.GRACE));

    assertThatEachRanOnce(id, first, last);
    assertThat(RUNG.at().occurrences(id))
        .filteredOn(it -> trigger(it) == Trigger.CRON)
        .extracting(Occurrence::dueTime)
        .containsExactlyInAnyOrder(first, first.plus(MINUTE));
  }
}
