package dev.carillon.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RetentionStore} promises about due times and the rest. */
public interface OldDueTimesContract {
  Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  Instant YOUNG = NOON.minus(Duration.ofDays(399));
  Instant OLD = NOON.minus(Duration.ofDays(401));
  Keep USUAL =
      new Keep(Optional.of(Keep.RUNS), Optional.of(Keep.DUE_TIMES), Optional.of(Keep.AUDIT));

  /** Returns the store under test, empty, and the same one for the whole of a test. */
  RetentionStore retention();

  /** Returns what lays rows into the same database. */
  Attic attic();

  /** A schedule with so many newer due times that no older one is needed to tell how it does. */
  @BeforeEach
  default void aScheduleThatIsDueOften() {
    Attic attic = attic();
    attic.atOnce(() -> {
      attic.definition();
      attic.schedule("hello", 9, NOON.minus(Duration.ofDays(1)));
      IntStream.range(0, 30)
          .forEach(second -> attic.dueTime("hello", NOON.minusSeconds(second), "MISSED"));
    });
  }

  private void remove() {
    RetentionStore.Pass pass = retention().pass(USUAL.at(NOON));
    while (pass.next().isPresent()) {
      assertThat(attic().count("schedule")).isEqualTo(1);
    }
  }

  private List<String> old() {
    return attic()
        .ask(
            "select verdict from occurrence where due_time < ? order by due_time",
            NOON.minus(Duration.ofDays(100)));
  }

  @Test
  default void aDueTimeThatIsOldGoes() {
    attic().dueTime("hello", OLD, "MISSED");
    attic().dueTime("hello", OLD.plusSeconds(1), "SKIPPED");
    attic().ran("hello", OLD.plusSeconds(2));
    attic().dueTime("hello", YOUNG, "SKIPPED");

    remove();

    assertThat(old()).containsExactly("SKIPPED");
    assertThat(attic().count("occurrence")).isEqualTo(31);
  }

  @Test
  default void oneThatWaitsToRunStays() {
    attic().dueTime("hello", OLD, "EXPECTED");

    remove();

    assertThat(old()).containsExactly("EXPECTED");
  }

  @Test
  default void oneBeyondWhichTheLedgerHasStillToLookStays() {
    attic().dueTime("hello", OLD, "MISSED");
    attic().dueTime("hello", OLD.plusSeconds(1), "SKIPPED");
    attic().write("""
            insert into watch (schedule_id, revision, settled_until, watch_at)
            values ('hello', 9, ?, ?)""", OLD, NOON);

    remove();

    assertThat(old()).containsExactly("SKIPPED");
  }

  @Test
  default void oneStaysAsLongAsItsRun() {
    String run = attic().ran("hello", OLD);
    attic().write("update run set ended_at = ? where id = ?", NOON, run);

    remove();

    assertThat(old()).containsExactly("RAN");
  }

  @Test
  default void oneStaysAsLongAsItsBackfill() {
    attic().dueTime("hello", OLD, "SKIPPED");
    attic().write("""
            insert into backfill (schedule_id, asked_by, asked_at, total, per_minute, next_at)
            values ('hello', 'Zoë', ?, 1, 1, ?)""", YOUNG, YOUNG);
    attic()
        .write(
            "update occurrence set backfill_id = (select max(id) from backfill) where due_time = ?",
            OLD);

    remove();
    assertThat(old()).containsExactly("SKIPPED");

    attic().write("update backfill set asked_at = ?", OLD);
    remove();
    assertThat(old()).isEmpty();
    assertThat(attic().count("backfill")).isZero();
  }

  @Test
  default void aBackfillThatGoesOnStaysAndSoDoesWhatItIsAbout() {
    attic().dueTime("hello", OLD, "EXPECTED");
    attic().dueTime("hello", OLD.plusSeconds(1), "MISSED");
    attic().write("""
            insert into backfill (schedule_id, asked_by, asked_at, total, per_minute, next_at)
            values ('hello', 'Zoë', ?, 1, 1, ?)""", OLD, OLD);
    attic()
        .write(
            "update occurrence set backfill_id = (select max(id) from backfill) where due_time < ?",
            YOUNG);

    remove();

    assertThat(attic().count("backfill")).isEqualTo(1);
    assertThat(old()).containsExactly("EXPECTED", "MISSED");
  }

