package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.run.Backoff;
import dev.carillon.run.MessageId;
import dev.carillon.run.Run;
import dev.carillon.run.Trigger;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which due time a message of QStash's stands for. */
class DueTimeTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir
  Path directory;

  private final MovingClock clock = new MovingClock(NOON.minus(Duration.ofHours(5)));
  private House house;

  @BeforeEach
  void open() {
    house = new House(TestDatabases.h2(directory), clock).started();
  }

  @AfterEach
  void close() {
    house.close();
  }

  private WorkflowId hourly(String name) {
    return hourly(name, Map.of());
  }

  private WorkflowId hourly(String name, Map<String, String> wishes) {
    WorkflowId id = house.save(name, """
        - pass:
            set: '${ . }'
        """);
    var all = new HashMap<String, Optional<String>>();
    wishes.forEach((field, value) -> all.put(field, Optional.of(value)));
    all.put("cron", Optional.of("0 * * * *"));
    all.put("catchUp", Optional.of("all"));
    house.scheduling.activate(id, new Wishes(all));
    clock.moveTo(NOON.plusSeconds(1));
    return id;
  }

  /** Ends in failure at once, and has one attempt. */
  private WorkflowId failing(String name) {
    WorkflowId id = house.save(name, """
        - break:
            set: '${ error("broken") }'
        """);
    house.scheduling.activate(
        id, new Wishes(Map.of("cron", Optional.of("0 * * * *"), "retries", Optional.of("0"))));
    clock.moveTo(NOON.plusSeconds(1));
    return id;
  }

  private Answer taken(Arrivals arrival) throws Exception {
    return house
        .runs
        .deliveries()
        .take(arrival.build())
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  private Run ran(Arrivals arrival) throws Exception {
    return house.store.get(taken(arrival).run().orElseThrow());
  }

  private Optional<Occurrence> occurrence(WorkflowId id, Instant due) {
    return house.schedules.occurrences(ScheduleId.of(id), Optional.empty(), 100).stream()
        .filter(it -> it.dueTime().equals(due))
        .findFirst();
  }

  @Test
  void aRetryThatIsSeenFirstStandsForTheDueTimeThatQStashTellsOf() throws Exception {
    WorkflowId id = hourly("told");
    house.messages.made("msg_1", NOON.minus(Duration.ofHours(2)));

    Run run = ran(Arrivals.of(house, id).provisional().retried(3));

    assertThat(run.dueTime()).contains(NOON.minus(Duration.ofHours(2)));
    assertThat(run.provisional()).isFalse();
  }

  @Test
  void aRetryOfWhichQStashDoesNotTellIsReckonedAndSaysSo() throws Exception {
    WorkflowId id = hourly("reckoned");
    clock.moveTo(NOON.plus(Backoff.after(1)).plus(Backoff.after(2)).plusSeconds(2));

    Run run = ran(Arrivals.of(house, id).provisional().retried(2));

    assertThat(run.dueTime()).contains(NOON);
    assertThat(run.provisional()).isTrue();
    assertThat(house.messages.asked).containsExactly(new MessageId("msg_1"));
  }

  @Test
  void whatIsReckonedGoesByTheSchedulesOwnPauses() throws Exception {
    WorkflowId id = hourly("own-pauses", Map.of("retryDelay", "1000 * 60 * (1 + retried)"));
    clock.moveTo(NOON.plusSeconds(3600 + 90));

    Run run = ran(Arrivals.of(house, id).provisional().retried(2));

    assertThat(run.dueTime()).contains(NOON);
  }

  @Test
  void qStashIsNotAskedAboutAMessageThatCameBefore() throws Exception {
    WorkflowId id = hourly("known");
    taken(Arrivals.of(house, id));

    taken(Arrivals.of(house, id).provisional().retried(1));

    assertThat(house.messages.asked).isEmpty();
  }

  @Test
  void whatSomebodySendsAgainStandsForTheDueTimeThatFailed() throws Exception {
    WorkflowId id = failing("again");
    assertThat(taken(Arrivals.of(house, id).message("msg_1")).status()).isEqualTo(489);
    clock.moveBy(Duration.ofMinutes(30));

    Run again = ran(Arrivals.of(house, id).message("msg_2"));

    assertThat(again.dueTime()).contains(NOON);
    assertThat(again.trigger()).isEqualTo(Trigger.REDELIVERY);
    assertThat(occurrence(id, NOON).orElseThrow().run()).contains(again.id());
  }

  @Test
  void whatSomebodySendsAgainLaterStandsForTheNewestOneWithoutSuccess() throws Exception {
    WorkflowId id = failing("later");
    taken(Arrivals.of(house, id).message("msg_1"));
    house.save("later", "1.1.0", """
        - pass:
            set: '${ . }'
        """, "");
    clock.moveTo(NOON.plus(Duration.ofHours(1)));
    assertThat(taken(Arrivals.of(house, id).message("msg_2")).status()).isEqualTo(200);
    clock.moveBy(Duration.ofMinutes(10));

    Run again = ran(Arrivals.of(house, id).message("msg_3"));

    assertThat(again.dueTime()).contains(NOON);
    assertThat(again.state()).isEqualTo(dev.carillon.run.RunState.SUCCEEDED);
  }

  @Test
  void whatSomebodySendsAgainWithoutNeedRunsForNoDueTime() throws Exception {
    WorkflowId id = hourly("needless");
    taken(Arrivals.of(house, id).message("msg_1"));

    Run again = ran(Arrivals.of(house, id).message("msg_2"));

    assertThat(again.dueTime()).isEmpty();
    assertThat(again.trigger()).isEqualTo(Trigger.REDELIVERY);
    assertThat(occurrence(id, NOON).orElseThrow().duplicates()).isZero();
  }

  @Test
  void anOldMessageOfAnEditedScheduleIsNotTakenForADueTimeThatNeverWas() throws Exception {
    WorkflowId id = hourly("edited");
    int first = house.scheduling.get(ScheduleId.of(id)).revision();
    house.activate(id, "30 0 * * *");
    clock.moveTo(NOON.plus(Duration.ofHours(3)).plusSeconds(10));

    Run again = ran(Arrivals.of(house, id).revision(first));

    assertThat(again.dueTime()).contains(NOON);
    assertThat(again.revision()).isEqualTo(first);
  }

  @Test
  void aMessageThatWasOnItsWayWhenTheScheduleWasEditedIsJudgedAsItWasMade() throws Exception {
    WorkflowId id = hourly("on-its-way");
    clock.moveTo(NOON.plus(Duration.ofHours(1)).minusSeconds(30));
    int first = house.scheduling.get(ScheduleId.of(id)).revision();
    house.activate(id, "30 0 * * *");
    clock.moveTo(NOON.plus(Duration.ofHours(1)).plusSeconds(1));

    Run run = ran(Arrivals.of(house, id).revision(first));

    assertThat(run.dueTime()).contains(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void aRevisionThatWeNeverHadIsJudgedByThePresentOne() throws Exception {
    WorkflowId id = hourly("restored");

    Run run = ran(Arrivals.of(house, id).revision(77));

    assertThat(run.dueTime()).contains(NOON);
    assertThat(run.revision()).isEqualTo(house.scheduling.get(ScheduleId.of(id)).revision());
  }

  @Test
  void aDueTimeBeforeItsScheduleWasMadeIsNotTakenForItsOwn() throws Exception {
    WorkflowId id = house.save("young", """
        - pass:
            set: '${ . }'
        """);
    clock.moveTo(NOON.plus(Duration.ofMinutes(20)));
    house.activate(id, "0 * * * *");
    clock.moveTo(NOON.plus(Duration.ofMinutes(30)));

    Run run = ran(Arrivals.of(house, id).revision(1));

    assertThat(run.dueTime()).isEmpty();
    assertThat(run.trigger()).isEqualTo(Trigger.REDELIVERY);
    assertThat(occurrence(id, NOON)).isEmpty();
  }

  @Test
  void aDueTimeThatIsRungUnderTheNumberOfTheNextRevisionIsOfTheOneBefore() throws Exception {
    WorkflowId id = hourly("late");
    int first = house.scheduling.get(ScheduleId.of(id)).revision();
    clock.moveTo(NOON.plusSeconds(10));
    house.activate(id, "30 0 * * *");
    int second = house.scheduling.get(ScheduleId.of(id)).revision();
    clock.moveTo(NOON.plusSeconds(20));

    Run run = ran(Arrivals.of(house, id).revision(second));

    assertThat(run.dueTime()).contains(NOON);
    assertThat(run.revision()).isEqualTo(first);
    assertThat(occurrence(id, NOON).orElseThrow().revision()).isEqualTo(first);
  }

  @Test
  void whatIsMadeLongAfterAnEditIsNotTakenForADueTimeBeforeIt() throws Exception {
    WorkflowId id = hourly("long-after");
    clock.moveTo(NOON.plusSeconds(10));
    house.activate(id, "30 0 * * *");
    int second = house.scheduling.get(ScheduleId.of(id)).revision();
    clock.moveTo(NOON.plusSeconds(200));

    assertThat(ran(Arrivals.of(house, id).revision(second)).dueTime()).isEmpty();
  }

  @Test
  void aMessageThatNamesNoRevisionIsJudgedByTheOneInForceWhenItWasMade() throws Exception {
    WorkflowId id = hourly("unnamed");
    int first = house.scheduling.get(ScheduleId.of(id)).revision();
    clock.moveTo(NOON.plus(Duration.ofMinutes(10)));
    house.activate(id, "30 0 * * *");

    Run run = ran(Arrivals.of(house, id).createdAt(NOON.plusSeconds(1)));

    assertThat(run.dueTime()).contains(NOON);
    assertThat(run.revision()).isEqualTo(first);
  }

  @Test
  void aScheduleDoesNotRunAnotherWorkflow() throws Exception {
    WorkflowId id = hourly("mine");
    hourly("other");

    Answer answer = taken(Arrivals.of(house, id).scheduleOf("other"));

    assertThat(answer.verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(answer.status()).isEqualTo(489);
  }

  @Test
  void aMessageThatIsMadeLaterRunsADueTimeThatOurOwnHandFailedToRun() throws Exception {
    WorkflowId id = failing("own-hand");
    Answer own = house.hand(Arrivals.of(house, id).local(NOON).build());
    house.await(own.run().orElseThrow(), dev.carillon.run.RunState.FAILED);

    Answer made = taken(Arrivals.of(house, id).createdAt(NOON));
    assertThat(made.run()).as("the message that was made for it").isEqualTo(own.run());
    assertThat(made.duplicate()).isTrue();

    clock.moveTo(NOON.plusSeconds(180));
    Answer late = taken(Arrivals.of(house, id).message("msg_later"));

    assertThat(late.duplicate()).isFalse();
    assertThat(late.run()).isPresent().isNotEqualTo(own.run());
  }
}
