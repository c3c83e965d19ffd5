package dev.carillon.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.retention.RetentionStore.Kind;
import dev.carillon.watching.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link RetentionStore} promises about runs. A store is tested by implementing this. */
public interface RetentionStoreContract {
  Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  Instant YOUNG = NOON.minus(Duration.ofDays(89));
  Instant OLD = NOON.minus(Duration.ofDays(91));
  Instant ANCIENT = NOON.minus(Duration.ofDays(500));
  Keep USUAL =
      new Keep(Optional.of(Keep.RUNS), Optional.of(Keep.DUE_TIMES), Optional.of(Keep.AUDIT));

  /** Returns the store under test, empty, and the same one for the whole of a test. */
  RetentionStore retention();

  /** Returns what lays rows into the same database. */
  Attic attic();

  @BeforeEach
  default void aDefinitionIsThere() {
    attic().definition();
  }

  /** Removes all that may go, and tells how much that was. */
  private Map<Kind, Integer> removed() {
    return removed(USUAL);
  }

  private Map<Kind, Integer> removed(Keep keep) {
    RetentionStore.Pass pass = retention().pass(keep.at(NOON));
    Map<Kind, Integer> all = new EnumMap<>(Kind.class);
    pass.next().ifPresent(first -> {
      Optional<RetentionStore.Removed> some = Optional.of(first);
      while (some.isPresent()) {
        some.filter(it -> it.count() > 0)
            .ifPresent(it -> all.merge(it.kind(), it.count(), Integer::sum));
        some = pass.next();
      }
    });
    return all;
  }