  @Test
  default void oneStaysAsLongAsTheDeadLetterOfItsMessage() {
    attic().dueTime("hello", OLD, "MISSED");
    attic().letter("msg_1", null, YOUNG);
    attic().write("update dead_letter set schedule_id = 'hello', due_time = ?", OLD);

    remove();

    assertThat(old()).containsExactly("MISSED");
  }

  @Test
  default void theNewestRowOfAScheduleStays() {
    attic().write("delete from occurrence");
    attic().dueTime("hello", OLD, "MISSED");

    remove();

    assertThat(old()).containsExactly("MISSED");
  }

  @Test
  default void whatWasSkippedDoesNotKeepWhatWasSkippedBefore() {
    attic().write("delete from occurrence");
    Attic attic = attic();
    attic.atOnce(() -> IntStream.range(0, 40)
        .forEach(second -> attic.dueTime("hello", OLD.minusSeconds(second), "SKIPPED")));

    remove();

    assertThat(old()).hasSize(30);
  }

  @Test
  default void aRevisionGoesThatNoRowThatIsKeptWasJudgedBy() {
    Instant day = OLD.minus(Duration.ofDays(10));
    IntStream.rangeClosed(1, 8)
        .forEach(number -> attic()
            .revision(
                "hello",
                number,
                day.plus(Duration.ofDays(number - 1)),
                day.plus(Duration.ofDays(number))));
    attic().write("update schedule set held_revision = 2");
    attic().dueTime("hello", day.plus(Duration.ofDays(3)).minusSeconds(60), "EXPECTED");
    attic().write("""
            insert into watch (schedule_id, revision, settled_until, watch_at)
            values ('hello', 4, ?, ?)""", NOON, NOON);
    String run = attic().run("WAITING", OLD);
    attic().write("update run set schedule_id = 'hello', revision = 5 where id = ?", run);

    remove();

    // 2 is held, 3 has a row, 4 is watched, 5 has a run, 8 was before the present one
    assertThat(attic().ask("select number from schedule_revision order by number"))
        .containsExactly("2", "3", "4", "5", "8", "9");
    assertThat(attic().count("watch")).isEqualTo(1);
  }

  @Test
  default void aPauseGoesThatExplainsNothingThatIsKept() {
    pause(OLD.minusSeconds(50), OLD.minusSeconds(40), "gone");
    pause(OLD.minusSeconds(30), OLD.minusSeconds(20), "explains");
    pause(OLD.minusSeconds(10), YOUNG, "young");
    pause(OLD.minusSeconds(5), null, "in force");
    attic().dueTime("hello", OLD.minusSeconds(25), "EXPECTED");

    remove();
    assertThat(attic().ask("select reason from schedule_pause order by from_at"))
        .containsExactly("explains", "young", "in force");
  }

  @Test
  default void aPauseStaysInWhichTheLedgerHasStillToLook() {
    pause(OLD.minusSeconds(50), OLD.minusSeconds(40), "to be judged");
    attic().write("""
            insert into watch (schedule_id, revision, settled_until, watch_at)
            values ('hello', 9, ?, ?)""", OLD.minusSeconds(45), NOON);

    remove();
    assertThat(attic().count("schedule_pause")).isEqualTo(1);
  }

  private void pause(Instant from, Instant until, String reason) {
    attic().write("""
            insert into schedule_pause (schedule_id, from_at, until_at, reason, owner)
            values ('hello', ?, cast(? as timestamp(6) with time zone), ?, 'Zoë')""", from, until, reason);
  }

  @Test
  default void whatExplainedOldDueTimesGoesWithThem() {
    for (Instant until : List.of(OLD, YOUNG)) {
      attic()
          .write(
              "insert into alive (node, from_at, until_at) values ('n', ?, ?)",
              until.minusSeconds(60),
              until);
      attic()
          .write(
              "insert into audit (at, who, action, object) values (?, 'Zoë', 'run.cancel', 'run')",
              until);
      attic().write("""
              insert into refused_delivery (
                same, first_at, last_at, times, route, cause, tried)
              values ('s', ?, ?, 1, '/', 'URL', '')""", until, until);
    }

    remove();

    assertThat(attic().count("alive")).isEqualTo(1);
    assertThat(attic().count("audit")).isEqualTo(1);
    assertThat(attic().count("refused_delivery")).isEqualTo(1);
  }
}
