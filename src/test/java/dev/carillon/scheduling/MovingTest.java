package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.jdbc.TestDatabases;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the local engine to QStash and back, by a restart with other settings or by an edit. */
class MovingTest {
  @TempDir
  Path directory;

  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:00Z");
  private final SilentEngine quartz = new SilentEngine();
  private FakeQStash qstash;
  private Belfry belfry;

  @BeforeEach
  void start() {
    qstash = FakeQStash.start(clock).knows("carillon.example", "203.0.113.7");
  }

  @AfterEach
  void close() {
    belfry.close();
    qstash.close();
  }

  private Belfry.Setup setup() {
    return new Belfry.Setup(TestDatabases.h2(directory), clock, qstash).keeping(quartz);
  }

  private void restart(Belfry.Setup setup) {
    belfry.close();
    belfry = setup.open();
  }

  private List<String> heldHere() {
    return quartz.list().stream().map(it -> it.id().value()).sorted().toList();
  }

  @Test
  void toQStashByARestart() {
    belfry = setup().local().open();
    belfry.active("a", "0 2 * * *");
    belfry.active("b", "0 3 * * *");
    belfry.active("own", "0 4 * * *");
    belfry.activate("own", "engine", "local");

    restart(setup());
    belfry.sync.now();

    assertThat(belfry.heldThere()).containsExactlyInAnyOrder("carillon.a", "carillon.b");
    assertThat(heldHere()).containsExactly("own");
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void whileQStashCannotTakeThemTheLocalEngineGoesOn() {
    belfry = setup().local().open();
    belfry.active("a", "0 2 * * *");
    restart(setup());
    qstash.fails(Failure.UNAVAILABLE).forMethod("POST").always();

    belfry.sync.now();
    assertThat(heldHere()).containsExactly("a");

    qstash.recovers();
    belfry.sync.now();
    assertThat(heldHere()).isEmpty();
    assertThat(belfry.heldThere()).containsExactly("carillon.a");
  }

  @Test
  void backToTheLocalEngineByARestart() {
    belfry = setup().open();
    for (int number = 0; number < 7; number++) {
      belfry.active("a" + number, "0 2 * * *");
    }

    restart(setup().local());
    belfry.sync.now();

    assertThat(heldHere()).hasSize(7);
    assertThat(qstash.schedules())
        .as("what moves is not lost, so nobody is asked")
        .isEmpty();
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void onTheWayBackOnlyWhatIsOursIsRemoved() {
    belfry = setup().open();
    belfry.active("a", "0 2 * * *");
    belfry.active("b", "0 2 * * *");
    qstash
        .console()
        .edit(
            "carillon.b",
            it -> it.withBody(it.body().replace(belfry.installation.get(), "somebody-else")));

    restart(setup().local());
    belfry.sync.now();

    assertThat(belfry.heldThere()).containsExactly("carillon.b");
    assertThat(heldHere()).containsExactly("a", "b");
  }

  @Test
  void withoutATokenThePlanTellsWhatRemains() {
    belfry = setup().open();
    belfry.active("a", "0 2 * * *");

    restart(setup().local().withoutToken());
    belfry.sync.now();

    assertThat(heldHere()).containsExactly("a");
    assertThat(belfry.sync.plan().warnings())
        .extracting(Plan.Warning::code)
        .containsExactly("left-at-qstash");
    restart(setup().local());
    belfry.sync.now();
    assertThat(qstash.schedules()).isEmpty();
    assertThat(belfry.sync.plan().warnings()).isEmpty();
  }

  @Test
  void whereQStashIsAwayOnTheWayBackItIsClearedLater() {
    belfry = setup().open();
    belfry.active("a", "0 2 * * *");
    restart(setup().local());
    qstash.fails(Failure.UNAVAILABLE).always();
    belfry.sync.now();
    assertThat(heldHere()).containsExactly("a");
    assertThat(belfry.heldThere()).containsExactly("carillon.a");

    qstash.recovers();
    belfry.sync.now();

    assertThat(qstash.schedules()).isEmpty();
  }

  @Test
  void whatIsPausedMovesPaused() {
    belfry = setup().open();
    belfry.active("a", "0 2 * * *");
    belfry.scheduling.pause(new ScheduleId("a"), Optional.empty(), "", "ada");

    restart(setup().local());
    belfry.sync.now();
    assertThat(quartz.list()).allMatch(ScheduleEngine.Held::paused);

    restart(setup());
    belfry.sync.now();
    belfry.scheduling.resume(new ScheduleId("a"));
    assertThat(heldHere()).isEmpty();
    assertThat(qstash.schedule("carillon.a").paused()).isFalse();
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void oneScheduleIsSetToTheLocalEngineAndBack() {
    belfry = setup().open();
    belfry.active("a", "0 2 * * *");

    belfry.activate("a", "engine", "local");
    assertThat(heldHere()).containsExactly("a");
    assertThat(qstash.schedules()).isEmpty();

    belfry.activate("a", "engine", null);
    assertThat(heldHere()).isEmpty();
    assertThat(belfry.heldThere()).containsExactly("carillon.a");
    clock.moveBy(Duration.ofMinutes(2));
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void whatIsSwitchedOffAfterItMovedLeavesNeitherEngineWithIt() {
    belfry = setup().open();
    belfry.active("a", "0 2 * * *");
    restart(setup().local());

    belfry.scheduling.deactivate(new WorkflowId("a"));
    belfry.sync.now();

    assertThat(heldHere()).isEmpty();
    assertThat(qstash.schedules()).isEmpty();
  }
}
