package dev.carillon.running;

import static dev.carillon.running.JournalUnderTest.progress;
import static dev.carillon.running.JournalUnderTest.text;
import static dev.carillon.running.Rules.BROKEN;
import static dev.carillon.running.Rules.HELLO;
import static dev.carillon.running.VisitBuilder.aVisit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitKey;
import dev.carillon.run.VisitState;
import dev.carillon.testing.Together;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Journal} promises about who may write, about runs that wait and about their children. */
public interface JournalLeaseContract extends JournalUnderTest {
  @Test
  default void whoWasOvertakenWritesNothingMore() {
    Lease old = lease();
    journal().write(old, aVisit(FIRST).build(), NOON);
    Instant later = NOON.plusSeconds(30);
    Lease present = runs()
        .claim(old.run(), "other", later, later.plusSeconds(30), true)
        .orElseThrow()
        .lease();

    assertThatThrownBy(() -> journal().write(old, aVisit(FIRST).completed("x").build(), NOON))
        .isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(() -> journal().write(old, aVisit(SECOND).build(), NOON))
        .isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(() -> journal().write(old, progress(FIRST, "x"), NOON))
        .isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(() -> journal().breakOff(old, "/do", "over", NOON))
        .isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(() -> runs().park(old, Optional.of(later), NOON))
        .isInstanceOf(LeaseLostException.class);

    assertThat(journal().page(old.run(), 0, 10))
        .extracting(entry -> entry.visit().key())
        .containsExactly(FIRST);
    assertThat(journal().find(old.run(), FIRST)).map(Visit::state).contains(VisitState.RUNNING);
    assertThat(runs().get(old.run()).state()).isEqualTo(RunState.RUNNING);
    journal().write(present, aVisit(SECOND).build(), later);
  }

  @Test
  default void whoseLeaseIsOverWritesNothingEvenIfNobodyCameYet() {
    Lease lease = lease();

    assertThatThrownBy(() -> journal().write(lease, aVisit(FIRST).build(), NOON.plusSeconds(30)))
        .isInstanceOf(LeaseLostException.class);

    assertThat(journal().find(lease.run(), FIRST)).isEmpty();
  }

  @Test
  default void leasesAreRenewedTogetherAndThoseThatAreLostAreNot() {
    Lease held = lease();
    Lease lost = lease();
    Instant later = NOON.plusSeconds(30);
    runs().claim(lost.run(), "other", later, later.plusSeconds(30), true).orElseThrow();

    Set<Lease> renewed = runs().renewAll(List.of(held, lost), NOON.plusSeconds(90));

    assertThat(renewed).containsExactly(held);
    assertThat(runs().claimable(NOON.plusSeconds(89), 10))
        .contains(lost.run())
        .doesNotContain(held.run());
    runs().renewAll(List.of(held), NOON.plusSeconds(40));
    assertThat(runs().claimable(NOON.plusSeconds(89), 10)).doesNotContain(held.run());
    assertThat(runs().renewAll(List.of(), NOON)).isEmpty();
  }

  @Test
  default void inATruceNobodysRunsAreTakenOver() {
    Lease expired = lease();
    RunId left = lease().run();
    Lease again = runs()
        .claim(left, "node", NOON.plusSeconds(30), NOON.plusSeconds(60), true)
        .orElseThrow()
        .lease();
    runs().release(again, NOON.plusSeconds(31));

    assertThat(runs().claimable(NOON.plusSeconds(99), 10, false)).containsExactly(left);
    assertThat(runs().claimable(NOON.plusSeconds(99), 10, true)).contains(expired.run());
  }

  @Test
  default void theWalkerOfACanceledRunWritesNothingMore() {
    Lease lease = lease();
    runs().cancel(lease.run(), "enough", NOON);

    assertThatThrownBy(() -> journal().write(lease, aVisit(FIRST).build(), NOON))
        .isInstanceOf(LeaseLostException.class);
  }

