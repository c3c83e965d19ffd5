package dev.carillon.employing;

import static dev.carillon.employing.TestJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.carillon.authoring.CodeGoneException;
import dev.carillon.authoring.Origin;
import dev.carillon.authoring.OtherOriginException;
import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.function.HopelessException;
import dev.carillon.jdbc.JdbcJobStore;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.job.JobCard;
import dev.carillon.run.ErrorType;
import dev.carillon.run.Run;
import dev.carillon.run.RunState;
import dev.carillon.running.House;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmploymentTest {
  private static final WorkflowId ID = new WorkflowId("nightly");

  @TempDir
  Path directory;

  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:00Z");
  private House house;

  /** Starts with these jobs in WEB-INF/lib. */
  private void startWith(JobCard... cards) {
    close();
    JobBook jobs = new JobBook(List.of(cards));
    house = new House(TestDatabases.h2(directory), clock, new JobFunction(jobs));
    var employment = new Employment(
        jobs, new JdbcJobStore(house.database), house.authoring, house.scheduling, clock);
    employment.callRoll();
    house.started();
    employment.standUp();
    house.sync.now();
  }

  @AfterEach
  void close() {
    if (house != null) {
      house.close();
      house = null;
    }
  }

  private Schedule schedule() {
    return house.scheduling.get(ScheduleId.of(ID));
  }

  private StoredWorkflow workflow() {
    return house.authoring.get(ID);
  }

  private boolean rings() {
    return house.engine.list().stream().anyMatch(held -> held.id().equals(ScheduleId.of(ID)));
  }

  @Test
  void aJobThatIsFoundForTheFirstTimeIsAWorkflowThatIsSwitchedOn() {
    startWith(aJob("nightly").cron("0 2 * * *").timezone("Europe/Berlin").of("o'hara's.jar"));

    assertThat(workflow().origin()).isEqualTo(Origin.CODE);
    assertThat(workflow().source())
        .contains("Java class dev.carillon.employing.TestJob of o''hara''s.jar");
    assertThat(schedule().active()).isTrue();
    assertThat(schedule().wording().cron()).hasToString("0 2 * * *");
    assertThat(schedule().wording().zone().getId()).isEqualTo("Europe/Berlin");
    assertThat(schedule().sync()).isEqualTo(Schedule.Sync.IN_SYNC);
    assertThat(rings()).isTrue();
  }

  @Test
  void itsRunIsItsWork() {
    startWith(aJob("nightly")
        .working(context -> {
          context.info("on it");
          return IntNode.valueOf(context.input().path("n").asInt() + 1);
        })
        .card());

    Run run = house.ended(ID, "{\"n\": 1}");

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.output()).contains(IntNode.valueOf(2));
    assertThat(house.visits(run.id()).get(0).log().get(0).text()).isEqualTo("on it");
  }

  @Test
  void aFailedRunIsTriedAgainWithTheSameKeyUnlessItIsHopeless() {
    AtomicInteger calls = new AtomicInteger();
    var keys = new java.util.concurrent.CopyOnWriteArrayList<String>();
    startWith(aJob("nightly")
        .working(context -> {
          keys.add(context.idempotencyKey());
          if (context.input().path("hopeless").asBoolean()) {
            throw new HopelessException("no such customer");
          }
          if (calls.incrementAndGet() == 1) {
            throw new IllegalStateException("not yet");
          }
          return null;
        })
        .card());

    Run hopeless = house.ended(ID, "{\"hopeless\": true}");
    assertThat(hopeless.state()).isEqualTo(RunState.FAILED);
    assertThat(hopeless.attempts()).isEqualTo(1);
    assertThat(hopeless.error().orElseThrow().type()).isEqualTo(ErrorType.VALIDATION.uri());
    assertThat(hopeless.error().get().detail().orElseThrow()).contains("no such customer");

    keys.clear();
    var run = house.start(ID, "");
    house.await(run, RunState.RETRYING);
    house.moveBy(Duration.ofMinutes(1));
    assertThat(house.await(run, RunState.SUCCEEDED).attempts()).isEqualTo(2);
    assertThat(keys).hasSize(2).containsOnly(run + "/do/0/work");
  }

  @Test
  void aRunThatSomebodyEndsEndsItsJob() throws Exception {
    var begun = new java.util.concurrent.CountDownLatch(1);
    var interrupted = new java.util.concurrent.CountDownLatch(1);
    startWith(aJob("nightly")
        .working(context -> {
          begun.countDown();
          try {
            new java.util.concurrent.CountDownLatch(1).await();
          } catch (InterruptedException ended) {
            interrupted.countDown();
          }
          return null;
        })
        .card());
    var run = house.start(ID, "");
    assertThat(begun.await(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();

    house.runs.cancel(run, "enough");

    assertThat(interrupted.await(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    assertThat(house.store.get(run).state()).isEqualTo(RunState.CANCELED);
  }

  @Test
  void theNextStartChangesNothing() {
    startWith(aJob("nightly").card());
    String version = workflow().version();

    startWith(aJob("nightly").card());

    assertThat(workflow().version()).isEqualTo(version);
    assertThat(schedule().revision()).isEqualTo(1);
    assertThat(house.authoring.versions(ID)).hasSize(1);
    assertThat(rings()).isTrue();
  }

  @Test
  void whatSomebodySwitchedOffStaysOff() {
    startWith(aJob("nightly").card());
    house.scheduling.deactivate(ID);

    startWith(aJob("nightly").cron("0 3 * * *").card());

    assertThat(schedule().active()).isFalse();
    assertThat(rings()).isFalse();
  }

  @Test
  void anotherCronInTheCodeMovesTheScheduleAndTheOldOneMovesItBack() {
    startWith(aJob("nightly").card());
    String first = workflow().version();

    startWith(aJob("nightly").cron("0 3 * * *").card());
    assertThat(schedule().wording().cron()).hasToString("0 3 * * *");
    assertThat(workflow().version()).isNotEqualTo(first);

    startWith(aJob("nightly").card());
    assertThat(schedule().wording().cron()).hasToString("0 2 * * *");
    assertThat(workflow().version()).isEqualTo(first);
    assertThat(house.authoring.versions(ID)).hasSize(2);
  }

  @Test
  void anOverrideByAPersonOutlivesAnotherCronInTheCode() {
    startWith(aJob("nightly").card());
    house.scheduling.activate(ID, new Wishes(Map.of("cron", Optional.of("30 4 * * *"))));

    startWith(aJob("nightly").cron("0 3 * * *").card());

    assertThat(schedule().wording().cron()).hasToString("30 4 * * *");
  }

  @Test
  void aJobWhoseJarIsGoneIsSwitchedOffAndOnAgainWhenItIsBack() {
    startWith(aJob("nightly").card());
    Run before = house.ended(ID, "");

    startWith();
    assertThat(workflow().origin()).isEqualTo(Origin.LOST_CODE);
    assertThat(schedule().active()).isFalse();
    assertThat(rings()).isFalse();
    assertThat(house.store.get(before.id()).output()).isPresent();

    startWith();
    startWith(aJob("nightly").card());
    assertThat(workflow().origin()).isEqualTo(Origin.CODE);
    assertThat(schedule().active()).isTrue();
    assertThat(rings()).isTrue();

    house.scheduling.deactivate(ID);
    startWith(aJob("nightly").card());
    assertThat(schedule().active()).isFalse();
  }

  @Test
  void aJobThatWasOffWhenItsJarWentIsOffWhenItComesBack() {
    startWith(aJob("nightly").card());
    house.scheduling.deactivate(ID);
    startWith();

    startWith(aJob("nightly").card());

    assertThat(schedule().active()).isFalse();
  }

  @Test
  void whatLostItsCodeCannotBeSwitchedOnAndARunOfItSaysWhy() {
    startWith(aJob("nightly").card());
    startWith();

    assertThatThrownBy(() -> house.scheduling.activate(ID, Wishes.NONE))
        .isInstanceOf(CodeGoneException.class)
        .hasMessageContaining("put its jar back into WEB-INF/lib");
    var run = house.start(ID, "");
    house.await(run, RunState.RETRYING);
    assertThat(house.store.get(run).error().orElseThrow().detail().orElseThrow())
        .contains("there is no job \"nightly\" here");
  }

  @Test
  void whatIsMadeByCodeIsChangedAndRemovedByCode() {
    startWith(aJob("nightly").card());
    String source = workflow().source();

    assertThatThrownBy(() -> house.authoring.save(ID, source, "somebody"))
        .isInstanceOf(OtherOriginException.class)
        .hasMessageContaining("change the code");
    assertThatThrownBy(() -> house.scheduling.remove(ID, true))
        .isInstanceOf(OtherOriginException.class);

    startWith();
    assertThatThrownBy(() -> house.authoring.save(ID, source, "somebody"))
        .isInstanceOf(OtherOriginException.class)
        .hasMessageContaining("remove the workflow");
    house.scheduling.remove(ID, false);
    assertThat(house.authoring.find(ID)).isEmpty();

    startWith(aJob("nightly").card());
    assertThat(schedule().active()).isTrue();
  }

  @Test
  void aWorkflowThatSomebodyWroteIsNotTakenOver() {
    startWith();
    house.save("Nightly", "- say: { set: { a: 1 } }");

    assertThatThrownBy(() -> startWith(aJob("nightly").of("shop.jar")))
        .isInstanceOf(RivalJobsException.class)
        .hasMessageContainingAll("of shop.jar", "\"nightly\"", "give the job another id");
    assertThat(workflow().origin()).isEqualTo(Origin.EDITOR);
  }

  @Test
  void anEngineThatRefusesKeepsNobodyFromStartingAndIsAskedAgain() {
    startWith(aJob("nightly").card());
    startWith();
    house.close();
    JobBook jobs = new JobBook(List.of(aJob("nightly").card(), aJob("other").card()));
    house = new House(TestDatabases.h2(directory), clock, new JobFunction(jobs));
    var employment = new Employment(
        jobs, new JdbcJobStore(house.database), house.authoring, house.scheduling, clock);
    house.engine.refuses();

    employment.callRoll();
    employment.standUp();
    assertThat(schedule().active()).isFalse();

    house.engine.isBack();
    employment.standUp();
    assertThat(schedule().active()).isTrue();
    assertThat(house.scheduling.get(new ScheduleId("other")).active()).isTrue();
  }
}
