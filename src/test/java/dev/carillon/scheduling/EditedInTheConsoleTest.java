package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.PlanItem.Action;
import dev.carillon.scheduling.PlanItem.Decision;
import dev.carillon.scheduling.PlanItem.Difference;
import dev.carillon.scheduling.Result.Outcome;
import dev.carillon.testing.qstash.Failure;
import dev.carillon.testing.qstash.HeldSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people do in the Upstash console, and what the plan and the sync make of it. */
class EditedInTheConsoleTest extends BelfryOnQStash {
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
  void whatWasDeletedThereIsMadeAgainByWhoeverSwitchesItOnAgain() {
    belfry.active("nightly", "0 2 * * *");
    qstash.console().delete(NAME);

    Schedule atOnce = belfry.activate("nightly");

    assertThat(atOnce.sync()).isEqualTo(Schedule.Sync.IN_SYNC);
    assertThat(belfry.heldThere()).containsExactly(NAME);

    clock.moveBy(Duration.ofSeconds(61));
    qstash.console().delete(NAME);
    belfry.sync.now();
    assertThat(belfry.schedules.standings()).allMatch(it -> it.missing().isPresent());

    belfry.activate("nightly");

    assertThat(belfry.heldThere()).containsExactly(NAME);
    assertThat(belfry.schedules.standings()).allMatch(it -> it.missing().isEmpty());
  }

  @Test
  void toSwitchOnWhatIsOnIsNoErrorWhileQStashIsAway() {
    belfry.active("nightly", "0 2 * * *");
    qstash.fails(Failure.UNAVAILABLE).always();

    Schedule same = belfry.activate("nightly");

    assertThat(same.active()).isTrue();
    assertThat(same.revision()).isEqualTo(1);
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
  void whatQStashDoesNotShowKeepsNoEditFromBeingTakenOver() {
    belfry.active("nightly", "0 2 * * *");
    edit("0 3 * * *");
    restart(setup().holding(Duration.ofMinutes(10)));
    clock.moveBy(Duration.ofMinutes(5));

    assertThat(belfry.line().offers())
        .containsExactlyInAnyOrder(Decision.TAKE_OVER, Decision.PUT_BACK);
    assertThat(belfry.decided(Decision.TAKE_OVER)).isEqualTo(Outcome.DONE);

    assertThat(schedule().wording().cron().text()).isEqualTo("0 3 * * *");
    belfry.sync.now();
    assertThat(belfry.sync.plan().items()).isEmpty();
    assertThat(held().parcel().options().timeout().orElseThrow())
        .isGreaterThan(Duration.ofMinutes(10));
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
}
