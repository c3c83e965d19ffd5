package dev.carillon.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.authoring.WorkflowStore.Saved;
import dev.carillon.testing.Together;
import dev.carillon.workflow.DefinitionHash;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link WorkflowStore} promises. A store is tested by implementing this. */
public interface WorkflowStoreContract {
  Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

  /** Returns the store under test, empty, and the same one for the whole of a test. */
  WorkflowStore workflows();

  @Test
  default void aWorkflowIsFoundAsItWasSavedWhateverTheCaseOfItsId() {
    StoredWorkflow saved = version("Hello", "1.0.0", "# Zoë\n");

    assertThat(workflows().save(saved)).isEqualTo(Saved.CREATED);

    StoredWorkflow found = workflows().find(new WorkflowId("hELLO")).orElseThrow();
    assertThat(found).isEqualTo(saved);
    assertThat(found.id().value()).isEqualTo("Hello");
    assertThat(workflows().source(saved.hash())).isEqualTo("# Zoë\n");
  }

  @Test
  default void nobodyIsFoundWhoWasNeverSaved() {
    assertThat(workflows().find(new WorkflowId("nobody"))).isEmpty();
    assertThat(workflows().versions(new WorkflowId("nobody"))).isEmpty();
    assertThat(workflows().remove(new WorkflowId("nobody"))).isFalse();
    assertThatThrownBy(() -> workflows().source(DefinitionHash.of("nothing")))
        .isInstanceOf(UnknownWorkflowException.class);
  }

  @Test
  default void aNewVersionIsThePresentOneAndTheOldOneStays() {
    StoredWorkflow old = version("hello", "1.0.0", "old");
    StoredWorkflow present = version("hello", "1.1.0", "new");
    workflows().save(old);

    assertThat(workflows().save(present)).isEqualTo(Saved.ADDED);

    assertThat(workflows().find(old.id())).contains(present);
    assertThat(workflows().versions(old.id())).containsExactly(present, old);
  }

  @Test
  default void theSameTextAgainChangesNothing() {
    StoredWorkflow first = version("hello", "1.0.0", "text");
    workflows().save(first);

    StoredWorkflow again = new StoredWorkflow(
        first.id(), "1.0.0", first.hash(), "text", NOON.plusSeconds(60), "somebody else");
    assertThat(workflows().save(again)).isEqualTo(Saved.UNCHANGED);

    assertThat(workflows().find(first.id())).contains(first);
  }

  @Test
  default void anOldTextThatIsSavedAgainIsRestored() {
    StoredWorkflow old = version("hello", "1.0.0", "old");
    workflows().save(old);
    workflows().save(version("hello", "1.1.0", "new"));

    assertThat(workflows().save(old)).isEqualTo(Saved.RESTORED);

    assertThat(workflows().find(old.id())).contains(old);
    assertThat(workflows().versions(old.id())).hasSize(2);
  }

  @Test
  default void aVersionWithAnotherTextIsRefused() {
    StoredWorkflow first = version("hello", "1.0.0", "text");
    workflows().save(first);

    assertThatThrownBy(() -> workflows().save(version("HELLO", "1.0.0", "other")))
        .isInstanceOf(VersionTakenException.class);

    assertThat(workflows().find(first.id())).contains(first);
  }

  @Test
  default void aVersionThatGoesOutFromAnotherThanThePresentOneIsRefused() {
    StoredWorkflow theirs = version("hello", "1.1.0", "theirs");
    StoredWorkflow mine = version("hello", "1.2.0", "mine");
    workflows().save(version("hello", "1.0.0", "text"));
    assertThat(save(theirs, Basis.version("1.0.0"))).isEqualTo(Saved.ADDED);

    assertThatThrownBy(() -> save(mine, Basis.version("1.0.0")))
        .isInstanceOfSatisfying(
            WorkflowChangedException.class, it -> assertThat(it.present()).contains(theirs))
        .hasMessageContainingAll("1.1.0", "Zoë");

    assertThat(workflows().find(mine.id())).contains(theirs);
    assertThat(workflows().versions(mine.id())).hasSize(2);
    assertThatThrownBy(() -> save(mine, Basis.NOTHING))
        .isInstanceOf(WorkflowChangedException.class);
    assertThat(save(mine, Basis.version("1.1.0"))).isEqualTo(Saved.ADDED);
    assertThat(save(version("hello", "1.3.0", "more"), Basis.ANY_VERSION)).isEqualTo(Saved.ADDED);
  }

