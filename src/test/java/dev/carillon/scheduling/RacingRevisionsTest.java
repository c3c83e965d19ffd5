package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.cron.Cron;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.Schedule.Sync;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.testing.Together;
import dev.carillon.workflow.WorkflowId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several who edit one schedule at once, and calls that reach QStash late. */
class RacingRevisionsTest extends BelfryOnQStash {
  @BeforeEach
  void save() {
    belfry.save("nightly");
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
            gate(belfry.engines.main(), "put", it -> {
              if (((Schedule) it).revision() == 2) {
                older.countDown();
                newer.await(60, TimeUnit.SECONDS);
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
        older.await(60, TimeUnit.SECONDS);
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

  /** A gate lets the call that pauses it reach QStash only after somebody has resumed it. */
  @Test
  void aPauseThatArrivesAfterTheResumingIsNotTakenForOneOfTheConsole() throws Exception {
    belfry.activate("nightly");
    ScheduleId id = new ScheduleId("nightly");
    CountDownLatch resumed = new CountDownLatch(1);
    CountDownLatch pausing = new CountDownLatch(1);
    Carrying gated = new Carrying(
        belfry.schedules,
        Engines.qstash(
            gate(belfry.engines.main(), "pause", any -> {
              pausing.countDown();
              resumed.await(60, TimeUnit.SECONDS);
            }),
            belfry.local),
        belfry.copies::owner,
        clock);
    belfry.schedules.pause(id, 1, new Pause(clock.instant(), Optional.empty(), "", "ada"));

    Together.call(2, number -> () -> {
      if (number == 0) {
        gated.through(id);
      } else {
        pausing.await(60, TimeUnit.SECONDS);
        belfry.scheduling.resume(id);
        resumed.countDown();
      }
      return number;
    });

    assertThat(schedule().pause()).isEmpty();
    assertThat(schedule().revision()).isEqualTo(3);
    assertThat(schedule().sync()).isEqualTo(Sync.IN_SYNC);
    assertThat(held().paused()).isFalse();
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
    void before(Object argument) throws InterruptedException;
  }

  private static ScheduleEngine gate(ScheduleEngine engine, String call, Waiting waiting) {
    return (ScheduleEngine) Proxy.newProxyInstance(
        ScheduleEngine.class.getClassLoader(),
        new Class<?>[] {ScheduleEngine.class},
        (proxy, method, arguments) -> {
          if (method.getName().equals(call)) {
            waiting.before(arguments[0]);
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
}
