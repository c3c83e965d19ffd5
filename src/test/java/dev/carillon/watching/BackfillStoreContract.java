package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.cron.Cron;
import dev.carillon.occurrence.Occurrence;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.schedule.CatchUp;
import dev.carillon.schedule.Overlap;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.scheduling.ScheduleStore;
import dev.carillon.scheduling.ScheduleStore.Revised;
import dev.carillon.watching.Backfill.Gaps;
import dev.carillon.watching.Backfill.State;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link BackfillStore} promises. A store is tested by implementing this. */
public interface BackfillStoreContract {
  Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  ScheduleId HELLO = new ScheduleId("hello");

  /** Returns the store under test, empty, and the same one for the whole of a test. */
  BackfillStore backfills();

  /** Returns a store over the same database. */
  Ledger ledger();

  /** Returns a store over the same database. */
  ScheduleStore schedules();

  @Test
  default void whatWasMissedWaitsToBeRunAndKeepsWhatIsSaidOfIt() {
    judged(0, Reason.NOT_DELIVERED);
    judged(1, Reason.PAUSED);
    judged(2, Reason.WE_WERE_DOWN);

    Backfill begun = begin(gaps(0, 9, false)).orElseThrow();

    assertThat(begun)
        .isEqualTo(new Backfill(
            begun.id(),
            HELLO,
            "ada",
            NOON.plusSeconds(3600),
            Optional.of("a test"),
            2,
            30,
            0,
            2,
            Optional.empty()));
    assertThat(begun.state()).isEqualTo(State.RUNNING);
    assertThat(verdicts()).containsExactly(Verdict.EXPECTED, Verdict.SKIPPED, Verdict.EXPECTED);
    assertThat(at(0).detail()).contains("said 0");
    assertThat(ledger().waiting(HELLO)).hasValueSatisfying(it -> {
      assertThat(it.next().orElseThrow().dueTime()).isEqualTo(due(0));
      assertThat(it.wished())
          .contains(new Ledger.Waiting.Wished(begun.id(), 30, NOON.plusSeconds(3600)));
    });
    assertThat(backfills().find(HELLO, begun.id())).contains(begun);
    assertThat(backfills().find(new ScheduleId("other"), begun.id())).isEmpty();
  }

  @Test
  default void onlyTheTimeThatIsMeantAndThePickedOnesAreTaken() {
    for (int number = 0; number < 4; number++) {
      judged(number, number == 2 ? Reason.OVERLAP : Reason.NOT_DELIVERED);
    }

    assertThat(backfills().gaps(HELLO, gaps(1, 2, true), 10))
        .extracting(Occurrence::dueTime)
        .containsExactly(due(1), due(2));
    Gaps picked = new Gaps(NOON, due(9), List.of(due(3), due(2), due(3)), false);
    assertThat(backfills().gaps(HELLO, picked, 10))
        .extracting(Occurrence::dueTime)
        .containsExactly(due(3));

    assertThat(begin(picked).orElseThrow().total()).isEqualTo(1);
    assertThat(begin(picked)).as("it waits already").isEmpty();
    assertThat(verdicts())
        .containsExactly(Verdict.MISSED, Verdict.MISSED, Verdict.SKIPPED, Verdict.EXPECTED);
  }

  @Test
  default void whatIsCanceledIsAgainWhatItWas() {
    judged(0, Reason.NOT_DELIVERED);
    judged(1, Reason.PAUSED);
    Backfill begun = begin(gaps(0, 9, true)).orElseThrow();
    assertThat(verdicts()).containsOnly(Verdict.EXPECTED);

    backfills().cancel(HELLO, begun.id(), "bob", NOON.plusSeconds(7200));
    backfills().cancel(HELLO, begun.id(), "eve", NOON.plusSeconds(9999));

    assertThat(verdicts()).containsExactly(Verdict.MISSED, Verdict.SKIPPED);
    assertThat(at(0).reason()).contains(Reason.NOT_DELIVERED);
    assertThat(at(1).reason()).contains(Reason.PAUSED);
    Backfill ended = backfills().find(HELLO, begun.id()).orElseThrow();
    assertThat(ended.state()).isEqualTo(State.CANCELED);
    assertThat(ended.canceled()).contains(new Backfill.Canceled("bob", NOON.plusSeconds(7200)));
    assertThat(begin(gaps(0, 9, false))).as("it may be asked for again").isPresent();
  }

  @Test
  default void theNextOneWaitsForItsShareOfTheMinute() {
    judged(0, Reason.NOT_DELIVERED);
    begin(gaps(0, 9, false));

    ledger().began(ledger().waiting(HELLO).orElseThrow().wished().orElseThrow(), NOON);

    assertThat(ledger().waiting(HELLO).orElseThrow().wished().orElseThrow().notBefore())
        .isEqualTo(NOON.plusSeconds(2));
  }