  @Test
  default void ofWritesThatRaceWithATakeoverNoneComesAfterIt() throws Exception {
    Lease old = lease();
    Instant later = NOON.plusSeconds(30);

    List<Boolean> written = Together.call(8, number -> () -> {
      if (number == 0) {
        runs().claim(old.run(), "other", later, later.plusSeconds(30), true).orElseThrow();
        return false;
      }
      try {
        journal().write(old, aVisit(VisitKey.of("/do", number, "task", 1)).build(), NOON);
        return true;
      } catch (LeaseLostException overtaken) {
        return false;
      }
    });

    long counted = written.stream().filter(it -> it).count();
    assertThat(journal().page(old.run(), 0, 10)).hasSize((int) counted);
  }

  @Test
  default void aParkedRunWaitsAndItsLeaseIsGiven() {
    Lease lease = lease();
    Instant wake = NOON.plusSeconds(3600);

    runs().park(lease, Optional.of(wake), NOON);

    assertThat(runs().get(lease.run()).state()).isEqualTo(RunState.WAITING);
    assertThat(runs().get(lease.run()).wakeAt()).contains(wake);
    assertThat(runs().nextWake(NOON)).contains(wake);
    assertThat(runs().renew(lease, NOON.plusSeconds(60))).isFalse();
    assertThat(runs().claim(lease.run(), "node", wake.minusMillis(1), wake, true))
        .isEmpty();
    assertThat(runs()
            .claim(lease.run(), "node", wake, wake.plusSeconds(30), true)
            .orElseThrow()
            .run()
            .attempts())
        .isEqualTo(1);
  }

  @Test
  default void aParkedRunWithoutATimeWaitsUntilItIsWoken() {
    Lease lease = lease();

    runs().park(lease, Optional.empty(), NOON);

    assertThat(runs().get(lease.run()).state()).isEqualTo(RunState.WAITING);
    assertThat(runs().get(lease.run()).wakeAt()).isEmpty();
    assertThat(runs().claimable(NOON.plusSeconds(1_000_000), 10)).doesNotContain(lease.run());
  }

  /** Makes the child that a visit of a run asks for. */
  private RunId child(Lease lease, VisitKey key, boolean awaited) {
    RunId id = dev.carillon.testing.ArrivalBuilder.anArrival().build().candidate();
    Child child =
        new Child(id, HELLO, 4, Optional.empty(), text("input"), awaited, Limits.USUAL.depth());
    assertThat(runs().spawn(lease, aVisit(key).build(), child, NOON)).isTrue();
    assertThat(runs().spawn(lease, aVisit(key).build(), child, NOON)).isTrue();
    assertThat(runs().get(id).parent()).contains(lease.run());
    return id;
  }

  private Lease taken(RunId run) {
    return runs()
        .claim(run, "node", NOON, NOON.plusSeconds(30), false)
        .orElseThrow()
        .lease();
  }

  @Test
  default void theEndOfAChildLetsItsParentGoOnWhicheverComesFirst() {
    Lease early = lease();
    RunId first = child(early, FIRST, true);
    runs().succeed(taken(first), text("done"), NOON);
    assertThat(runs().park(early, Optional.empty(), NOON).wakeAt()).contains(NOON);

    Lease late = lease();
    RunId second = child(late, FIRST, true);
    assertThat(runs().park(late, Optional.empty(), NOON).wakeAt()).isEmpty();
    runs().fail(taken(second), BROKEN, NOON, run -> RetryRule.END);
    assertThat(runs().get(late.run()).wakeAt()).contains(NOON);
  }

  @Test
  default void whoAsksAnewWaitsForTheNewChildAlone() {
    Lease parent = lease();
    runs().fail(taken(child(parent, FIRST, true)), BROKEN, NOON, run -> RetryRule.END);
    Lease anew = taken(child(parent, FIRST, true));

    assertThat(runs().park(parent, Optional.empty(), NOON).wakeAt()).isEmpty();
    runs().succeed(anew, text("done"), NOON);
    assertThat(runs().get(parent.run()).wakeAt()).contains(NOON);
  }

