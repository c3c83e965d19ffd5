package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.Run;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.running.RunFilter;
import dev.carillon.schedule.Blackout;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Spread;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What QStash rings ends as one row for each due time, and none is missing. */
class QStashDueTimesTest {
  private static final String SAY = "- say: { set: { a: 1 } }";
  private static final Duration STEP = Duration.ofMinutes(10);

  @RegisterExtension
  static final Rung RUNG = Rung.holding(Duration.ofSeconds(20));

  /** Puts a schedule into QStash that is due every ten minutes, five minutes before it is. */
  private static WorkflowId scheduled(String name, Map<String, String> wishes) {
    RUNG.at().clock.moveTo(RUNG.at().hour().plusSeconds(300));
    return RUNG.at().scheduled(name, "*/10 * * * *", SAY, wishes);
  }

  /** Lets an hour pass: QStash delivers, the watch looks, and what is to begin begins. */
  private static List<Instant> anHour() {
    Instant start = RUNG.at().clock.instant();
    Instant first = start.truncatedTo(ChronoUnit.HOURS).plus(STEP);
    for (int minute = 1; minute <= 60; minute++) {
      RUNG.at().qstash.deliverAt(start.plusSeconds(60L * minute));
      RUNG.at().watch.tick();
      RUNG.at().house.runs.walkers().sweep();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .until(() ->
              Stream.of(RunState.PENDING, RunState.RUNNING).allMatch(QStashDueTimesTest::isAtRest));
    }
    return Stream.iterate(first, due -> due.plus(STEP)).limit(6).toList();
  }

  private static boolean isAtRest(RunState state) {
    var inState = new RunFilter(Optional.empty(), Optional.of(state), Optional.empty());
    Instant now = RUNG.at().clock.instant();
    return RUNG.at().house.store.list(inState, Optional.empty(), 100).stream()
        .allMatch(run -> run.beginsAt().filter(now::isBefore).isPresent());
  }

  private static List<Occurrence> rows(WorkflowId id) {
    return RUNG.at().occurrences(id).stream()
        .sorted(Comparator.comparing(Occurrence::dueTime))
        .toList();
  }

  private static List<Run> runsOf(List<Occurrence> rows) {
    return rows.stream()
        .map(it -> RUNG.at().house.store.get(it.run().orElseThrow()))
        .toList();
  }

  @Test
  void eachDueTimeHasOneRowThatRan() {
    WorkflowId id = scheduled("rung", Map.of());

    List<Instant> due = anHour();

    assertThat(rows(id)).extracting(Occurrence::dueTime).isEqualTo(due);
    assertThat(rows(id)).allMatch(it -> it.verdict() == Verdict.RAN && it.duplicates() == 0);
    assertThat(runsOf(rows(id))).allMatch(it -> it.trigger() == Trigger.CRON);
    assertThat(RUNG.at().runs(id)).hasSize(due.size());
  }

  @Test
  void soItIsForOneWhoseRunsBeginLaterThanTheyAreDue() {
    WorkflowId id = scheduled("spread-out", Map.of("spread", "9m"));
    Duration offset = Spread.of("9m").offset(ScheduleId.of(id));
    assertThat(offset).isGreaterThan(Duration.ofMinutes(1));

    List<Instant> due = anHour();

    List<Occurrence> rows = rows(id);
    assertThat(rows).extracting(Occurrence::dueTime).isEqualTo(due);
    assertThat(rows).allMatch(it -> it.verdict() == Verdict.RAN);
    assertThat(runsOf(rows)).allSatisfy(run -> {
      assertThat(run.trigger()).isEqualTo(Trigger.CRON);
      assertThat(run.beginsAt()).contains(run.dueTime().orElseThrow().plus(offset));
      assertThat(run.startedAt().filter(run.beginsAt().orElseThrow()::isAfter)).isEmpty();
    });
    assertThat(runsOf(rows).subList(0, 5)).allMatch(run -> run.state() == RunState.SUCCEEDED);
    assertThat(RUNG.at().runs(id)).hasSize(due.size());
  }

  @Test
  void whatLiesInACalendarHasItsRowTooAndTheRestRuns() {
    RUNG.at()
        .house
        .calendars
        .put("works", Blackout.of("20-39 * * * *"), "", OptionalInt.empty(), "ada");
    WorkflowId id = scheduled("darkened", Map.of("calendars", "works"));

    List<Instant> due = anHour();

    List<Occurrence> rows = rows(id);
    assertThat(rows).extracting(Occurrence::dueTime).isEqualTo(due);
    assertThat(rows.stream().filter(it -> it.reason().equals(Optional.of(Reason.BLACKOUT))))
        .extracting(Occurrence::dueTime)
        .isEqualTo(due.subList(1, 3));
    assertThat(rows.stream().filter(it -> it.verdict() == Verdict.RAN)).hasSize(4);
    assertThat(RUNG.at().runs(id)).hasSize(4);
  }
}
