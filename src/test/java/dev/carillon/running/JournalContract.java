package dev.carillon.running;

import static dev.carillon.running.Rules.BROKEN;
import static dev.carillon.running.Rules.HELLO;
import static dev.carillon.running.VisitBuilder.aVisit;
import static dev.carillon.testing.ArrivalBuilder.anArrival;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.authoring.WorkflowStore;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitKey;
import dev.carillon.run.VisitState;
import dev.carillon.testing.Together;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Journal} promises. A journal is tested by implementing this. */
public interface JournalContract {
  Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  VisitKey FIRST = VisitKey.of("/do", 0, "greet", 1);
  VisitKey SECOND = VisitKey.of("/do", 1, "post", 1);

  /** Returns the journal under test, empty, and the same one for the whole of a test. */
  Journal journal();

  /** Returns stores over the same database. */
  RunStore runs();

  WorkflowStore workflows();

  @BeforeEach
  default void aWorkflowIsThere() {
    workflows().save(HELLO);
  }

  @Test
  default void aVisitIsFoundAsItWasWritten() {
    Lease lease = lease();
    Visit visit = new Visit(
        FIRST,
        "/do/0/greet",
        "greet",
        "set",
        VisitState.FAULTED,
        2,
        text("raw"),
        text("input"),
        Optional.of(text("output")),
        Optional.of(JsonNodeFactory.instance.nullNode()),
        Optional.of("continue"),
        Optional.of(BROKEN.at("/do/0/greet")),
        Optional.of(JsonNodeFactory.instance.arrayNode().add(1)),
        Optional.of(text("progress")),
        List.of(new Visit.LogLine(NOON, "info", "Zoë \0 said: \"hi\"")),
        NOON,
        Optional.of(NOON.plusMillis(1)),
        Optional.of(NOON.plusMillis(2)),
        Optional.of(NOON.plusMillis(3)));

    journal().write(lease, visit, NOON);

    assertThat(journal().find(lease.run(), FIRST)).contains(visit);
    assertThat(journal().find(lease.run(), SECOND)).isEmpty();
  }

  @Test
  default void aVisitIsReplacedUntilItIsDoneAndNeverAfterwards() {
    Lease lease = lease();
    Visit done = aVisit(FIRST).completed("first").build();

    journal().write(lease, aVisit(FIRST).build(), NOON);
    journal().write(lease, done, NOON);
    journal().write(lease, aVisit(FIRST).completed("second").build(), NOON);
    journal().write(lease, aVisit(FIRST).build(), NOON);

    assertThat(journal().find(lease.run(), FIRST)).contains(done);
    assertThat(journal().page(lease.run(), 0, 10)).hasSize(1);
  }

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

  @Test
  default void manyVisitsAreOneCommitAndStandAsTheLastOfEachSays() {
    Lease lease = lease();
    Visit done = aVisit(FIRST).completed("first").exporting("outer").build();

    journal()
        .write(
            lease,
            new Entries(
                List.of(
                    aVisit(FIRST).build(),
                    aVisit(SECOND).completed("second").exporting("inner").build(),
                    done),
                Map.of()),
            NOON);

    assertThat(journal().page(lease.run(), 0, 10))
        .extracting(it -> it.visit().key())
        .containsExactly(FIRST, SECOND);
    assertThat(journal().find(lease.run(), FIRST)).contains(done);
    assertThat(journal().context(lease.run())).contains(text("outer"));
    assertThat(journal().extent(lease.run()).steps()).isEqualTo(2);
  }

  @Test
  default void aLargeValueThatManyStepsShareIsKeptOnce() {
    Lease lease = lease();
    String large = "x".repeat(100_000);
    for (int index = 0; index < 20; index++) {
      journal()
          .write(
              lease,
              aVisit(VisitKey.of("/do", index, "same", 1)).completed(large).build(),
              NOON);
    }

    assertThat(journal().extent(lease.run()).volume()).isBetween(100_000L, 110_000L);
    assertThat(journal().page(lease.run(), 0, 100))
        .hasSize(20)
        .allMatch(it -> it.visit().output().equals(Optional.of(text(large))));
    assertThat(journal().outputs(lease.run(), Set.of("same"))).containsEntry("same", text(large));
  }

