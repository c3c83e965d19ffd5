package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.Run;
import dev.carillon.run.RunState;
import dev.carillon.run.Trigger;
import dev.carillon.scheduling.PlanItem;
import dev.carillon.scheduling.PlanItem.Action;
import dev.carillon.scheduling.PlanItem.Decision;
import dev.carillon.scheduling.Result;
import dev.carillon.scheduling.Result.Outcome;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A schedule that somebody made by hand rings each minute while it is adopted: each minute runs once. */
class QStashAdoptionTest {
  private static final String SAY = "- say: { set: { a: 1 } }";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @RegisterExtension
  static final Rung RUNG = Rung.holding(Duration.ofSeconds(20));

  @AfterEach
  void loadsAtOnce() {
    RUNG.at().qstash.takesToLoad(Duration.ZERO);
  }

  /** Somebody makes one by hand that rings each minute, and for three minutes it does. */
  private static WorkflowId madeByHand(String name) {
    RUNG.at().clock.moveTo(RUNG.at().hour().minusSeconds(30));
    WorkflowId id = RUNG.at().house.save(name, SAY);
    RUNG.at()
        .qstash
        .console()
        .create("hand-" + name, "* * * * *", RungHouse.BASE + "/api/jobs/" + name);
    RUNG.at().passTo(RUNG.at().hour().plusSeconds(150));
    assertThat(RUNG.at().runs(id)).hasSize(3).allMatch(it -> it.trigger() == Trigger.EXTERNAL);
    RUNG.at().qstash.takesToLoad(Duration.ofSeconds(60));
    return id;
  }

  /** Does something once, when QStash is called so, before it does what it is called for. */
  private static void whenCalled(String method, String path, Runnable deed) {
    RUNG.at()
        .qstash
        .fails(
            Failure.BEFORE_APPLYING,
            failing -> failing.forMethod(method).forPath(path).until(calls -> {
              deed.run();
              return true;
            }));
  }

  private static Outcome adopted(WorkflowId id) {
    PlanItem line = RUNG.at().house.sync.plan().items().stream()
        .filter(it -> it.action() == Action.ADOPT && it.name().equals("hand-" + id))
        .findFirst()
        .orElseThrow();
    Result result = RUNG.at().house.decisions.decide(line.id(), Decision.ADOPT, "ada");
    RUNG.at().settle();
    assertThat(result.detail()).isEmpty();
    return result.outcome();
  }

  /** Each minute from the hour on has one run: by hand at first, and then by its due time. */
  private static void assertThatEachMinuteRanOnce(WorkflowId id, int minutes) {
    Instant hour = RUNG.at().clock.instant().truncatedTo(ChronoUnit.HOURS);
    List<Run> runs = RUNG.at().runs(id);
    assertThat(runs).allMatch(it -> it.state() == RunState.SUCCEEDED);
    assertThat(runs)
        .extracting(
            it -> it.dueTime().orElseGet(() -> it.createdAt().truncatedTo(ChronoUnit.MINUTES)))
        .containsExactlyInAnyOrderElementsOf(
            Stream.iterate(hour, it -> it.plus(MINUTE)).limit(minutes).toList());
    assertThat(RUNG.at().occurrences(id)).allMatch(it -> it.verdict() == Verdict.RAN);
    assertThat(RUNG.at().occurrences(id))
        .extracting(Occurrence::run)
        .containsExactlyInAnyOrderElementsOf(runs.stream()
            .filter(it -> it.dueTime().isPresent())
            .map(it -> java.util.Optional.of(it.id()))
            .toList());
  }

  @Test
  void eachMinuteAroundAnAdoptionRunsOnce() {
    WorkflowId id = madeByHand("adopted");

    assertThat(adopted(id)).isEqualTo(Outcome.DONE);
    RUNG.at().passTo(RUNG.at().clock.instant().plus(MINUTE.multipliedBy(5)));

    assertThatEachMinuteRanOnce(id, 8);
    assertThat(RUNG.at().qstash.schedules())
        .extracting(it -> it.id())
        .containsExactly("carillon." + id);
  }

  @Test
  void aMinuteThatPassesWhileNeitherRingsIsNotLost() {
    WorkflowId id = madeByHand("between");
    whenCalled("POST", "/v2/schedules/https?:", () -> {
      RUNG.at().clock.moveBy(Duration.ofSeconds(45));
      assertThat(RUNG.at().qstash.deliverDue()).isEmpty();
    });

    assertThat(adopted(id)).isEqualTo(Outcome.DONE);
    RUNG.at().look();
    RUNG.at().passTo(RUNG.at().clock.instant().plus(MINUTE.multipliedBy(5)));

    assertThatEachMinuteRanOnce(id, 9);
  }

  @Test
  void aMinuteThatPassesBeforeWeKnowThatTheHandMadeOneIsPausedIsNotLost() {
    WorkflowId id = madeByHand("unknown");
    String pause = "/v2/schedules/hand-unknown/pause";
    RUNG.at().qstash.fails(Failure.AFTER_APPLYING, failing -> failing.forPath(pause));
    whenCalled("", pause, () -> {
      RUNG.at().clock.moveBy(Duration.ofSeconds(45));
      assertThat(RUNG.at().qstash.deliverDue()).isEmpty();
    });

    assertThat(adopted(id)).isEqualTo(Outcome.DONE);
    RUNG.at().look();
    RUNG.at().passTo(RUNG.at().clock.instant().plus(MINUTE.multipliedBy(5)));

    assertThatEachMinuteRanOnce(id, 9);
  }

  @Test
  void aMinuteThatTheHandMadeOneRingsAtTheLastMomentIsNotRungAgain() {
    WorkflowId id = madeByHand("last-moment");
    AtomicInteger rung = new AtomicInteger();
    whenCalled("", "/v2/schedules/hand-last-moment/pause", () -> {
      RUNG.at().clock.moveBy(Duration.ofSeconds(31));
      rung.set(RUNG.at().qstash.deliverDue().size());
    });

    assertThat(adopted(id)).isEqualTo(Outcome.DONE);
    RUNG.at().look();
    RUNG.at().passTo(RUNG.at().clock.instant().plus(MINUTE.multipliedBy(4)));

    assertThat(rung).hasValue(1);
    assertThatEachMinuteRanOnce(id, 8);
  }
}
