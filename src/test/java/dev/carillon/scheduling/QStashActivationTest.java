package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.cron.Cron;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.Schedule.Sync;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.Together;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.testing.qstash.HeldSchedule;
import dev.carillon.workflow.WorkflowId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Switching on, off, pausing and resuming where QStash rings, and answers or does not. */
class QStashActivationTest {
  private static final String NAME = "carillon.nightly";

  @TempDir
  Path directory;

  private final MovingClock clock = MovingClock.at("2026-03-01T12:00:00Z");
  private FakeQStash qstash;
  private Belfry belfry;

  @BeforeEach
  void open() {
    qstash = FakeQStash.start(clock).knows("carillon.example", "203.0.113.7");
    belfry = new Belfry.Setup(TestDatabases.h2(directory), clock, qstash).open();
    belfry.save("nightly");
  }

  @AfterEach
  void close() {
    belfry.close();
    qstash.close();
  }

  private HeldSchedule held() {
    return qstash.schedule(NAME);
  }

  private Schedule schedule() {
    return belfry.schedule("nightly");
  }

  @Test
  void anActivationIsHeldThereInTheRevisionThatWasCommitted() {
    Schedule schedule = belfry.activate("nightly");

    assertThat(schedule.sync()).isEqualTo(Sync.IN_SYNC);
    assertThat(held().cron()).isEqualTo("0 2 * * *");
    assertThat(held().body()).contains("\"revision\":1");
    assertThat(belfry.sync.plan().state()).isEqualTo(Plan.State.IN_SYNC);
  }

  @ParameterizedTest
  @EnumSource(
      value = Failure.class,
      names = {
        "BEFORE_APPLYING",
        "AFTER_APPLYING",
        "HANGS",
        "HANGS_AFTER_APPLYING",
        "BREAKS_CONNECTION",
        "BREAKS_CONNECTION_AFTER_APPLYING",
        "NONSENSE",
        "NONSENSE_AFTER_APPLYING",
        "BROKEN_JSON",
        "EMPTY_ANSWER",
        "UNAVAILABLE"
      })
  void whereTheOutcomeIsNotKnownItIsPendingAndTheSyncFinishesIt(Failure failure) {
    qstash.fails(failure).forMethod("POST").always();

    assertThat(belfry.activate("nightly").sync()).isEqualTo(Sync.PENDING);

    qstash.recovers();
    belfry.sync.now();
    assertThat(schedule().sync()).isEqualTo(Sync.IN_SYNC);
    assertThat(schedule().revision()).isEqualTo(1);
    assertThat(held().body()).contains("\"revision\":1");
    assertThat(belfry.sync.plan().state()).isEqualTo(Plan.State.IN_SYNC);
  }

  @Test
  void whereQStashCannotEvenBeLookedAtItIsPending() {
    qstash.fails(Failure.UNAVAILABLE).always();

    assertThat(belfry.activate("nightly").sync()).isEqualTo(Sync.PENDING);
    assertThat(belfry.sync.now().plan().state()).isEqualTo(Plan.State.UNKNOWN);

    qstash.recovers();
    belfry.activate("nightly");
    assertThat(schedule().sync()).isEqualTo(Sync.IN_SYNC);
  }

