package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.jdbc.TestDatabases;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.PlanItem.Action;
import dev.carillon.scheduling.PlanItem.Decision;
import dev.carillon.scheduling.PlanItem.Difference;
import dev.carillon.scheduling.Result.Outcome;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.qstash.Call;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.FakeQStash;
import dev.carillon.testing.qstash.HeldSchedule;
import dev.carillon.testing.qstash.Plan;
import dev.carillon.workflow.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The plan and the sync against a QStash in which people and failures do things of their own. */
class QStashPlanTest {
  private static final String NAME = "carillon.nightly";

  @TempDir
  Path directory;

  private final MovingClock clock = MovingClock.at("2026-03-02T12:00:00Z");
  private FakeQStash qstash;
  private Belfry belfry;

  @BeforeEach
  void open() {
    qstash = FakeQStash.start(clock).knows("carillon.example", "203.0.113.7");
    qstash.plan(Plan.PAY_AS_YOU_GO.withSchedules(10_000));
    belfry = setup().open();
  }

  private Belfry.Setup setup() {
    return new Belfry.Setup(TestDatabases.h2(directory), clock, qstash);
  }

  @AfterEach
  void close() {
    belfry.close();
    qstash.close();
  }

  private HeldSchedule held() {
    return qstash.schedule(NAME);
  }

  private void edit(String cron) {
    qstash.console().edit(NAME, it -> it.withCron(cron));
  }

  @Test
  void aPauseMadeInTheConsoleBecomesOurs() {
    belfry.active("nightly", "0 2 * * *");
    qstash.console().pause(NAME);

    PlanItem line = belfry.line();
    assertThat(line.action()).isEqualTo(Action.PAUSED_THERE);
    assertThat(line.effect().before()).isEqualTo(7);
    assertThat(line.effect().after()).isZero();
    assertThat(line.effect().vanishing())
        .hasSize(5)
        .contains(Instant.parse("2026-03-03T02:00:00Z"));
    belfry.sync.now();

    Schedule schedule = belfry.schedule("nightly");
    assertThat(schedule.pause()).hasValueSatisfying(it -> {
      assertThat(it.owner()).isEqualTo("Upstash console");
      assertThat(it.reason()).isEqualTo("paused in the Upstash console");
    });
    assertThat(schedule.sync()).isEqualTo(Schedule.Sync.IN_SYNC);
    assertThat(belfry.sync.plan().items()).isEmpty();
    assertThat(held().paused()).isTrue();
    belfry.scheduling.resume(new ScheduleId("nightly"));
    assertThat(held().paused()).isFalse();
  }

  @Test
  void anEditHereOfWhatWasPausedThereDoesNotResumeIt() {
    belfry.active("nightly", "0 2 * * *");
    qstash.console().pause(NAME);

    Schedule edited = belfry.activate("nightly", "cron", "0 5 * * *");

    assertThat(edited.pause()).isPresent();
    assertThat(held().paused()).isTrue();
    assertThat(held().cron()).isEqualTo("0 2 * * *");
  }

  @Test
  void aPauseOfOursThatQStashLostIsSetAgain() {
    belfry.active("nightly", "0 2 * * *");
    belfry.scheduling.pause(new ScheduleId("nightly"), Optional.empty(), "", "ada");
    qstash.fails(Failure.RESURRECTS_PAUSED);
    qstash.deliverDue();
    assertThat(held().paused()).isFalse();

    assertThat(belfry.line().action()).isEqualTo(Action.PAUSE);
    belfry.sync.now();

    assertThat(held().paused()).isTrue();
  }