  @Test
  default void whatIsCaughtUpByItselfDoesNotWaitForWhatSomebodyAskedFor() {
    judged(0, Reason.NOT_DELIVERED);
    begin(gaps(0, 9, false));
    Judgement later = new Judgement(
        List.of(Fate.later().row(schedules().revisions(HELLO).get(0), due(5))),
        Optional.empty(),
        Optional.empty(),
        false);
    ledger().judge(HELLO, 1, NOON, view -> later);

    assertThat(ledger().waiting(HELLO)).hasValueSatisfying(it -> {
      assertThat(it.next().orElseThrow().dueTime()).isEqualTo(due(5));
      assertThat(it.wished()).isEmpty();
    });
    assertThat(ledger().wished(HELLO)).hasValueSatisfying(it -> {
      assertThat(it.next().orElseThrow().dueTime()).isEqualTo(due(0));
      assertThat(it.free()).isTrue();
      assertThat(it.wished()).isPresent();
    });

    ledger().judged(HELLO, 1, due(5), Reason.REFUSED, Optional.empty());
    assertThat(ledger().waiting(HELLO).orElseThrow().next().orElseThrow().dueTime())
        .isEqualTo(due(0));
  }

  @Test
  default void whatIsTakenAwayIsAgainWhatItWas() {
    judged(0, Reason.NOT_DELIVERED);
    Backfill begun = begin(gaps(0, 9, false)).orElseThrow();
    schedules().revise(wording(false), 1, NOON.plusSeconds(4000));

    schedules().remove(HELLO);

    assertThat(at(0).verdict()).isEqualTo(Verdict.MISSED);
    assertThat(at(0).reason()).contains(Reason.NOT_DELIVERED);
    assertThat(backfills().find(HELLO, begun.id()).orElseThrow().state()).isEqualTo(State.CANCELED);
  }

  @Test
  default void theNewestAreListedFirst() {
    List<Long> begun = new ArrayList<>();
    for (int number = 0; number < 3; number++) {
      judged(number, Reason.NOT_DELIVERED);
      begun.add(begin(gaps(0, 9, false)).orElseThrow().id());
    }

    assertThat(backfills().list(HELLO, Optional.empty(), 2))
        .extracting(Backfill::id)
        .containsExactly(begun.get(2), begun.get(1));
    assertThat(backfills().list(HELLO, Optional.of(begun.get(1)), 2))
        .extracting(Backfill::id)
        .containsExactly(begun.get(0));
  }

  @Test
  default void moreThanOneMayBeAboutAreRefusedAndNothingIsBegun() {
    switchOn();
    Judgement many = new Judgement(
        java.util.stream.IntStream.rangeClosed(0, Backfill.MOST)
            .mapToObj(number -> Fate.because(Reason.WE_WERE_DOWN, "down")
                .row(schedules().revisions(HELLO).get(0), due(number)))
            .toList(),
        Optional.empty(),
        Optional.empty(),
        false);
    ledger().judge(HELLO, 1, NOON, view -> many);

    assertThatThrownBy(() -> begin(gaps(0, Backfill.MOST, false)))
        .isInstanceOf(TooManyDueTimesException.class)
        .hasMessageContaining("5000");

    assertThat(at(0).verdict()).isEqualTo(Verdict.MISSED);
    assertThat(backfills().list(HELLO, Optional.empty(), 9)).isEmpty();
  }

  private Optional<Backfill> begin(Gaps gaps) {
    return backfills().begin(HELLO, gaps, 30, Optional.of("a test"), "ada", NOON.plusSeconds(3600));
  }

  private static Gaps gaps(int from, int until, boolean skipped) {
    return new Gaps(due(from), due(until), List.of(), skipped);
  }

  private static Instant due(int number) {
    return NOON.plusSeconds(60L * number);
  }

  private void judged(int number, Reason reason) {
    if (schedules().find(HELLO).isEmpty()) {
      switchOn();
    }
    ledger().judged(HELLO, 1, due(number), reason, Optional.of("said " + number));
  }

  private void switchOn() {
    schedules().revise(wording(true), 0, NOON.minusSeconds(1));
  }

  private static Revised wording(boolean active) {
    return new Revised(
        HELLO,
        new WorkflowId("Hello"),
        active,
        new Wording(Cron.parse("* * * * *"), ZoneOffset.UTC, 3, Overlap.SKIP, CatchUp.NONE),
        Set.of());
  }

  private Occurrence at(int number) {
    return ledger().find(HELLO, due(number)).orElseThrow();
  }

  private List<Verdict> verdicts() {
    List<Verdict> verdicts = new ArrayList<>();
    schedules()
        .occurrences(HELLO, Optional.empty(), 100)
        .forEach(it -> verdicts.add(0, it.verdict()));
    return verdicts;
  }
}