  /** Also where somebody else took the number that one meant to take: what there is to know is who it was. */
  @Test
  default void whoseVersionIsTakenMeanwhileIsToldThatThereIsAnother() {
    StoredWorkflow theirs = version("hello", "1.1.0", "theirs");
    workflows().save(version("hello", "1.0.0", "text"));
    workflows().save(theirs);

    assertThatThrownBy(() -> save(version("hello", "1.1.0", "mine"), Basis.version("1.0.0")))
        .isInstanceOf(WorkflowChangedException.class);
    assertThatThrownBy(() -> save(version("hello", "1.1.0", "mine"), Basis.version("1.1.0")))
        .isInstanceOf(VersionTakenException.class);
  }

  @Test
  default void whatIsThePresentTextAlreadyIsUnchangedWhateverItGoesOutFrom() {
    StoredWorkflow once = version("hello", "1.1.0", "text");
    workflows().save(version("hello", "1.0.0", "old"));
    save(once, Basis.version("1.0.0"));

    assertThat(save(once, Basis.version("1.0.0"))).isEqualTo(Saved.UNCHANGED);
  }

  @Test
  default void whatWasRemovedOrNeverThereIsNotChanged() {
    StoredWorkflow gone = version("hello", "1.0.0", "text");
    workflows().save(gone);
    workflows().remove(gone.id());

    for (Basis basis : List.of(Basis.version("1.0.0"), Basis.ANY_VERSION)) {
      for (String id : List.of("hello", "nobody")) {
        assertThatThrownBy(() -> save(version(id, "1.0.0", "text"), basis))
            .isInstanceOfSatisfying(
                WorkflowChangedException.class, it -> assertThat(it.present()).isEmpty());
      }
    }

    assertThat(workflows().list(Optional.empty(), 10)).isEmpty();
    assertThat(workflows().versions(new WorkflowId("nobody"))).isEmpty();
  }

  @Test
  default void ofManyWhoGoOutFromTheSameVersionOneSaves() throws Exception {
    workflows().save(version("hello", "1.0.0", "text"));
    var numbers = new AtomicInteger();

    List<Boolean> saved = Together.call(8, () -> {
      String mine = "1.1." + numbers.incrementAndGet();
      try {
        return save(version("hello", mine, mine), Basis.version("1.0.0")) == Saved.ADDED;
      } catch (WorkflowChangedException late) {
        return false;
      }
    });

    assertThat(saved).containsOnlyOnce(true);
  }

  @Test
  default void theHashOfEachVersionIsToldWhileTheWorkflowIsThere() {
    StoredWorkflow old = version("hello", "1.0.0", "old");
    StoredWorkflow present = version("Hello", "1.1.0", "new");
    workflows().save(old);
    workflows().save(present);
    workflows().save(version("other", "9.0.0", "other"));

    assertThat(workflows().hashes(new WorkflowId("HELLO")))
        .isEqualTo(Map.of("1.0.0", old.hash(), "1.1.0", present.hash()));
    workflows().remove(old.id());
    assertThat(workflows().hashes(old.id())).isEmpty();
    assertThat(workflows().hashes(new WorkflowId("nobody"))).isEmpty();
  }

  private Saved save(StoredWorkflow version, Basis basis) {
    return workflows().save(version, basis, OptionalInt.empty());
  }

  @Test
  default void ofEightWhoSaveTheSameOneCreatesIt() throws Exception {
    List<Saved> saved = Together.call(8, () -> workflows().save(version("hello", "1.0.0", "text")));

    assertThat(saved).containsOnlyOnce(Saved.CREATED);
    assertThat(saved).filteredOn(Saved.UNCHANGED::equals).hasSize(7);
  }