  @Test
  void anEditMadeThereIsShownWithItsEffectAndPutBackWhenSomebodySaysSo() {
    belfry.active("nightly", "0 2 * * *");
    edit("0 3 * * *");

    PlanItem line = belfry.line();
    assertThat(line.action()).isEqualTo(Action.EDITED_THERE);
    assertThat(line.automatic()).isFalse();
    assertThat(line.differences())
        .containsExactly(new Difference("cron", "0 2 * * *", "0 3 * * *"));
    assertThat(line.effect().vanishing()).startsWith(Instant.parse("2026-03-03T02:00:00Z"));
    assertThat(line.effect().appearing()).startsWith(Instant.parse("2026-03-03T03:00:00Z"));
    assertThat(line.offers()).containsExactlyInAnyOrder(Decision.TAKE_OVER, Decision.PUT_BACK);
    belfry.sync.now();
    assertThat(held().cron()).isEqualTo("0 3 * * *");

    assertThat(belfry.decided(Decision.PUT_BACK)).isEqualTo(Outcome.DONE);

    assertThat(held().cron()).isEqualTo("0 2 * * *");
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void anEditMadeThereIsTakenOverWhenSomebodySaysSo() {
    belfry.active("nightly", "0 2 * * *");
    qstash
        .console()
        .edit(NAME, it -> it.withCron("CRON_TZ=Europe/Berlin 0 3 * * *").withRetries(5));

    assertThat(belfry.decided(Decision.TAKE_OVER)).isEqualTo(Outcome.DONE);

    Schedule ours = belfry.schedule("nightly");
    assertThat(ours.wording().cron().text()).isEqualTo("0 3 * * *");
    assertThat(ours.wording().zone().getId()).isEqualTo("Europe/Berlin");
    assertThat(ours.wording().retries()).isEqualTo(5);
    assertThat(held().body()).contains("\"revision\":2");
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void anEditThatNoWordingOfOursCouldSayIsOnlyPutBack() {
    belfry.active("nightly", "0 2 * * *");
    qstash.console().edit(NAME, it -> it.withDestination(Belfry.BASE + "/api/jobs/nightly"));

    assertThat(belfry.line().offers()).containsExactly(Decision.PUT_BACK);
  }

  @Test
  void whereDriftIsNotToleratedAnEditIsUndoneByItself() {
    belfry.active("nightly", "0 2 * * *");
    restart(setup().enforcing());
    edit("0 3 * * *");

    assertThat(belfry.line().automatic()).isTrue();
    belfry.sync.now();

    assertThat(held().cron()).isEqualTo("0 2 * * *");
  }

  private void restart(Belfry.Setup setup) {
    belfry.close();
    belfry = setup.open();
  }

  @Test
  void anEditOfOursAfterOneOfTheirsWins() {
    belfry.active("nightly", "0 2 * * *");
    edit("0 3 * * *");

    belfry.activate("nightly", "cron", "0 4 * * *");

    assertThat(held().cron()).isEqualTo("0 4 * * *");
  }

  @Test
  void aDeletionMadeThereIsShownAndPutBackOrTakenOver() {
    belfry.active("nightly", "0 2 * * *");
    qstash.console().delete(NAME);

    PlanItem line = belfry.line();
    assertThat(line.action()).isEqualTo(Action.DELETED_THERE);
    assertThat(line.automatic()).isFalse();
    belfry.sync.now();
    assertThat(belfry.heldThere()).isEmpty();
    assertThat(belfry.standing("nightly").missing()).contains(clock.instant());

    assertThat(belfry.decided(Decision.PUT_BACK)).isEqualTo(Outcome.DONE);
    assertThat(belfry.heldThere()).containsExactly(NAME);
    assertThat(belfry.standing("nightly").missing()).isEmpty();

    clock.moveBy(Duration.ofMinutes(2));
    qstash.console().delete(NAME);
    assertThat(belfry.decided(Decision.TAKE_OVER)).isEqualTo(Outcome.DONE);
    assertThat(belfry.schedule("nightly").active()).isFalse();
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void whereDriftIsNotToleratedADeletionIsUndoneByItself() {
    belfry.active("nightly", "0 2 * * *");
    restart(setup().enforcing());
    qstash.console().delete(NAME);

    belfry.sync.now();

    assertThat(belfry.heldThere()).containsExactly(NAME);
  }

  @Test
  void whatWasMadeAgainThereIsNotMissingAnyMore() {
    belfry.active("nightly", "0 2 * * *");
    HeldSchedule before = held();
    qstash.console().delete(NAME);
    belfry.sync.now();
    qstash.console().create(NAME, before.cron(), before.destination(), it -> before);

    belfry.sync.now();

    assertThat(belfry.standing("nightly").missing()).isEmpty();
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Failure.class,
      names = {"SHORT_LIST", "EMPTY_LIST", "STALE_LIST", "WRONG_LIST"})
  void aListThatIsWrongLeadsToNothing(Failure failure) {
    if (failure == Failure.STALE_LIST) {
      belfry.active("a9", "0 1 * * *");
      qstash.fails(failure).always();
    }
    for (int number = 0; number < 6; number++) {
      belfry.active("a" + number, "0 2 * * *");
    }
    belfry.activate("a1", "cron", "0 3 * * *");
    belfry.scheduling.pause(new ScheduleId("a2"), Optional.empty(), "", "ada");
    belfry.scheduling.pause(new ScheduleId("a3"), Optional.empty(), "", "ada");
    belfry.scheduling.resume(new ScheduleId("a3"));
    belfry.scheduling.deactivate(new WorkflowId("a4"));
    clock.moveBy(Duration.ofMinutes(10));
    if (failure != Failure.STALE_LIST) {
      qstash.fails(failure).always();
    }
    List<HeldSchedule> before = qstash.schedules();
    int calls = qstash.calls().size();

    belfry.sync.now();

    assertThat(qstash.schedules()).isEqualTo(before);
    assertThat(qstash.calls().subList(calls, qstash.calls().size()))
        .extracting(Call::method)
        .containsOnly("GET");
    assertThat(belfry.scheduling.list())
        .filteredOn(it -> it.pause().isPresent())
        .extracting(it -> it.id().value())
        .containsExactly("a2");
    assertThat(belfry.schedules.standings()).allMatch(it -> it.missing().isEmpty());
    assertThat(belfry.sync.plan().items())
        .as("but what bears the name of nobody we know may be shown")
        .allMatch(it -> !it.automatic());
  }

  @Test
  void aListThatShowsWhatWasSwitchedOffRemovesNothingThatIsOnAgain() {
    belfry.active("nightly", "0 2 * * *");
    belfry.scheduling.deactivate(new WorkflowId("nightly"));
    qstash.fails(Failure.STALE_LIST).always();
    belfry.activate("nightly");
    clock.moveBy(Duration.ofMinutes(10));

    belfry.sync.now();

    assertThat(belfry.heldThere()).containsExactly(NAME);
  }

  @Test
  void moreThanFiveRemovalsWaitForAConfirmation() {
    for (int number = 0; number < 6; number++) {
      belfry.active("a" + number, "0 2 * * *");
    }
    qstash.fails(Failure.UNAVAILABLE).forMethod("DELETE").always();
    for (int number = 0; number < 6; number++) {
      belfry.scheduling.deactivate(new WorkflowId("a" + number));
    }
    qstash.recovers();

    Sync.Round round = belfry.sync.now();

    assertThat(round.results())
        .hasSize(6)
        .allMatch(it -> it.outcome() == Outcome.NEEDS_CONFIRMATION);
    assertThat(belfry.sync.plan().state())
        .isEqualTo(dev.carillon.scheduling.Plan.State.NEEDS_CONFIRMATION);
    assertThat(qstash.schedules()).hasSize(6);
    String one = belfry.sync.plan().items().get(0).id();
    assertThat(belfry.sync.round(Optional.of(Set.of(one)), false).results())
        .extracting(Result::outcome)
        .containsExactly(Outcome.NEEDS_CONFIRMATION);

    belfry.sync.round(Optional.empty(), true);

    assertThat(qstash.schedules()).isEmpty();
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void fiveRemovalsAreCarriedOutWithoutAsking() {
    for (int number = 0; number < 5; number++) {
      belfry.active("a" + number, "0 2 * * *");
    }
    qstash.fails(Failure.UNAVAILABLE).forMethod("DELETE").always();
    for (int number = 0; number < 5; number++) {
      belfry.scheduling.deactivate(new WorkflowId("a" + number));
    }
    qstash.recovers();

    belfry.sync.now();

    assertThat(qstash.schedules()).isEmpty();
  }

  @Test
  void onlyTheLinesThatWereChosenAreCarriedOutAndOldOnesAreToldAsStale() {
    belfry.active("a", "0 2 * * *");
    belfry.active("b", "0 2 * * *");
    belfry.scheduling.pause(new ScheduleId("a"), Optional.empty(), "", "ada");
    belfry.scheduling.pause(new ScheduleId("b"), Optional.empty(), "", "ada");
    qstash.console().resume("carillon.a");
    qstash.console().resume("carillon.b");
    String line = belfry.sync.plan().items().get(0).id();

    Sync.Round round = belfry.sync.round(Optional.of(Set.of(line, "pause.c.00000000")), false);

    assertThat(round.results())
        .extracting(Result::outcome)
        .containsExactlyInAnyOrder(Outcome.DONE, Outcome.STALE);
    assertThat(qstash.schedules()).extracting(HeldSchedule::paused).containsExactly(true, false);
  }

  @Test
  void theScheduleOfAnotherInstallationIsAConflictThatAClickTakesOver() {
    belfry.active("nightly", "0 2 * * *");
    qstash
        .console()
        .edit(
            NAME, it -> it.withBody(it.body().replace(belfry.installation.get(), "somebody-else")));

    PlanItem line = belfry.line();
    assertThat(line.action()).isEqualTo(Action.CONFLICT);
    assertThat(line.reason()).isEqualTo(Reason.OTHER_INSTALLATION);
    belfry.sync.now();
    assertThat(held().body()).contains("somebody-else");

    assertThat(belfry.decided(Decision.MAKE_OURS)).isEqualTo(Outcome.DONE);

    assertThat(held().body()).contains(belfry.installation.get());
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void whatCallsSomebodyElseIsNotOursToChangeNorToRemove() {
    belfry.active("nightly", "0 2 * * *");
    qstash.console().edit(NAME, it -> it.withDestination(Belfry.BASE + ".evil.example/hook"));
    assertThat(belfry.line().reason()).isEqualTo(Reason.OTHER_DESTINATION);

    belfry.scheduling.deactivate(new WorkflowId("nightly"));
    belfry.sync.now();

    assertThat(belfry.heldThere()).containsExactly(NAME);
    assertThat(belfry.line().action()).isEqualTo(Action.CONFLICT);
  }

  @Test
  void aNewerRevisionThanOursIsAConflictUntilItIsMadeOurs() {
    belfry.active("nightly", "0 2 * * *");
    qstash
        .console()
        .edit(NAME, it -> it.withBody(it.body().replace("revision\":1", "revision\":9")));

    assertThat(belfry.line().reason()).isEqualTo(Reason.NEWER_REVISION);
    belfry.sync.now();
    assertThat(held().body()).contains("\"revision\":9");

    assertThat(belfry.decided(Decision.MAKE_OURS)).isEqualTo(Outcome.DONE);

    assertThat(belfry.schedule("nightly").revision()).isEqualTo(10);
    assertThat(held().body()).contains("\"revision\":10");
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void whatTheDatabaseDoesNotKnowIsShownAndAdoptedOrRemovedByAClickOnly() {
    belfry.active("nightly", "0 2 * * *");
    belfry.active("other", "0 3 * * *");
    forget("nightly");
    forget("other");

    assertThat(belfry.sync.plan().items())
        .extracting(PlanItem::reason)
        .containsOnly(Reason.NOT_RECORDED);
    belfry.sync.now();
    assertThat(qstash.schedules()).hasSize(2);
    List<PlanItem> lines = belfry.sync.plan().items();

    assertThat(belfry.decisions.decide(lines.get(0).id(), Decision.ADOPT, "ada").outcome())
        .isEqualTo(Outcome.DONE);
    assertThat(
            belfry.decisions.decide(lines.get(1).id(), Decision.REMOVE, "ada").outcome())
        .isEqualTo(Outcome.DONE);

    assertThat(belfry.heldThere()).containsExactly(NAME);
    assertThat(belfry.schedule("nightly").revision()).isEqualTo(2);
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  /** As if the database were an older backup. */
  private void forget(String name) {
    belfry.schedules.undo(new ScheduleId(name), 1, clock.instant());
  }

  @Test
  void aHandMadeScheduleThatCallsUsIsAdopted() {
    belfry.save("nightly");
    qstash.console().create("scd_1", "30 4 * * *", Belfry.BASE + "/api/jobs/nightly");

    PlanItem line = belfry.line();
    assertThat(line.action()).isEqualTo(Action.ADOPT);
    assertThat(line.workflow()).contains(new WorkflowId("nightly"));
    assertThat(belfry.sync.now().plan().state())
        .isEqualTo(dev.carillon.scheduling.Plan.State.IN_SYNC);

    assertThat(belfry.decided(Decision.ADOPT)).isEqualTo(Outcome.DONE);

    assertThat(belfry.heldThere()).containsExactly(NAME);
    assertThat(held().cron()).isEqualTo("30 4 * * *");
    assertThat(belfry.schedule("nightly").active()).isTrue();
  }

  @Test
  void aHandMadeScheduleThatWasPausedIsPausedAfterItsAdoption() {
    belfry.save("nightly");
    qstash.console().create("scd_1", "30 4 * * *", Belfry.BASE + "/api/jobs/nightly");
    qstash.console().pause("scd_1");

    assertThat(belfry.decided(Decision.ADOPT)).isEqualTo(Outcome.DONE);

    assertThat(held().paused()).isTrue();
    assertThat(belfry.schedule("nightly").pause()).isPresent();
  }

  @Test
  void whereOursIsRefusedTheHandMadeOneGoesOn() {
    belfry.save("nightly");
    qstash.console().create("scd_1", "30 4 * * *", Belfry.BASE + "/api/jobs/nightly");
    qstash.fails(Failure.QUOTA_SCHEDULES).always();

    assertThat(belfry.decided(Decision.ADOPT)).isEqualTo(Outcome.REFUSED);

    assertThat(qstash.schedule("scd_1").paused()).isFalse();
    assertThat(belfry.scheduling.find(new ScheduleId("nightly"))).isEmpty();
  }

  @Test
  void whereTheAnswerAboutOursIsLostTheHandMadeOneWaitsAndIsAdoptedLater() {
    belfry.save("nightly");
    qstash.console().create("scd_1", "30 4 * * *", Belfry.BASE + "/api/jobs/nightly");
    qstash
        .fails(Failure.AFTER_APPLYING)
        .forMethod("POST")
        .forPath(".*example.*")
        .always();

    assertThat(belfry.decided(Decision.ADOPT)).isEqualTo(Outcome.PENDING);
    assertThat(qstash.schedule("scd_1").paused()).isTrue();
    qstash.recovers();
    belfry.sync.now();

    assertThat(belfry.decided(Decision.ADOPT)).isEqualTo(Outcome.DONE);
    assertThat(belfry.heldThere()).containsExactly(NAME);
    assertThat(held().paused()).isFalse();
    assertThat(belfry.schedule("nightly").pause()).isEmpty();
  }

  @Test
  void aHandMadeScheduleOfNoWorkflowOfOursIsNotAdopted() {
    qstash.console().create("scd_1", "30 4 * * *", Belfry.BASE + "/api/jobs/unheard-of");
    qstash.console().create("scd_2", "30 4 * * *", Belfry.BASE + "/elsewhere");

    List<PlanItem> lines = belfry.sync.plan().items();
    for (PlanItem line : lines) {
      Result result = belfry.decisions.decide(line.id(), Decision.ADOPT, "ada");
      assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
    }

    assertThat(qstash.schedules()).hasSize(2).noneMatch(HeldSchedule::paused);
  }

  @Test
  void theRestOfTheAccountIsNoneOfOurBusiness() {
    qstash.console().create("scd_1", "30 4 * * *", "https://other.example/job");
    qstash.console().create("other.nightly", "30 4 * * *", "https://other.example/job");

    assertThat(belfry.sync.now().plan().items()).isEmpty();
    assertThat(qstash.schedules()).hasSize(2);
  }

  @Test
  void aDecisionAboutALineThatIsNoMoreIsStale() {
    belfry.active("nightly", "0 2 * * *");
    edit("0 3 * * *");
    String line = belfry.line().id();
    edit("0 4 * * *");

    assertThat(belfry.decisions.decide(line, Decision.PUT_BACK, "ada").outcome())
        .isEqualTo(Outcome.STALE);
    assertThat(
            belfry.decisions.decide(belfry.line().id(), Decision.ADOPT, "ada").outcome())
        .isEqualTo(Outcome.REFUSED);
    assertThat(held().cron()).isEqualTo("0 4 * * *");
  }

  @Test
  void anotherPublicUrlIsPutIntoEachScheduleByItself() {
    belfry.active("nightly", "0 2 * * *");
    qstash.knows("new.example", "203.0.113.8");
    restart(setup().published("https://new.example/bells"));
    belfry.copies.decide();

    assertThat(belfry.line().action()).isEqualTo(Action.UPDATE);
    assertThat(belfry.line().effect().vanishing()).isEmpty();
    belfry.sync.now();

    assertThat(held().destination()).startsWith("https://new.example/bells/");
    assertThat(belfry.sync.plan().items()).isEmpty();
  }

  @Test
  void aThousandSchedulesThatAreAsTheyShouldBeCostOneCall() {
    IntStream.range(0, 1_000).forEach(this::thousandth);
    clock.moveBy(Duration.ofMinutes(5));
    int calls = qstash.calls().size();

    dev.carillon.scheduling.Plan plan = belfry.sync.now().plan();

    assertThat(plan.items()).isEmpty();
    assertThat(qstash.calls().size() - calls).isEqualTo(1);

    qstash.console().delete("carillon.a7");
    qstash.fails(Failure.EMPTY_LIST);
    assertThat(belfry.sync.now().plan().items().size()).isLessThanOrEqualTo(1);
    assertThat(qstash.calls().size() - calls).isLessThan(60);
    assertThat(qstash.schedules()).hasSize(999);
  }

  /** Without a definition of its own: a thousand of those take long. */
  private void thousandth(int number) {
    ScheduleId id = new ScheduleId("a" + number);
    var wording = new dev.carillon.schedule.Wording(
        dev.carillon.cron.Cron.parse(number % 60 + " 2 * * *"),
        java.time.ZoneOffset.UTC,
        3,
        dev.carillon.schedule.Overlap.SKIP,
        dev.carillon.schedule.CatchUp.LAST);
    Schedule made = belfry.schedules.revise(
        new ScheduleStore.Revised(id, new WorkflowId("a" + number), true, wording, Set.of()),
        0,
        clock.instant());
    ScheduleEngine engine = belfry.engines.main();
    engine.put(made);
    belfry.schedules.confirm(
        id,
        1,
        new Standing.Held(
            Optional.of(new Told("qstash", 1, engine.facts(made), clock.instant())),
            false,
            Optional.empty()));
  }
}
