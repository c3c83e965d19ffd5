package dev.carillon.running;

import static dev.carillon.running.JournalUnderTest.progress;
import static dev.carillon.running.JournalUnderTest.text;
import static dev.carillon.running.Rules.BROKEN;
import static dev.carillon.running.VisitBuilder.aVisit;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitKey;
import dev.carillon.run.VisitState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Journal} promises about visits. A journal is tested by implementing this. */
public interface JournalContract extends JournalUnderTest {
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
}