  @Test
  default void aRemovedWorkflowIsGoneButItsTextsStay() {
    StoredWorkflow gone = version("hello", "1.0.0", "text");
    workflows().save(gone);

    assertThat(workflows().remove(gone.id())).isTrue();

    assertThat(workflows().remove(gone.id())).isFalse();
    assertThat(workflows().find(gone.id())).isEmpty();
    assertThat(workflows().list(Optional.empty(), 10)).isEmpty();
    assertThat(workflows().source(gone.hash())).isEqualTo("text");
    assertThat(workflows().versions(gone.id())).containsExactly(gone);
  }

  @Test
  default void aRemovedWorkflowMayBeMadeAnewWithAnotherTextForItsVersion() {
    StoredWorkflow gone = version("hello", "1.0.0", "text");
    StoredWorkflow anew = version("hello", "1.0.0", "other");
    workflows().save(gone);
    workflows().remove(gone.id());

    assertThat(workflows().save(anew)).isEqualTo(Saved.CREATED);

    assertThat(workflows().find(gone.id())).contains(anew);
    assertThat(workflows().source(gone.hash())).isEqualTo("text");
  }

  @Test
  default void workflowsAreListedInPagesInTheOrderOfTheirFoldedIds() {
    StoredWorkflow b = version("b-2", "1.0.0", "b");
    StoredWorkflow a = version("A", "1.0.0", "a");
    StoredWorkflow c = version("b1", "1.0.0", "c");
    List.of(c, b, a).forEach(workflows()::save);

    assertThat(workflows().list(Optional.empty(), 2)).containsExactly(a, b);
    assertThat(workflows().list(Optional.of(b.id()), 2)).containsExactly(c);
  }

  @Test
  default void aWorkflowIsChangedOnlyByThoseItComesFrom() {
    StoredWorkflow byHand = version("hello", "1.0.0", "text");
    StoredWorkflow byCode = from(version("made", "1.0.0", "text"), Origin.CODE);
    workflows().save(byHand);
    workflows().save(byCode);

    assertThat(workflows().find(byCode.id())).contains(byCode);
    assertThatThrownBy(() -> workflows().save(from(byHand, Origin.CODE)))
        .isInstanceOf(OtherOriginException.class)
        .hasMessageContaining("written by hand");
    assertThatThrownBy(() -> workflows().save(version("MADE", "2.0.0", "other")))
        .isInstanceOf(OtherOriginException.class)
        .hasMessageContaining("change the code");
    assertThat(workflows().find(byHand.id())).contains(byHand);
    assertThat(workflows().find(byCode.id())).contains(byCode);
  }

  @Test
  default void whatWasRemovedMayBeMadeByOthers() {
    StoredWorkflow byHand = version("hello", "1.0.0", "text");
    workflows().save(byHand);
    workflows().remove(byHand.id());

    assertThat(workflows().save(from(byHand, Origin.CODE))).isEqualTo(Saved.CREATED);

    assertThat(workflows().find(byHand.id())).contains(from(byHand, Origin.CODE));
  }

  @Test
  default void ofAHandAndACodeThatSaveAtOnceOneWins() throws Exception {
    StoredWorkflow byHand = version("hello", "1.0.0", "by hand");
    StoredWorkflow byCode = from(version("hello", "1.0.1", "by code"), Origin.CODE);
    var hands = List.of(byHand, byCode).iterator();

    List<Boolean> saved = Together.call(2, () -> {
      StoredWorkflow mine;
      synchronized (hands) {
        mine = hands.next();
      }
      try {
        return workflows().save(mine) == Saved.CREATED;
      } catch (OtherOriginException late) {
        return false;
      }
    });

    assertThat(saved).containsOnlyOnce(true);
  }

  private static StoredWorkflow from(StoredWorkflow version, Origin origin) {
    return new StoredWorkflow(
        version.id(),
        version.version(),
        version.hash(),
        version.source(),
        version.savedAt(),
        version.savedBy(),
        origin);
  }

  private static StoredWorkflow version(String id, String version, String source) {
    return new StoredWorkflow(
        new WorkflowId(id), version, DefinitionHash.of(source), source, NOON, "Zoë");
  }
}