  @Test
  void aFirstActivationThatIsRefusedLeavesNothing() {
    qstash.fails(Failure.QUOTA_SCHEDULES).always();

    assertThatThrownBy(() -> belfry.activate("nightly")).isInstanceOf(EngineRefusedException.class);

    assertThat(belfry.scheduling.find(new ScheduleId("nightly"))).isEmpty();
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void anEditThatIsRefusedLeavesTheOneBeforeHereAndThere() {
    belfry.activate("nightly");
    qstash.fails(Failure.BAD_TOKEN).forMethod("POST");

    assertThatThrownBy(() -> belfry.activate("nightly", "cron", "0 5 * * *"))
        .isInstanceOf(EngineRefusedException.class);

    assertThat(schedule().wording().cron().text()).isEqualTo("0 2 * * *");
    assertThat(schedule().revision()).isEqualTo(3);
    belfry.sync.now();
    assertThat(held().cron()).isEqualTo("0 2 * * *");
    assertThat(schedule().sync()).isEqualTo(Sync.IN_SYNC);
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void ofManyWhoEditAtOnceTheHighestRevisionIsHeldInTheEnd() throws Exception {
    belfry.activate("nightly");
    Belfry other = new Belfry.Setup(TestDatabases.h2(directory), clock, qstash)
        .sharing(belfry)
        .instance("node-2")
        .open();

    List<Boolean> done = Together.call(6, number -> () -> {
      try {
        (number % 2 == 0 ? belfry : other).activate("nightly", "cron", number + " 3 * * *");
        return true;
      } catch (ScheduleChangedException late) {
        return false;
      }
    });

    assertThat(done).contains(true);
    assertThat(schedule().sync()).isEqualTo(Sync.IN_SYNC);
    assertThat(held().cron()).isEqualTo(schedule().wording().cron().text());
    assertThat(held().body()).contains("\"revision\":" + schedule().revision());
    other.close();
  }

  @Test
  void whoSwitchesOnAndOffAtOnceFindsThereWhatIsWantedHere() throws Exception {
    for (int round = 0; round < 5; round++) {
      Together.call(4, number -> () -> {
        try {
          if (number % 2 == 0) {
            belfry.activate("nightly");
          } else {
            belfry.scheduling.deactivate(new WorkflowId("nightly"));
          }
        } catch (ScheduleChangedException late) {
          return false;
        }
        return true;
      });

      assertThat(belfry.heldThere())
          .hasSize(
              belfry
                      .scheduling
                      .find(new ScheduleId("nightly"))
                      .filter(Schedule::active)
                      .isPresent()
                  ? 1
                  : 0);
    }
  }

  /** A gate lets the call about revision 2 reach QStash only after revision 3 was taken. */
  @Test
  void anOlderRevisionThatArrivesLastIsReplacedAgain() throws Exception {
    belfry.activate("nightly");
    CountDownLatch newer = new CountDownLatch(1);
    CountDownLatch older = new CountDownLatch(1);
    Carrying gated = new Carrying(
        belfry.schedules,
        Engines.qstash(
            gate(belfry.engines.main(), schedule -> {
              if (schedule.revision() == 2) {
                older.countDown();
                newer.await(10, TimeUnit.SECONDS);
              }
            }),
            belfry.local),
        belfry.copies::owner,
        clock);
    revise("0 4 * * *");

    Together.call(2, number -> () -> {
      if (number == 0) {
        gated.through(new ScheduleId("nightly"));
      } else {
        older.await(10, TimeUnit.SECONDS);
        belfry.activate("nightly", "cron", "0 5 * * *");
        newer.countDown();
      }
      return number;
    });

    assertThat(schedule().revision()).isEqualTo(3);
    assertThat(schedule().sync()).isEqualTo(Sync.IN_SYNC);
    assertThat(held().cron()).isEqualTo("0 5 * * *");
    assertThat(held().body()).contains("\"revision\":3");
  }

  private void revise(String cron) {
    Schedule now = schedule();
    var wording = new Wording(
        Cron.parse(cron),
        now.wording().zone(),
        now.wording().retries(),
        now.wording().overlap(),
        now.wording().catchUp());
    belfry.schedules.revise(
        new ScheduleStore.Revised(now.id(), now.workflow(), true, wording, now.overridden()),
        now.revision(),
        clock.instant());
  }

  private interface Waiting {
    void before(Schedule schedule) throws InterruptedException;
  }

  private static ScheduleEngine gate(ScheduleEngine engine, Waiting waiting) {
    return (ScheduleEngine) Proxy.newProxyInstance(
        ScheduleEngine.class.getClassLoader(),
        new Class<?>[] {ScheduleEngine.class},
        (proxy, method, arguments) -> {
          if (method.getName().equals("put")) {
            waiting.before((Schedule) arguments[0]);
          }
          try {
            return method.invoke(engine, arguments);
          } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
          }
        });
  }

  @Test
  void anOlderRevisionThatIsAppliedAfterItsCallWasGivenUpIsFoundByTheSync() {
    belfry.activate("nightly");
    belfry.activate("nightly", "cron", "0 5 * * *");
    qstash
        .console()
        .edit(
            NAME,
            it -> it.withCron("0 2 * * *")
                .withBody(it.body().replace("revision\":2", "revision\":1")));
    clock.moveBy(Duration.ofMinutes(2));

    assertThat(belfry.line().action()).isEqualTo(PlanItem.Action.UPDATE);
    belfry.sync.now();

    assertThat(held().cron()).isEqualTo("0 5 * * *");
    assertThat(held().body()).contains("\"revision\":2");
  }

  @Test
  void switchedOffWhileQStashIsAwayItIsRemovedByTheSync() {
    belfry.activate("nightly");
    qstash.fails(Failure.UNAVAILABLE).always();

    assertThat(belfry.scheduling.deactivate(new WorkflowId("nightly"))).isTrue();
    assertThat(belfry.heldThere()).containsExactly(NAME);
    qstash.recovers();
    belfry.sync.now();

    assertThat(belfry.heldThere()).isEmpty();
    assertThat(schedule().sync()).isEqualTo(Sync.IN_SYNC);
  }

  @Test
  void theScheduleOfARemovedWorkflowIsRemovedThereAlsoIfQStashWasAway() {
    belfry.activate("nightly");
    qstash.fails(Failure.UNAVAILABLE).always();
    belfry.scheduling.remove(new WorkflowId("nightly"), true);
    qstash.recovers();

    assertThat(belfry.scheduling.list()).isEmpty();
    belfry.sync.now();

    assertThat(belfry.heldThere()).isEmpty();
  }

  @Test
  void madeAgainAfterItWasRemovedItGoesOnCounting() {
    belfry.activate("nightly");
    belfry.scheduling.remove(new WorkflowId("nightly"), true);
    belfry.save("nightly");

    assertThat(belfry.activate("nightly").revision()).isEqualTo(3);
    assertThat(held().body()).contains("\"revision\":3");
  }

  @Test
  void aPauseReachesQStashAndMakesARevision() {
    belfry.activate("nightly");

    Schedule paused = pause(Optional.empty());

    assertThat(paused.revision()).isEqualTo(2);
    assertThat(paused.sync()).isEqualTo(Sync.IN_SYNC);
    assertThat(paused.pause()).map(it -> it.owner() + ": " + it.reason()).contains("ada: holidays");
    assertThat(held().paused()).isTrue();
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  private Schedule pause(Optional<Duration> time) {
    return belfry.scheduling.pause(
        new ScheduleId("nightly"), time.map(clock.instant()::plus), "holidays", "ada");
  }

  @Test
  void theSamePauseAgainChangesNothingAndAnotherReplacesIt() {
    belfry.activate("nightly");
    pause(Optional.empty());

    assertThat(pause(Optional.empty()).revision()).isEqualTo(2);
    assertThat(pause(Optional.of(Duration.ofHours(1))).revision()).isEqualTo(3);
    assertThat(schedule().pause().orElseThrow().until()).isPresent();
  }

  @Test
  void resumedItRingsAgainByItsNewestWording() {
    belfry.activate("nightly");
    pause(Optional.empty());
    belfry.activate("nightly", "cron", "0 6 * * *");
    assertThat(held().cron()).as("an edit would resume it").isEqualTo("0 2 * * *");
    assertThat(held().paused()).isTrue();

    Schedule resumed = belfry.scheduling.resume(new ScheduleId("nightly"));

    assertThat(resumed.pause()).isEmpty();
    assertThat(resumed.sync()).isEqualTo(Sync.IN_SYNC);
    assertThat(held().paused()).isFalse();
    assertThat(held().cron()).isEqualTo("0 6 * * *");
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void resumedWhereAnUpsertKeepsThePauseItRingsAllTheSame() {
    qstash.otherwise(dev.carillon.testing.qstash.Doubt.UPSERT_KEEPS_THE_PAUSE);
    belfry.activate("nightly");
    pause(Optional.empty());

    belfry.scheduling.resume(new ScheduleId("nightly"));

    assertThat(held().paused()).isFalse();
  }

  @Test
  void aPauseThatQStashDidNotHearOfIsFinishedByTheSync() {
    belfry.activate("nightly");
    qstash.fails(Failure.BREAKS_CONNECTION).always();

    Schedule paused = pause(Optional.empty());

    assertThat(paused.pause()).isPresent();
    assertThat(paused.sync()).isEqualTo(Sync.PENDING);
    qstash.recovers();
    belfry.sync.now();
    assertThat(held().paused()).isTrue();
    assertThat(schedule().sync()).isEqualTo(Sync.IN_SYNC);
  }

  @Test
  void aPauseWhoseAnswerWasLostIsOursAndEndsWhenItIsResumed() {
    belfry.activate("nightly");
    qstash.fails(Failure.BREAKS_CONNECTION_AFTER_APPLYING).forPath(".*/pause").always();
    pause(Optional.empty());
    assertThat(held().paused()).isTrue();
    qstash.recovers();

    Schedule resumed = belfry.scheduling.resume(new ScheduleId("nightly"));

    assertThat(resumed.pause()).as("nobody paused it in the console").isEmpty();
    assertThat(held().paused()).isFalse();
  }

  @Test
  void aResumeThatIsRefusedLeavesItPaused() {
    belfry.activate("nightly");
    pause(Optional.empty());
    qstash.fails(Failure.BAD_TOKEN).always();

    assertThatThrownBy(() -> belfry.scheduling.resume(new ScheduleId("nightly")))
        .isInstanceOf(EngineRefusedException.class);

    assertThat(schedule().pause()).map(it -> it.reason()).contains("holidays");
    qstash.recovers();
    belfry.sync.now();
    assertThat(held().paused()).isTrue();
  }

  @Test
  void aPauseWithAnEndIsOverThereALittleEarlierSinceQStashNeedsAMinute() {
    belfry.activate("nightly");
    pause(Optional.of(Duration.ofHours(2)));
    clock.moveBy(Duration.ofMinutes(118));
    belfry.sync.now();
    assertThat(held().paused()).isTrue();

    clock.moveBy(Duration.ofSeconds(31));
    belfry.sync.now();

    assertThat(held().paused()).isFalse();
    assertThat(schedule().pause()).as("it holds until its end").isPresent();
    clock.moveBy(Duration.ofMinutes(2));
    belfry.sync.now();
    assertThat(schedule().pause()).isEmpty();
    assertThat(held().paused()).isFalse();
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void aPauseThatCannotBeIsRefused() {
    belfry.activate("nightly");

    assertThatThrownBy(() -> pause(Optional.of(Duration.ZERO)))
        .isInstanceOfSatisfying(
            InvalidWishException.class, it -> assertThat(it.field()).isEqualTo("until"));
    assertThatThrownBy(() -> belfry.scheduling.pause(
            new ScheduleId("nightly"), Optional.empty(), "x".repeat(501), "ada"))
        .isInstanceOfSatisfying(
            InvalidWishException.class, it -> assertThat(it.field()).isEqualTo("reason"));
    assertThatThrownBy(
            () -> belfry.scheduling.pause(new ScheduleId("nobody"), Optional.empty(), "", "ada"))
        .isInstanceOf(UnknownScheduleException.class);
  }

  @Test
  void anActivationOverSomebodyElsesScheduleIsRefusedAndChangesNothing() {
    qstash.console().create(NAME, "0 1 * * *", "https://other.example/hook");

    assertThatThrownBy(() -> belfry.activate("nightly"))
        .isInstanceOfSatisfying(ScheduleConflictException.class, it -> {
          assertThat(it.name()).isEqualTo(NAME);
          assertThat(it.reason()).isEqualTo(Reason.NO_INSTALLATION);
        });

    assertThat(held().cron()).isEqualTo("0 1 * * *");
    assertThat(belfry.scheduling.find(new ScheduleId("nightly"))).isEmpty();
  }
}
