package dev.carillon.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.PlanItem.Action;
import dev.carillon.testing.qstash.FakeQStash;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After QSTASH_TOKEN or QSTASH_URL was changed to those of another account, or a dev server restarted. */
class OtherAccountTest extends BelfryOnQStash {
  private FakeQStash first;
  private FakeQStash other;

  @BeforeEach
  void openTheOther() {
    first = qstash;
    other = FakeQStash.start(clock).knows("carillon.example", "203.0.113.7");
  }

  @AfterEach
  void closeBoth() {
    first.close();
    other.close();
  }

  private void restartOn(FakeQStash account) {
    belfry.close();
    qstash = account;
    clock.moveBy(Duration.ofMinutes(5));
    belfry = setup().open();
  }

  private void assertAllIsGivenToIt() {
    assertThat(belfry.sync.plan().items()).hasSize(2).allSatisfy(it -> {
      assertThat(it.action()).isEqualTo(Action.CREATE);
      assertThat(it.reason()).isEqualTo(Reason.OTHER_ACCOUNT);
      assertThat(it.automatic()).isTrue();
    });
    assertThat(belfry.sync.now().plan().items()).isEmpty();
    assertThat(belfry.heldThere()).containsExactlyInAnyOrder("carillon.a", "carillon.b");
    assertThat(belfry.schedules.standings()).allMatch(it -> it.missing().isEmpty());
  }

  @Test
  void allIsGivenToTheOtherAccountAndBack() {
    belfry.active("a", "0 2 * * *");
    belfry.active("b", "0 3 * * *");

    restartOn(other);
    assertAllIsGivenToIt();

    first.console().delete("carillon.a");
    first.console().delete("carillon.b");
    restartOn(first);
    assertAllIsGivenToIt();
  }

  @Test
  void whatTheFirstAccountStillHoldsIsOursWhenWeComeBack() {
    belfry.active("a", "0 2 * * *");
    restartOn(other);
    belfry.sync.now();
    belfry.activate("a", "cron", "0 4 * * *");

    restartOn(first);

    assertThat(belfry.sync.now().plan().items()).isEmpty();
    assertThat(first.schedule("carillon.a").cron()).isEqualTo("0 4 * * *");
  }

  @Test
  void whatIsDeletedThereAfterWeCameBackWasDeletedBySomebody() {
    belfry.active("a", "0 2 * * *");
    belfry.active("b", "0 3 * * *");
    restartOn(other);
    belfry.sync.now();
    restartOn(first);
    assertThat(belfry.sync.now().plan().items()).isEmpty();

    first.console().delete("carillon.a");
    clock.moveBy(Duration.ofMinutes(5));

    assertThat(belfry.sync.now().plan().items())
        .extracting(PlanItem::action)
        .containsExactly(Action.DELETED_THERE);
    assertThat(belfry.heldThere()).containsExactly("carillon.b");
  }

  @Test
  void whatTheOtherAccountWasToldOtherwiseIsNoEditInThisOne() {
    belfry.active("a", "0 2 * * *");
    restartOn(other);
    belfry.sync.now();
    other.console().edit("carillon.a", it -> it.withCron("0 5 * * *"));
    clock.moveBy(Duration.ofMinutes(5));
    belfry.decide(PlanItem.Decision.TAKE_OVER);

    restartOn(first);

    assertThat(belfry.line().action()).isEqualTo(Action.UPDATE);
    assertThat(belfry.sync.now().plan().items()).isEmpty();
    assertThat(first.schedule("carillon.a").cron()).isEqualTo("0 5 * * *");
  }

  @Test
  void whatIsDeletedInTheSameAccountIsDeletedStill() {
    belfry.active("a", "0 2 * * *");
    belfry.active("b", "0 3 * * *");
    qstash.console().delete("carillon.a");
    qstash.console().delete("carillon.b");

    clock.moveBy(Duration.ofMinutes(5));

    assertThat(belfry.sync.now().plan().items())
        .extracting(PlanItem::action)
        .containsExactly(Action.DELETED_THERE, Action.DELETED_THERE);
    restartOn(other);
    assertThat(belfry.sync.now().plan().items())
        .as("known to be deleted by somebody before the account was changed")
        .extracting(PlanItem::action)
        .containsExactly(Action.DELETED_THERE, Action.DELETED_THERE);
  }

  @Test
  void whatRestsIsNotGivenToTheOtherAccountBeforeItIsResumed() {
    belfry.active("a", "0 2 * * *");
    belfry.scheduling.pause(new ScheduleId("a"), Optional.empty(), "", "ada");
    restartOn(other);

    assertThat(belfry.sync.now().plan().items()).isEmpty();
    assertThat(belfry.heldThere()).isEmpty();
    belfry.scheduling.resume(new ScheduleId("a"));
    assertThat(belfry.heldThere()).containsExactly("carillon.a");
  }

  @Test
  void theTokenItselfIsNotKept() throws Exception {
    belfry.active("a", "0 2 * * *");

    assertThat(belfry.standing("a").toldTo("qstash").orElseThrow().facts().get("account"))
        .matches("user:[0-9a-f]{64}")
        .doesNotContain(qstash.token());
  }
}
