package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.cron.Cron;
import dev.carillon.delivery.DeadLetter;
import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.MessageId;
import dev.carillon.running.DeadLetterStore;
import dev.carillon.running.Decision.Due;
import dev.carillon.schedule.CatchUp;
import dev.carillon.schedule.Overlap;
import dev.carillon.schedule.Revision;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.scheduling.ScheduleStore;
import dev.carillon.scheduling.ScheduleStore.Revised;
import dev.carillon.testing.Together;
import dev.carillon.watching.Ledger.Move;
import dev.carillon.watching.Ledger.Waiting;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} promises. A store is tested by implementing this. */
public interface LedgerContract {
  Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  Instant ONE = NOON.plusSeconds(3600);
  ScheduleId HELLO = new ScheduleId("hello");

  /** Returns the ledger under test, empty, and the same one for the whole of a test. */
  Ledger ledger();

  /** Returns a store over the same database. */
  ScheduleStore schedules();

  /** Returns a store of dead letters over the same database. */
  DeadLetterStore letters();

  @Test
  default void aRevisionThatComesIntoForceIsToBeLookedAtAtOnce() {
    switchOn(HELLO, 0, NOON);

    assertThat(ledger().due(NOON, 10))
        .extracting(Watched::cursor, Watched::kept)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(
            new Cursor(HELLO, 1, NOON, Optional.empty(), NOON), false));
    assertThat(ledger().nextLook()).contains(NOON);
    assertThat(ledger().due(NOON.minusSeconds(1), 10)).isEmpty();
  }

  @Test
  default void anEditIsWatchedBesideTheOneBeforeWhichIsLookedAtAgain() {
    switchOn(HELLO, 0, NOON);
    move(HELLO, 1, NOON, NOON, ONE, ONE.plusSeconds(120));

    switchOn(HELLO, 1, NOON.plusSeconds(30));

    assertThat(ledger().due(NOON.plusSeconds(30), 10))
        .extracting(it -> it.revision().number())
        .containsExactlyInAnyOrder(1, 2);
    assertThat(ledger().due(NOON.plusSeconds(30), 10))
        .extracting(Watched::revision)
        .filteredOn(it -> it.number() == 1)
        .extracting(Revision::until)
        .containsExactly(Optional.of(NOON.plusSeconds(30)));
  }

  @Test
  default void aRevisionThatSwitchesOffIsNotWatched() {
    switchOn(HELLO, 0, NOON);

    schedules().revise(revised(HELLO, false), 1, NOON.plusSeconds(30));

    assertThat(ledger().due(NOON.plusSeconds(30), 10))
        .extracting(it -> it.revision().number())
        .containsExactly(1);
  }

  @Test
  default void whatAnUndoneEditBringsBackIsWatched() {
    switchOn(HELLO, 0, NOON);
    switchOn(HELLO, 1, NOON.plusSeconds(30));

    schedules().undo(HELLO, 2, NOON.plusSeconds(31));

    assertThat(ledger().due(NOON.plusSeconds(31), 10))
        .extracting(it -> it.revision().number())
        .containsExactlyInAnyOrder(1, 2, 3);
  }

  @Test
  default void aRemovedScheduleIsNotWatched() {
    switchOn(HELLO, 0, NOON);
    judge(HELLO, row(NOON, Verdict.EXPECTED, Optional.empty()));
    schedules().revise(revised(HELLO, false), 1, NOON.plusSeconds(30));

    schedules().remove(HELLO);

    assertThat(ledger().due(ONE, 10)).isEmpty();
    assertThat(ledger().waiting(HELLO)).isEmpty();
    assertThat(ledger().find(HELLO, NOON)).map(Occurrence::verdict).contains(Verdict.SKIPPED);
  }

  @Test
  default void aDueTimeThatPassedJustBeforeItsScheduleWasRemovedHasItsRow() {
    switchOn(HELLO, 0, NOON.minusSeconds(3601));
    ledger().judged(HELLO, 1, NOON.minusSeconds(3600), Reason.REFUSED, Optional.empty());
    schedules().revise(revised(HELLO, false), 1, NOON);

    schedules().remove(HELLO);

    assertThat(schedules().occurrences(HELLO, Optional.empty(), 10))
        .extracting(Occurrence::dueTime, it -> it.reason().orElseThrow())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(NOON, Reason.DEACTIVATED),
            org.assertj.core.groups.Tuple.tuple(NOON.minusSeconds(3600), Reason.REFUSED));
  }

  @Test
  default void thoseThatWaitLongestAreLookedAtFirst() {
    for (int number = 0; number < 3; number++) {
      switchOn(new ScheduleId("s" + number), 0, NOON.plusSeconds(3 - number));
    }

    assertThat(ledger().due(ONE, 2))
        .extracting(it -> it.revision().schedule().value())
        .containsExactly("s2", "s1");
  }

  @Test
  default void aCursorMovesOnUnlessSomebodyElseMovedIt() {
    switchOn(HELLO, 0, NOON);
    move(HELLO, 1, NOON, NOON, ONE, ONE.plusSeconds(120));
    assertThat(ledger().due(NOON.plusSeconds(60), 10)).isEmpty();

    move(HELLO, 1, NOON.plusSeconds(7), ONE, ONE.plusSeconds(3600), NOON);

    assertThat(ledger().nextLook()).contains(ONE.plusSeconds(120));
  }

  @Test
  default void aDueTimeThatHasItsRowIsKept() {
    switchOn(HELLO, 0, NOON);
    move(HELLO, 1, NOON, NOON, ONE, ONE);
    assertThat(ledger().due(ONE, 10)).extracting(Watched::kept).containsExactly(false);

    ledger().judged(HELLO, 1, ONE, Reason.REFUSED, Optional.of("there is no workflow"));

    assertThat(ledger().due(ONE, 10)).extracting(Watched::kept).containsExactly(true);
  }

  @Test
  default void aJudgementIsWrittenWithItsRowsAndItsCursor() {
    switchOn(HELLO, 0, NOON);

    judge(
        HELLO,
        row(NOON, Verdict.MISSED, Optional.of(Reason.WE_WERE_DOWN)),
        row(ONE, Verdict.SKIPPED, Optional.of(Reason.PAUSED)));

    assertThat(schedules().occurrences(HELLO, Optional.empty(), 10))
        .containsExactly(
            row(ONE, Verdict.SKIPPED, Optional.of(Reason.PAUSED)),
            row(NOON, Verdict.MISSED, Optional.of(Reason.WE_WERE_DOWN)));
    assertThat(ledger().nextLook()).contains(ONE.plusSeconds(120));
  }

  @Test
  default void aRevisionWithoutDueTimesLeftIsNotWatchedAnyMore() {
    switchOn(HELLO, 0, NOON);

    ledger()
        .judge(
            HELLO,
            1,
            ONE,
            view -> new Judgement(List.of(), Optional.empty(), Optional.empty(), false));

    assertThat(ledger().nextLook()).isEmpty();
    assertThat(ledger().judge(HELLO, 1, ONE, view -> {
          throw new AssertionError("nothing is there to be judged");
        }))
        .isEmpty();
  }

  @Test
  default void aViewShowsWhatIsThereToJudgeBy() {
    switchOn(HELLO, 0, NOON.minusSeconds(60));
    switchOn(HELLO, 1, ONE);
    ledger().judged(HELLO, 1, NOON, Reason.OVERLAP, Optional.empty());
    ledger().judged(HELLO, 1, ONE, Reason.OVERLAP, Optional.empty());
    ledger().alive("a", NOON.minusSeconds(60), NOON);
    AtomicReference<LedgerView> seen = new AtomicReference<>();

    ledger().judge(HELLO, 1, ONE, view -> {
      seen.set(view);
      assertThat(view.schedule().revision()).isEqualTo(2);
      assertThat(view.later()).extracting(Revision::number).containsExactly(2);
      assertThat(view.kept(NOON, ONE)).containsExactlyInAnyOrder(NOON, ONE);
      assertThat(view.kept(NOON, ONE.minusSeconds(1))).containsExactly(NOON);
      assertThat(view.pauses(NOON, ONE)).isEmpty();
      assertThat(view.refusals(NOON, ONE)).isEmpty();
      assertThat(view.alive(NOON, ONE).cover(NOON)).isTrue();
      assertThat(view.alive(NOON, ONE).cover(ONE)).isFalse();
      return new Judgement(List.of(), Optional.empty(), Optional.empty(), false);
    });

    assertThat(seen.get()).isNotNull();
  }

  @Test
  default void ofEightWhoJudgeTheSameDueTimesOneWritesThem() throws Exception {
    switchOn(HELLO, 0, NOON);

    Together.call(
        8,
        () -> ledger().judge(HELLO, 1, ONE, view -> {
          Cursor cursor = view.watched().cursor();
          return cursor.settledUntil().equals(ONE)
              ? new Judgement(List.of(), Optional.of(cursor), Optional.empty(), false)
              : new Judgement(
                  List.of(row(ONE, Verdict.MISSED, Optional.of(Reason.ENGINE_DOWN))),
                  Optional.of(new Cursor(HELLO, 1, ONE, Optional.empty(), ONE)),
                  Optional.empty(),
                  false);
        }));

    assertThat(schedules().occurrences(HELLO, Optional.empty(), 10)).hasSize(1);
  }

  @Test
  default void aThousandRowsAreWrittenInOneJudgement() {
    switchOn(HELLO, 0, NOON);

    judge(
        HELLO,
        IntStream.range(0, 1000)
            .mapToObj(minute ->
                row(NOON.plusSeconds(60L * minute), Verdict.MISSED, Optional.of(Reason.SUPERSEDED)))
            .toArray(Occurrence[]::new));

    assertThat(schedules().occurrences(HELLO, Optional.empty(), 2000)).hasSize(1000);
  }

  @Test
  default void whatCannotBeJudgedIsLookedAtLater() {
    switchOn(HELLO, 0, NOON);

    ledger().postpone(HELLO, 1, ONE);

    assertThat(ledger().due(ONE.minusSeconds(1), 10)).isEmpty();
    assertThat(ledger().due(ONE, 10)).hasSize(1);
  }

  @Test
  default void whatIsExpectedWaitsToBeCaughtUpTheOldestFirst() {
    switchOn(HELLO, 0, NOON);
    Occurrence first = row(NOON, Verdict.EXPECTED, Optional.empty());
    Occurrence second = row(ONE, Verdict.EXPECTED, Optional.empty());
    judge(HELLO, first, second);

    assertThat(ledger().waiting(Optional.empty(), 10))
        .containsExactly(new Waiting(HELLO, Optional.of(first), true));
    assertThat(ledger().waiting(Optional.of(HELLO), 10)).isEmpty();

    ledger().judged(HELLO, 1, NOON, Reason.REFUSED, Optional.of("there is no workflow"));
    assertThat(ledger().waiting(HELLO)).contains(new Waiting(HELLO, Optional.of(second), true));

    ledger().caughtUp(HELLO);
    ledger().judged(HELLO, 1, ONE, Reason.OVERLAP, Optional.empty());
    assertThat(ledger().waiting(HELLO)).contains(new Waiting(HELLO, Optional.empty(), true));
    ledger().caughtUp(HELLO);
    assertThat(ledger().waiting(HELLO)).isEmpty();
  }

  @Test
  default void aVerdictThatWasGivenStays() {
    ledger().judged(HELLO, 1, NOON, Reason.PAUSED, Optional.of("holidays"));

    ledger().judged(HELLO, 1, NOON, Reason.REFUSED, Optional.of("no workflow"));

    assertThat(ledger().find(HELLO, NOON).orElseThrow().reason()).contains(Reason.PAUSED);
  }

  @Test
  default void whatQStashGaveUpIsMissedWithItsReason() {
    Optional<Occurrence> kept = giveUp(NOON, "502 after 4 attempts", Optional.of("1-0"));

    assertThat(kept).map(Occurrence::verdict).contains(Verdict.MISSED);
    assertThat(kept).map(Occurrence::revision).contains(1);
    assertThat(kept).flatMap(Occurrence::detail).contains("502 after 4 attempts");
    assertThat(kept).flatMap(Occurrence::deadLetter).contains("1-0");
    assertThat(giveUp(NOON, "502 after 4 attempts", Optional.of("1-0"))).isEqualTo(kept);
  }

  @Test
  default void givingUpDoesNotJudgeWhatIsStillToBeJudged() {
    switchOn(HELLO, 0, NOON);

    assertThat(giveUp(ONE, "502", Optional.empty())).isEmpty();
    assertThat(giveUp(NOON, "502", Optional.empty())).isPresent();
  }

  @Test
  default void givingUpSaysMoreAboutWhatWasMissedAndLeavesTheRest() {
    ledger().judged(HELLO, 1, NOON, Reason.SUPERSEDED, Optional.of("no node was up"));
    ledger().judged(HELLO, 1, ONE, Reason.PAUSED, Optional.of("holidays"));

    Occurrence missed = giveUp(NOON, "502", Optional.empty()).orElseThrow();
    Occurrence skipped = giveUp(ONE, "502", Optional.of("1-0")).orElseThrow();

    assertThat(missed.reason()).contains(Reason.SUPERSEDED);
    assertThat(missed.detail()).contains("502");
    assertThat(skipped.detail()).contains("holidays");
    assertThat(skipped.deadLetter()).isEmpty();
  }

  @Test
  default void whatWasGivenUpBeforeItIsJudgedIsToldToItsJudge() {
    switchOn(HELLO, 0, NOON);
    GivenUp letter = letter("msg_1", Optional.of("1-0"));
    letters().keep(letter);

    assertThat(ledger().givenUp(new Due(HELLO, 1, ONE), Reason.NOT_DELIVERED, "502", letter))
        .isEmpty();

    var seen = new AtomicReference<Map<Instant, GivenUp>>();
    ledger().judge(HELLO, 1, ONE, view -> {
      seen.set(view.givenUp(NOON, ONE));
      Occurrence missed = row(ONE, Verdict.MISSED, Optional.of(Reason.NOT_DELIVERED));
      return new Judgement(List.of(missed), Optional.empty(), Optional.empty(), false);
    });
    assertThat(seen.get()).isEqualTo(Map.of(ONE, letter));
    assertThat(letters().list(Optional.empty(), Optional.empty(), 9))
        .extracting(DeadLetter::dueTime)
        .containsExactly(Optional.of(ONE));
  }

  @Test
  default void aDeadLetterThatAJudgementNamesIsKeptWithIt() {
    switchOn(HELLO, 0, NOON);
    Occurrence named = new Occurrence(
        HELLO,
        ONE,
        1,
        Verdict.MISSED,
        Optional.of(Reason.NOT_DELIVERED),
        Optional.of("502"),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.of("1-0"));

    ledger()
        .judge(
            HELLO,
            1,
            ONE,
            view -> new Judgement(List.of(named), Optional.empty(), Optional.empty(), false));

    assertThat(ledger().find(HELLO, ONE)).contains(named);
  }

  private static GivenUp letter(String message, Optional<String> dlqId) {
    return new GivenUp(
        Optional.of(new MessageId(message)),
        dlqId,
        Optional.empty(),
        Optional.of(new WorkflowId("hello")),
        Optional.of(HELLO),
        Optional.of(502),
        Optional.of("nobody home"),
        Optional.of(0),
        Optional.of(ONE),
        ONE);
  }

  private Optional<Occurrence> giveUp(Instant due, String detail, Optional<String> deadLetter) {
    return ledger()
        .givenUp(
            new Due(HELLO, 1, due),
            Reason.NOT_DELIVERED,
            detail,
            letter("msg_" + due.getEpochSecond(), deadLetter));
  }

  @Test
  default void timesInWhichNodesWereUpGrowAndAreForgotten() {
    ledger().alive("a", NOON, NOON.plusSeconds(60));
    ledger().alive("a", NOON, NOON.plusSeconds(120));
    ledger().alive("b", ONE, ONE.plusSeconds(60));

    AliveTimes times = ledger().aliveTimes(NOON, ONE);
    assertThat(times.intervals()).hasSize(2);
    assertThat(times.cover(NOON.plusSeconds(120))).isTrue();
    assertThat(times.cover(NOON.plusSeconds(121))).isFalse();

    ledger().forgetAlive(ONE);
    assertThat(ledger().aliveTimes(NOON, ONE).intervals()).hasSize(1);
  }

  private void switchOn(ScheduleId id, int expected, Instant at) {
    schedules().revise(revised(id, true), expected, at);
  }

  private static Revised revised(ScheduleId id, boolean active) {
    return new Revised(
        id,
        new WorkflowId(id.value()),
        active,
        new Wording(Cron.parse("0 * * * *"), ZoneId.of("UTC"), 3, Overlap.SKIP, CatchUp.LAST),
        Set.of());
  }

  private void move(
      ScheduleId id, int revision, Instant from, Instant settled, Instant due, Instant watchAt) {
    ledger()
        .move(
            List.of(new Move(from, new Cursor(id, revision, settled, Optional.of(due), watchAt))));
  }

  private void judge(ScheduleId id, Occurrence... rows) {
    Instant last = rows[rows.length - 1].dueTime();
    ledger()
        .judge(
            id,
            1,
            last.plus(Duration.ofMinutes(2)),
            view -> new Judgement(
                List.of(rows),
                Optional.of(new Cursor(
                    id, 1, last, Optional.of(last.plusSeconds(3600)), last.plusSeconds(120))),
                Optional.empty(),
                false));
  }

  private static Occurrence row(Instant due, Verdict verdict, Optional<Reason> reason) {
    return new Occurrence(
        HELLO,
        due,
        1,
        verdict,
        reason,
        reason.map(Reason::name),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty());
  }
}