  @Test
  default void aRunGoesWithAllThatBelongsToItAndAYoungOneStays() {
    String old = attic().run("SUCCEEDED", OLD);
    String young = attic().run("SUCCEEDED", YOUNG);
    for (String run : List.of(old, young)) {
      attic().step(run, 1);
      attic().write("insert into step_value (run_id, hash, text) values (?, 'h', 'long')", run);
      attic()
          .write("insert into run_attempt (run_id, number, started_at) values (?, 1, ?)", run, OLD);
      attic()
          .write("insert into nudge (run_id, wake_at, asked_at) values (?, ?, ?)", run, OLD, OLD);
      attic().write("""
              insert into redrive (run_id, ended_as, attempt, wished_by, reason, wished_at)
              values (?, 'FAILED', 1, 'Zoë', 'once more', ?)""", run, OLD);
      attic().message("msg_" + run, run, OLD);
      attic().delivery("token_" + run, run, OLD);
      attic().letter("msg_" + run, run, OLD);
    }

    assertThat(removed()).containsExactly(Map.entry(Kind.RUNS, 1));

    assertThat(attic().runs()).containsExactly(young);
    assertThat(List.of(
            "step",
            "step_value",
            "run_attempt",
            "nudge",
            "redrive",
            "message",
            "delivery",
            "dead_letter"))
        .allSatisfy(table -> assertThat(attic().ask("select run_id from " + table))
            .as(table)
            .containsExactly(young));
    assertThat(removed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PENDING", "RUNNING", "WAITING", "RETRYING"})
  default void aRunThatHasNotEndedStays(String state) {
    String run = attic().run(state, ANCIENT);

    assertThat(removed()).isEmpty();
    assertThat(attic().runs()).containsExactly(run);
  }

  @Test
  default void theLastRunOfAWorkflowStaysAsLongAsTheWorkflowIsThere() {
    attic().workflow("here");
    attic().run("here", "SUCCEEDED", ANCIENT);
    String last = attic().run("here", "FAILED", OLD);
    attic().run("gone", "FAILED", OLD);

    assertThat(removed()).containsExactly(Map.entry(Kind.RUNS, 2));
    assertThat(attic().runs()).containsExactly(last);
  }

  @Test
  default void theRunsThatTellHowAScheduleDoesStayHoweverOldTheyAre() {
    attic().schedule("yearly", 1, ANCIENT);
    List<String> runs = new ArrayList<>();
    Attic attic = attic();
    attic.atOnce(() -> {
      for (int i = 0; i < Health.SPAN + 2; i++) {
        runs.add(attic.ran("yearly", ANCIENT.minusSeconds(9_000).plusSeconds(i)));
      }
      for (int i = 0; i < Health.SPAN; i++) {
        attic.dueTime("yearly", ANCIENT.plusSeconds(i), "SKIPPED");
      }
    });

    assertThat(removed()).containsExactly(Map.entry(Kind.RUNS, 2), Map.entry(Kind.DUE_TIMES, 2));
    assertThat(attic().runs()).isEqualTo(runs.subList(2, runs.size()));
    assertThat(attic().count("occurrence")).isEqualTo(2L * Health.SPAN);
  }

  @Test
  default void ofAScheduleThatWasRemovedNothingIsToldAnyMore() {
    attic().schedule("yearly", 1, ANCIENT);
    attic().write("update schedule set removed = true");
    attic().ran("yearly", ANCIENT);

    assertThat(removed()).containsExactly(Map.entry(Kind.RUNS, 1), Map.entry(Kind.DUE_TIMES, 1));
  }

  @Test
  default void aFamilyGoesTogetherOrStaysTogether() {
    String parent = attic().run("SUCCEEDED", ANCIENT);
    String child = attic().run("SUCCEEDED", OLD);
    String grandchild = attic().run("SUCCEEDED", YOUNG);
    attic().write("update run set parent_id = ? where id = ?", parent, child);
    attic().write("update run set parent_id = ? where id = ?", child, grandchild);

    assertThat(removed()).isEmpty();

    attic().write("update run set ended_at = ? where id = ?", OLD, grandchild);
    assertThat(removed()).containsExactly(Map.entry(Kind.RUNS, 3));
  }

  @Test
  default void aFamilyThatIsTooLargeForOneTransactionStaysTogetherToo() {
    Attic attic = attic();
    attic.atOnce(() -> family(attic, "RUNNING"));

    assertThat(removed()).isEmpty();
  }

  @Test
  default void aLargeFamilyWhoseLetterQStashMayStillKeepStaysTogetherToo() {
    Attic attic = attic();
    attic.atOnce(() -> family(attic, "FAILED"));
    String parent = attic.ask("select id from run where state = 'FAILED'").get(0);
    attic.letter("msg_parent", parent, OLD);
    attic.write("update dead_letter set dlq_id = 'd', removed_at = ?", OLD);

    assertThat(removed()).isEmpty();
  }

  /** Lays down a family of which not all can go in one transaction. */
  private static void family(Attic attic, String parentsState) {
    String parent = attic.run(parentsState, OLD);
    for (int i = 0; i < 130; i++) {
      String child = attic.run("SUCCEEDED", OLD.plusSeconds(i));
      attic.write("update run set parent_id = ? where id = ?", parent, child);
      attic.step(child, 1);
      attic.message("msg_" + child, child, OLD);
    }
    attic.write("update run set steps = 20");
  }

  @Test
  default void aRunStaysAsLongAsTheOneThatWasMadeInItsPlace() {
    String first = attic().run("FAILED", ANCIENT);
    String second = attic().run("SUCCEEDED", YOUNG);
    attic().write("""
            insert into redrive (run_id, ended_as, made_id, wished_by, reason, wished_at)
            values (?, 'FAILED', ?, 'Zoë', 'once more', ?)""", first, second, YOUNG);

    assertThat(removed()).isEmpty();

    attic().write("update run set ended_at = ? where id = ?", OLD, second);
    assertThat(removed()).containsExactly(Map.entry(Kind.RUNS, 2));
    assertThat(attic().count("redrive")).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  default void aRunStaysWhoseMessageCameAgainLately(boolean asMessage) {
    String run = attic().run("SUCCEEDED", OLD);
    if (asMessage) {
      attic().message("msg_late", run, YOUNG);
    } else {
      attic().delivery("token_late", run, YOUNG);
    }

    assertThat(removed()).isEmpty();
    assertThat(attic().runs()).containsExactly(run);
  }

  @Test
  default void aFailureThatNobodyHasSeenToStaysAsLongAsDueTimes() {
    String open = attic().run("FAILED", OLD);
    String sentAgain = attic().run("FAILED", OLD);
    String done = attic().run("FAILED", OLD);
    String heir = attic().run("SUCCEEDED", OLD);
    String older = attic().run("FAILED", ANCIENT);
    attic().letter("msg_open", open, OLD);
    attic().letter("msg_again", sentAgain, OLD);
    attic().letter("msg_done", done, OLD);
    attic().letter("msg_older", older, ANCIENT);
    attic().write("update dead_letter set sent_again_as = 'x' where run_id = ?", sentAgain);
    attic().write("update run set redrive_root = ? where id = ?", done, heir);

    assertThat(removed()).containsExactly(Map.entry(Kind.RUNS, 4));
    assertThat(attic().runs()).containsExactly(open);
    assertThat(attic().ask("select message_id from dead_letter")).containsExactly("msg_open");
  }

  /** Its list of dead letters is looked at: what nobody knows any more would seem to be new. */
  @Test
  default void aLetterThatQStashMayStillKeepIsKnownThoughItsRunWasDoneAgain() {
    Instant weeksAgo = NOON.minus(Duration.ofDays(20));
    for (String name : List.of("kept", "gone", "local")) {
      String run = attic().run("FAILED", weeksAgo);
      String heir = attic().run("SUCCEEDED", weeksAgo);
      attic().write("update run set redrive_root = ? where id = ?", run, heir);
      attic().letter("msg_" + name, run, weeksAgo);
      attic().letter("alone_" + name, null, weeksAgo);
    }
    attic().schedule("hello", 1, ANCIENT);
    attic().ran("hello", weeksAgo);
    attic()
        .write(
            "update dead_letter set schedule_id = 'hello', due_time = ? where run_id is null",
            weeksAgo);
    attic()
        .write(
            "update dead_letter set dlq_id = 'd' || message_id where message_id not like '%local'");
    attic().write("update dead_letter set gone_at = ? where message_id like '%gone'", weeksAgo);

    removed(new Keep(
        Optional.of(Duration.ofDays(7)), Optional.of(Keep.DUE_TIMES), Optional.of(Keep.AUDIT)));

    assertThat(attic().ask("select message_id from dead_letter order by message_id"))
        .containsExactly("alone_kept", "msg_kept");
    assertThat(attic().ask("select id from run where state = 'FAILED'")).hasSize(1);
  }

  @Test
  default void ofMessagesThatMadeNoRunOnlyWhatIsSettledGoesEarly() {
    for (String name : List.of("open", "removed", "again", "late", "mended", "older")) {
      attic().letter("msg_" + name, null, name.equals("older") ? ANCIENT : OLD);
    }
    attic().write("update dead_letter set removed_at = ? where message_id = 'msg_removed'", OLD);
    attic().write("update dead_letter set removed_at = ? where message_id = 'msg_late'", YOUNG);
    attic().write("update dead_letter set sent_again_as = 'y' where message_id = 'msg_again'");
    attic().schedule("hello", 1, ANCIENT);
    attic().ran("hello", OLD);
    attic().write("""
            update dead_letter set schedule_id = 'hello', due_time = ?
             where message_id = 'msg_mended'""", OLD);

    assertThat(removed()).containsExactly(Map.entry(Kind.DEAD_LETTERS, 4));
    assertThat(attic().ask("select message_id from dead_letter order by id"))
        .containsExactly("msg_open", "msg_late");
  }

  @Test
  default void whatIsKnownOfMessagesWithoutRunsGoesAsRunsDo() {
    attic().message("msg_old", null, OLD);
    attic().message("msg_young", null, YOUNG);
    attic().delivery("old", null, OLD);
    attic().delivery("young", null, YOUNG);
    attic().delivery("valid", null, OLD);
    attic().write("update delivery set token_expires_at = ? where token_hash = 'valid'", NOON);

    assertThat(removed())
        .containsExactly(Map.entry(Kind.MESSAGES, 1), Map.entry(Kind.DELIVERIES, 1));
    assertThat(attic().ask("select id from message")).containsExactly("msg_young");
    assertThat(attic().ask("select token_hash from delivery order by id"))
        .containsExactly("young", "valid");
  }

  @Test
  default void aLongJournalGoesPieceByPieceAndItsRunAtOnce() {
    String run = attic().run("SUCCEEDED", OLD);
    Attic attic = attic();
    attic.atOnce(() -> IntStream.rangeClosed(1, 1_001).forEach(number -> attic.step(run, number)));
    attic().write("update run set steps = 1001 where id = ?", run);
    attic().write("insert into step_value (run_id, hash, text) values (?, 'h', 'long')", run);
    RetentionStore.Pass pass = retention().pass(USUAL.at(NOON));

    pass.next();
    assertThat(attic().runs()).isEmpty();
    assertThat(attic().count("step")).isEqualTo(1_001);
    pass.next();
    assertThat(attic().count("step")).isEqualTo(501);

    // Another node goes on.
    assertThat(removed()).containsExactly(Map.entry(Kind.STEPS, 501));
    assertThat(attic().count("step_value")).isZero();
    assertThat(attic().count("loose_steps")).isZero();
  }

  @Test
  default void whereverItIsCutShortWhatIsLeftIsWholeAndGoesLater() {
    Attic attic = attic();
    attic.atOnce(() -> family(attic, "SUCCEEDED"));
    int cuts = 0;
    while (attic().count("run") > 0) {
      // Nobody asks this pass again: its process was killed.
      retention().pass(USUAL.at(NOON)).next();
      retention().pass(USUAL.at(NOON)).next();
      cuts++;
      assertThat(cuts).isLessThan(10);
      assertThat(attic().ask("select id from run where parent_id not in (select id from run)"))
          .isEmpty();
      assertThat(attic().ask("select run_id from step where run_id not in (select id from run)"))
          .isEmpty();
      assertThat(attic().ask("select id from message where run_id not in (select id from run)"))
          .isEmpty();
    }
    assertThat(cuts).isGreaterThan(1);
    assertThat(attic().count("step")).isZero();
  }

  @Test
  default void aRunThatIsDoneAgainJustThenStays() {
    String first = attic().run("FAILED", OLD);
    String second = attic().run("FAILED", OLD.plusSeconds(1));
    String third = attic().run("FAILED", OLD.plusSeconds(2));
    attic().write("update run set steps = 500");
    RetentionStore.Pass pass = retention().pass(USUAL.at(NOON));

    assertThat(pass.next()).isPresent();
    List<String> left = attic().runs();
    assertThat(left).isNotEmpty().hasSizeLessThan(3);
    attic().write("update run set state = 'RETRYING', ended_at = null");
    while (pass.next().isPresent()) {
      assertThat(attic().runs()).isEqualTo(left);
    }
    assertThat(List.of(first, second, third)).containsAll(left);
    assertThat(attic().runs()).isEqualTo(left);
  }

  @Test
  default void whatIsKeptForEverStays() {
    attic().run("SUCCEEDED", ANCIENT);
    attic().dueTime("nobody", ANCIENT, "MISSED");
    attic()
        .write(
            "insert into audit (at, who, action, object) values (?, 'Zoë', 'run.cancel', 'run')",
            ANCIENT);
    Keep all = new Keep(Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(retention().pass(all.at(NOON)).next()).isEmpty();
    assertThat(all.isAllForEver()).isTrue();
    assertThat(removed())
        .containsExactly(
            Map.entry(Kind.RUNS, 1), Map.entry(Kind.DUE_TIMES, 1), Map.entry(Kind.AUDIT, 1));
  }
}
