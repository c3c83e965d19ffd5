package dev.carillon.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.cron.Cron;
import dev.carillon.occurrence.Occurrence.Reason;
import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.schedule.CatchUp;
import dev.carillon.schedule.Overlap;
import dev.carillon.schedule.Pause;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.watching.Health.Word;
import dev.carillon.watching.History.Past;
import dev.carillon.watching.History.Ran;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final List<Past> past = new ArrayList<>();
  private Optional<Pause> pause = Optional.empty();
  private boolean active = true;
  private Instant editedAt = NOON;

  private Health health() {
    Wording hourly =
        new Wording(Cron.parse("0 * * * *"), ZoneOffset.UTC, 3, Overlap.SKIP, CatchUp.LAST);
    Schedule schedule = new Schedule(
        new ScheduleId("hello"),
        new WorkflowId("hello"),
        active,
        1,
        hourly,
        Set.of(),
        Schedule.Sync.IN_SYNC,
        pause,
        editedAt);
    return Health.of(schedule, past, past, NOON.plusSeconds(1));
  }

  /** The next older one. */
  private Instant due() {
    return NOON.minus(Duration.ofHours(past.size()));
  }

  private HealthTest ran(RunState state, Duration late, Duration took) {
    Instant due = due();
    Instant start = due.plus(late);
    boolean ended = state == RunState.SUCCEEDED || state == RunState.FAILED;
    Ran run = new Ran(
        new RunId("run_01j9000000000000000000000" + past.size() % 10),
        state,
        state == RunState.PENDING ? Optional.empty() : Optional.of(start),
        ended ? Optional.of(start.plus(took)) : Optional.empty());
    past.add(new Past(due, Verdict.RAN, Optional.empty(), Optional.of(late), Optional.of(run)));
    return this;
  }

  private HealthTest ran(RunState state) {
    return ran(state, SECOND, SECOND);
  }

  private HealthTest not(Reason reason) {
    past.add(
        new Past(due(), reason.verdict(), Optional.of(reason), Optional.empty(), Optional.empty()));
    return this;
  }

  private HealthTest expected() {
    past.add(
        new Past(due(), Verdict.EXPECTED, Optional.empty(), Optional.empty(), Optional.empty()));
    return this;
  }

  @Test
  void onTimeAndWellIsFine() {
    Health health = ran(RunState.SUCCEEDED, SECOND, MINUTE)
        .ran(RunState.SUCCEEDED, SECOND, SECOND)
        .ran(RunState.FAILED)
        .health();

    assertThat(health.word()).isEqualTo(Word.FINE);
    assertThat(health.counts()).isEqualTo(new Health.Counts(3, 2, 1, 0, 0, 0));
    assertThat(health.runTime()).contains(new Health.Spread(SECOND, MINUTE));
    assertThat(health.lateness()).contains(new Health.Spread(SECOND, SECOND));
    assertThat(health.interval()).contains(Duration.ofHours(1));
  }

  @Test
  void withoutADueTimeItIsNew() {
    assertThat(health().word()).isEqualTo(Word.NEW);
    assertThat(HealthWords.english(health())).isEqualTo("No due time has passed yet.");
  }

  @Test
  void withNothingButAwaitedOnesItIsNewAndSaysSo() {
    assertThat(expected().health().word()).isEqualTo(Word.NEW);
    assertThat(HealthWords.english(health()))
        .isEqualTo("The newest due time has passed and is still awaited.");
    assertThat(HealthWords.russian(health()))
        .isEqualTo("Срок последнего назначенного запуска наступил, запуск ещё ожидается.");
    assertThat(HealthWords.english(expected().not(Reason.PAUSED).health()))
        .isEqualTo("The newest due times have passed and are still awaited.");
    assertThat(HealthWords.russian(health()))
        .isEqualTo("Сроки последних назначенных запусков наступили, запуски ещё ожидаются.");
    assertThat(health().counts()).isEqualTo(new Health.Counts(0, 0, 0, 1, 0, 2));
  }

  /** It has no row before its grace is over. */
  @Test
  void soDoesOneWhoseFirstDueTimeHasJustPassed() {
    editedAt = NOON.minusSeconds(600);

    assertThat(health().word()).isEqualTo(Word.NEW);
    assertThat(HealthWords.english(health()))
        .isEqualTo("The newest due time has passed and is still awaited.");
    assertThat(health().counts().expected()).isEqualTo(1);
    expected();
    assertThat(health().counts().expected()).as("it has its row").isEqualTo(1);
  }

  @Test
  void withNothingButSkippedOnesItIsNewAndSaysSo() {
    assertThat(not(Reason.PAUSED).health().word()).isEqualTo(Word.NEW);
    assertThat(HealthWords.english(health())).isEqualTo("The newest due time was skipped.");
    assertThat(HealthWords.russian(not(Reason.BLACKOUT).health()))
        .isEqualTo("Последние назначенные запуски пропущены.");
  }

  @Test
  void offAndPausedComeBeforeAllElse() {
    not(Reason.NOT_DELIVERED);
    pause = Optional.of(new Pause(NOON.minusSeconds(5), Optional.empty(), "", "ada"));
    assertThat(health().word()).isEqualTo(Word.PAUSED);
    assertThat(health().since()).contains(NOON.minusSeconds(5));
    active = false;
    assertThat(health().word()).isEqualTo(Word.OFF);
  }

  @Test
  void aPauseToComeIsNoneYet() {
    pause = Optional.of(new Pause(NOON.plusSeconds(60), Optional.empty(), "", "ada"));

    assertThat(ran(RunState.SUCCEEDED).health().word()).isEqualTo(Word.FINE);
  }

  @Test
  void theNewestMissedOnesAreCountedOverWhatWasSkippedAndIsExpected() {
    Health health = expected()
        .not(Reason.NOT_DELIVERED)
        .not(Reason.PAUSED)
        .not(Reason.WE_WERE_DOWN)
        .ran(RunState.FAILED)
        .not(Reason.NOT_DELIVERED)
        .health();

    assertThat(health.word()).isEqualTo(Word.MISSING);
    assertThat(health.inARow()).isEqualTo(2);
    assertThat(health.since()).contains(NOON.minus(Duration.ofHours(3)));
    assertThat(health.counts()).isEqualTo(new Health.Counts(1, 0, 1, 1, 3, 1));
  }

  @Test
  void whatRanAgainIsNotMissingAnyMore() {
    assertThat(ran(RunState.SUCCEEDED).not(Reason.NOT_DELIVERED).health().word())
        .isEqualTo(Word.FINE);
  }

  @Test
  void failedRunsAndThoseThatAreTriedAgainAreFailing() {
    Health health = ran(RunState.RUNNING)
        .ran(RunState.CANCELED)
        .ran(RunState.RETRYING)
        .ran(RunState.FAILED)
        .ran(RunState.SUCCEEDED)
        .health();

    assertThat(health.word()).isEqualTo(Word.FAILING);
    assertThat(health.inARow()).isEqualTo(2);
    assertThat(health.since()).contains(NOON.minus(Duration.ofHours(3)));
  }

  @Test
  void aRunThatTakesFourTimesAsLongAsItsLikeIsStuck() {
    ran(RunState.SUCCEEDED).ran(RunState.RUNNING).ran(RunState.SUCCEEDED, SECOND, MINUTE);

    assertThat(health().word()).as("an hour, where a minute is usual").isEqualTo(Word.STUCK);
    assertThat(health().since()).contains(NOON.minus(Duration.ofHours(1)).plusSeconds(1));

    past.clear();
    ran(RunState.SUCCEEDED)
        .ran(RunState.RUNNING)
        .ran(RunState.SUCCEEDED, SECOND, Duration.ofMinutes(16));
    assertThat(health().word()).as("an hour, where 16 minutes are usual").isEqualTo(Word.FINE);
  }

  @Test
  void aRunWithoutAnyBeforeItIsStuckAfterAnHour() {
    assertThat(ran(RunState.WAITING).ran(RunState.RUNNING).health().word())
        .as("an hour to the second")
        .isEqualTo(Word.FINE);
    assertThat(ran(RunState.PENDING).health().word()).as("two hours").isEqualTo(Word.STUCK);
  }

  @Test
  void aRunThatWaitsOnItsOwnTimerIsNotStuck() {
    for (int hours = 0; hours < 20; hours++) {
      ran(RunState.WAITING);
    }

    assertThat(health().word()).isEqualTo(Word.FINE);
  }

  @Test
  void madeMoreThanAMinuteLateIsLate() {
    Health health = ran(RunState.SUCCEEDED, Duration.ofSeconds(61), SECOND)
        .ran(RunState.SUCCEEDED, Duration.ofSeconds(300), SECOND)
        .ran(RunState.SUCCEEDED, Duration.ofSeconds(60), SECOND)
        .health();

    assertThat(health.word()).isEqualTo(Word.LATE);
    assertThat(health.inARow()).isEqualTo(2);
    assertThat(health.lateness())
        .contains(new Health.Spread(Duration.ofSeconds(61), Duration.ofSeconds(300)));
  }
}