  @Test
  default void ofAParentThatParksAndAChildThatEndsAtOnceNeitherMissesTheOther() throws Exception {
    for (int round = 0; round < 10; round++) {
      Lease parent = lease();
      Lease child = taken(child(parent, FIRST, true));

      Together.call(
          2,
          number -> () -> number == 0
              ? runs().park(parent, Optional.empty(), NOON)
              : runs().succeed(child, text("done"), NOON));

      assertThat(runs().get(parent.run()).wakeAt()).contains(NOON);
    }
  }

  @Test
  default void cancelGoesDownToThoseThatAreWaitedForAndBreakingOffToo() {
    Lease parent = lease();
    RunId awaited = child(parent, FIRST, true);
    RunId grandchild = child(taken(awaited), FIRST, true);
    RunId detached = child(parent, SECOND, false);
    assertThat(runs().descendants(parent.run())).containsExactlyInAnyOrder(awaited, grandchild);

    runs().cancel(parent.run(), "enough", NOON);

    assertThat(runs().get(awaited).state()).isEqualTo(RunState.CANCELED);
    assertThat(runs().get(grandchild).state()).isEqualTo(RunState.CANCELED);
    assertThat(runs().get(detached).state()).isEqualTo(RunState.PENDING);

    Lease other = lease();
    RunId lost = child(other, FIRST, true);
    assertThat(journal().breakOff(other, FIRST.value(), "lost", NOON)).containsExactly(lost);
    assertThat(runs().get(lost).state()).isEqualTo(RunState.CANCELED);
  }

  @Test
  default void theRunsThatVisitsAskedForAreToldByTheirVisits() {
    Lease lease = lease();
    RunId first = child(lease, FIRST, true);
    RunId second = child(lease, SECOND, false);
    List<Long> numbers =
        journal().page(lease.run(), 0, 10).stream().map(Journal.Entry::number).toList();

    List<RunStore.ChildRun> all = runs().children(lease.run(), numbers.get(0), numbers.get(1));

    assertThat(all).extracting(RunStore.ChildRun::visit).isEqualTo(numbers);
    assertThat(all).extracting(RunStore.ChildRun::id).containsExactly(first, second);
    assertThat(all).extracting(RunStore.ChildRun::workflow).containsOnly(HELLO.id());
    assertThat(all).extracting(RunStore.ChildRun::state).containsOnly(RunState.PENDING);
    assertThat(runs().children(lease.run(), numbers.get(1), numbers.get(1)))
        .extracting(RunStore.ChildRun::id)
        .containsExactly(second);
    assertThat(runs().children(first, 0, 100)).isEmpty();
  }

  @Test
  default void theVisitsThatBeganLastAreToldInTheirOrder() {
    Lease lease = lease();
    journal().write(lease, aVisit(FIRST).build(), NOON);
    journal().write(lease, aVisit(SECOND).build(), NOON);

    assertThat(journal().newest(lease.run(), 1))
        .extracting(entry -> entry.visit().key())
        .containsExactly(SECOND);
    assertThat(journal().newest(lease.run(), 9)).isEqualTo(journal().page(lease.run(), 0, 9));
  }

  @Test
  default void aRunWithTooManyParentsHasNoChildAndADeadlineIsNeverMoved() {
    Lease lease = lease();
    Child child = new Child(
        dev.carillon.testing.ArrivalBuilder.anArrival().build().candidate(),
        HELLO,
        4,
        Optional.of("1000"),
        text("input"),
        true,
        0);
    assertThat(runs().spawn(lease, aVisit(FIRST).build(), child, NOON)).isFalse();
    assertThat(runs().find(child.id())).isEmpty();

    assertThat(runs().bound(lease, NOON.plusSeconds(60))).isEqualTo(NOON.plusSeconds(60));
    assertThat(runs().bound(lease, NOON.plusSeconds(90))).isEqualTo(NOON.plusSeconds(60));
  }
}
