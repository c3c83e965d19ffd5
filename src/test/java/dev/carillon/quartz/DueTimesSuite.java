package dev.carillon.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.JdbcLedger;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.Run;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.running.House;
import dev.carillon.running.Ringing;
import dev.carillon.schedule.Blackout;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Spread;
import dev.carillon.scheduling.Engines;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.scheduling.Wishes;
import dev.carillon.testing.MovingClock;
import dev.carillon.watching.Bells;
import dev.carillon.watching.Watch;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the local engine rings ends as one row for each due time, and none is missing. */
abstract class DueTimesSuite {
  private static final Instant NOON = Instant.parse("2030-06-03T12:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(10);
  private static final int MANY = 4;

  private final GoingClock clock = new GoingClock(NOON.plusSeconds(300));
  private House house;
  private LocalEngine engine;
  private Scheduling scheduling;
  private Watch watch;

  /** A clock that goes on from where it is moved to. */
  private static final class GoingClock extends MovingClock {
    private volatile Duration ahead = Duration.ZERO;

    GoingClock(Instant start) {
      super(start);
      moveTo(start);
    }

    @Override
    public void moveTo(Instant instant) {
      ahead = Duration.between(Instant.now(), instant);
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }
  }

  /** Returns where an empty database is. */
  abstract DatabaseAddress address();

  @BeforeEach
  void open() {
    house = new House(address(), clock).started();
    engine = new LocalEngine(
        house.database::dataSource,
        house.database.isPostgres(),
        clock,
        Clock.systemUTC(),
        new Ringing(house.runs, new ObjectMapper(), clock));
    engine.start();
    scheduling = new Scheduling(
        house.schedules,
        house.workflows,
        house.definitions,
        Engines.local(engine),
        house.copies,
        clock);
    watch = new Watch(
        new JdbcLedger(house.database), house.runs, Bells.LOCAL, house.changes, clock, "node");
    watch.tick();
  }

  @AfterEach
  void close() {
    engine.stop();
    watch.stop();
    house.close();
  }

  private WorkflowId scheduled(Map<String, String> wishes) {
    WorkflowId id = house.save("rung", "- say: { set: { a: 1 } }");
    var all = new HashMap<String, Optional<String>>();
    all.put("cron", Optional.of("*/10 * * * *"));
    wishes.forEach((field, value) -> all.put(field, Optional.of(value)));
    scheduling.activate(id, new Wishes(all));
    return id;
  }

  private List<Occurrence> rows(WorkflowId id) {
    return house.schedules.occurrences(ScheduleId.of(id), Optional.empty(), 100).stream()
        .sorted(Comparator.comparing(Occurrence::dueTime))
        .toList();
  }

  private List<Run> runsOf(List<Occurrence> rows) {
    return rows.stream().flatMap(it -> it.run().stream()).map(house.store::get).toList();
  }

  /** Lets due times pass; each is rung, its run begins after the offset, and the watch looks. */
  private List<Instant> passed(WorkflowId id, Duration offset) {
    List<Instant> all = new ArrayList<>();
    for (int number = 1; number <= MANY; number++) {
      Instant due = NOON.plus(STEP.multipliedBy(number));
      all.add(due);
      clock.moveTo(due.minusMillis(250));
      engine.watch();
      await(() -> rows(id).stream().anyMatch(it -> it.dueTime().equals(due)));
      clock.moveTo(due.plus(offset).plusSeconds(150));
      engine.watch();
      house.runs.walkers().sweep();
      await(() -> runsOf(rows(id)).stream().allMatch(it -> it.state() == RunState.SUCCEEDED));
      watch.tick();
    }
    return all;
  }

  private static void await(Callable<Boolean> holds) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(holds);
  }

  @Test
  void eachDueTimeHasOneRowThatRan() {
    WorkflowId id = scheduled(Map.of());

    List<Instant> due = passed(id, Duration.ZERO);

    assertThat(rows(id)).extracting(Occurrence::dueTime).isEqualTo(due);
    assertThat(rows(id)).allMatch(it -> it.verdict() == Verdict.RAN && it.duplicates() == 0);
    assertThat(runsOf(rows(id))).hasSize(MANY).allMatch(it -> it.trigger() == Trigger.CRON);
  }

  @Test
  void soItIsForOneWhoseRunsBeginLaterThanTheyAreDue() {
    WorkflowId id = scheduled(Map.of("spread", "5m"));
    Duration offset = Spread.of("5m").offset(ScheduleId.of(id));
    assertThat(offset).isGreaterThan(Duration.ofSeconds(1));

    List<Instant> due = passed(id, offset);

    assertThat(rows(id)).extracting(Occurrence::dueTime).isEqualTo(due);
    assertThat(runsOf(rows(id))).hasSize(MANY).allSatisfy(run -> {
      assertThat(run.trigger()).isEqualTo(Trigger.CRON);
      assertThat(run.beginsAt()).contains(run.dueTime().orElseThrow().plus(offset));
      assertThat(run.startedAt().orElseThrow()).isAfterOrEqualTo(run.beginsAt().orElseThrow());
    });
  }

  @Test
  void whatLiesInACalendarHasItsRowTooAndTheRestRuns() {
    house.calendars.put("works", Blackout.of("20-39 * * * *"), "", OptionalInt.empty(), "ada");
    WorkflowId id = scheduled(Map.of("calendars", "works"));

    List<Instant> due = passed(id, Duration.ZERO);

    assertThat(rows(id)).extracting(Occurrence::dueTime).isEqualTo(due);
    assertThat(rows(id))
        .extracting(it -> it.reason().orElse(null))
        .containsExactly(null, Reason.BLACKOUT, Reason.BLACKOUT, null);
    assertThat(runsOf(rows(id))).hasSize(MANY - 2).allMatch(it -> it.trigger() == Trigger.CRON);
  }
}