  @Test
  default void whatIsOpenInABlockIsBrokenOffAndWhatIsDoneStays() {
    Lease lease = lease();
    VisitKey inside = VisitKey.of(FIRST.inner(), 0, "inside", 1);
    VisitKey deeper = VisitKey.of(inside.inner(), 0, "deeper", 1);
    VisitKey done = VisitKey.of(FIRST.inner(), 1, "done", 1);
    VisitKey neighbour = VisitKey.of(FIRST.value() + "0/do", 0, "near", 1);
    for (VisitKey key : List.of(FIRST, inside, deeper, neighbour)) {
      journal().write(lease, aVisit(key).build(), NOON);
    }
    journal().write(lease, aVisit(done).completed("x").build(), NOON);

    journal().breakOff(lease, FIRST.value(), "over", NOON);

    assertThat(journal().page(lease.run(), 0, 10))
        .extracting(it -> it.visit().state())
        .containsExactly(
            VisitState.RUNNING,
            VisitState.CANCELED,
            VisitState.CANCELED,
            VisitState.RUNNING,
            VisitState.COMPLETED);
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

  /** Returns what moves a block on. */
  static Entries progress(VisitKey block, String now) {
    return new Entries(List.of(), Map.of(block, text(now)));
  }

  @Test
  default void aLoopMovesOnAndTheRestOfItsVisitStays() {
    Lease lease = lease();
    Visit loop =
        aVisit(FIRST).items(JsonNodeFactory.instance.arrayNode().add(1).add(2)).build();
    journal().write(lease, loop, NOON);

    journal().write(lease, progress(FIRST, "round 2"), NOON);

    Visit kept = journal().find(lease.run(), FIRST).orElseThrow();
    assertThat(kept.progress()).contains(text("round 2"));
    assertThat(kept.items()).isEqualTo(loop.items());
    assertThat(kept.state()).isEqualTo(VisitState.RUNNING);
  }

  @Test
  default void theLastVisitOfABlockIsTheOneThatWasBegunLast() {
    Lease lease = lease();
    VisitKey inner = VisitKey.of(FIRST.inner(), 0, "inner", 1);
    journal().write(lease, aVisit(FIRST).build(), NOON);
    journal().write(lease, aVisit(SECOND).build(), NOON);
    journal().write(lease, aVisit(inner).build(), NOON);
    journal().write(lease, aVisit(FIRST).completed("later").build(), NOON);

    assertThat(journal().last(lease.run(), "/do")).map(Visit::key).contains(SECOND);
    assertThat(journal().last(lease.run(), FIRST.inner())).map(Visit::key).contains(inner);
    assertThat(journal().last(lease.run(), "/do/7")).isEmpty();
  }

  @Test
  default void visitsOfATaskAreCounted() {
    Lease lease = lease();
    for (int visit = 1; visit <= 12; visit++) {
      journal()
          .write(
              lease,
              aVisit(VisitKey.of("/do", 0, "greet", visit)).completed("x").build(),
              NOON);
    }

    assertThat(journal().visits(lease.run(), "/do", "0/greet")).isEqualTo(12);
    assertThat(journal().visits(lease.run(), "/do", "1/greet")).isZero();
  }

  @Test
  default void theContextIsTheOneThatWasExportedLastNotTheOneThatWasBegunLast() {
    Lease lease = lease();
    VisitKey inner = VisitKey.of(FIRST.inner(), 0, "inner", 1);
    assertThat(journal().context(lease.run())).isEmpty();

    journal().write(lease, aVisit(FIRST).build(), NOON);
    journal().write(lease, aVisit(inner).completed("x").exporting("inner").build(), NOON);
    journal().write(lease, aVisit(FIRST).completed("x").exporting("outer").build(), NOON);
    journal().write(lease, aVisit(SECOND).completed("x").build(), NOON);

    assertThat(journal().context(lease.run())).contains(text("outer"));
  }

  @Test
  default void theOutputsOfANameAreTheNewestOfTasksThatAreDone() {
    Lease lease = lease();
    journal().write(lease, aVisit(FIRST).completed("first").build(), NOON);
    journal()
        .write(
            lease, aVisit(VisitKey.of("/do", 0, "greet", 2)).completed("second").build(), NOON);
    journal().write(lease, aVisit(VisitKey.of("/do", 0, "greet", 3)).build(), NOON);
    journal().write(lease, aVisit(SECOND).build(), NOON);

    assertThat(journal().outputs(lease.run(), Set.of("greet", "post", "nobody")))
        .isEqualTo(Map.of("greet", text("second")));
  }

  @Test
  default void visitsAreTurnedOverInTheOrderOfTheirBeginning() {
    Lease lease = lease();
    List<VisitKey> keys = new ArrayList<>();
    for (int index = 0; index < 5; index++) {
      keys.add(VisitKey.of("/do", index, "task", 1));
      journal().write(lease, aVisit(keys.get(index)).build(), NOON);
    }
    journal().write(lease, aVisit(keys.get(0)).completed("x").build(), NOON);

    List<Journal.Entry> first = journal().page(lease.run(), 0, 3);
    List<Journal.Entry> second = journal().page(lease.run(), first.get(2).number(), 3);

    assertThat(first).extracting(entry -> entry.visit().key()).isEqualTo(keys.subList(0, 3));
    assertThat(second).extracting(entry -> entry.visit().key()).isEqualTo(keys.subList(3, 5));
  }

  @Test
  default void runsKeepTheirVisitsApart() {
    Lease one = lease();
    Lease other = lease();
    journal().write(one, aVisit(FIRST).completed("one").build(), NOON);

    assertThat(journal().find(other.run(), FIRST)).isEmpty();
    assertThat(journal().outputs(other.run(), Set.of("greet"))).isEmpty();
  }

  private static JsonNode text(String text) {
    return JsonNodeFactory.instance.textNode(text);
  }

  /** Makes a run and takes it, for thirty seconds from noon. */
  private Lease lease() {
    Arrival arrival = anArrival().build();
    runs().admit(arrival, Rules.start(arrival));
    RunId run = arrival.candidate();
    return runs()
        .claim(run, "node", NOON, NOON.plusSeconds(30), false)
        .orElseThrow()
        .lease();
  }
}
