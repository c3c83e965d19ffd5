package dev.carillon.watching;

import dev.carillon.occurrence.Occurrence.Verdict;
import dev.carillon.run.RunState;
import dev.carillon.schedule.Schedule;
import dev.carillon.watching.History.Past;
import dev.carillon.watching.History.Ran;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How a schedule does, in one word and the figures behind it. Immutable.
 *
 * @param word the one word
 * @param inARow how many of the newest due times say so: missed ones, failed or late runs; else 0
 * @param since when the first of these was due, when the run that is stuck began, or when the pause
 *     began
 * @param counts what became of its newest due times
 * @param lateness of the newest ones that ran
 * @param runTime of their runs that succeeded
 * @param interval between its next two due times
 */
public record Health(
    Word word,
    int inARow,
    Optional<Instant> since,
    Counts counts,
    Optional<Spread> lateness,
    Optional<Spread> runTime,
    Optional<Duration> interval) {
  /** How many due times are looked at. */
  public static final int SPAN = 30;

  /** A run that is made later than this is late. */
  public static final Duration LATE = Duration.ofSeconds(60);

  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration NOT_LONG = Duration.ofMinutes(10);
  private static final int TIMES_AS_LONG = 4;

  /** How it does. The names are part of the API. */
  public enum Word {
    /** It is switched off. */
    OFF,
    /** It is paused. */
    PAUSED,
    /** Its newest due times did not run, and should have. */
    MISSING,
    /** A run takes far longer than its runs do. */
    STUCK,
    /** Its newest runs failed, or are tried again. */
    FAILING,
    /** Its newest runs were made late. */
    LATE,
    /** It had no due time yet that was to run. */
    NEW,
    /** All is well. */
    FINE;

    /** Tells whether somebody should look. */
    public boolean needsAttention() {
      return this == MISSING || this == STUCK || this == FAILING || this == LATE;
    }
  }

  /**
   * What became of due times.
   *
   * @param ran a run was made
   * @param succeeded whose run succeeded
   * @param failed whose run failed
   * @param skipped not to run
   * @param missed should have run
   * @param expected has passed, and nothing came of it yet
   */
  public record Counts(int ran, int succeeded, int failed, int skipped, int missed, int expected) {
    static Counts of(List<Past> judged, int withoutRow) {
      return new Counts(
          count(judged, it -> it.verdict() == Verdict.RAN),
          count(judged, it -> isIn(it, RunState.SUCCEEDED)),
          count(judged, it -> isIn(it, RunState.FAILED)),
          count(judged, it -> it.verdict() == Verdict.SKIPPED),
          count(judged, it -> it.verdict() == Verdict.MISSED),
          count(judged, it -> it.verdict() == Verdict.EXPECTED) + withoutRow);
    }

    private static int count(List<Past> judged, Predicate<Past> which) {
      return (int) judged.stream().filter(which).count();
    }
  }

  /**
   * The middle and the upper end of some durations, by the nearest rank.
   *
   * @param p50 half of them are not longer
   * @param p95 nineteen of twenty are not longer
   */
  public record Spread(Duration p50, Duration p95) {
    static Optional<Spread> of(Stream<Duration> some) {
      List<Duration> sorted = some.sorted().toList();
      return sorted.isEmpty()
          ? Optional.empty()
          : Optional.of(new Spread(at(sorted, 50), at(sorted, 95)));
    }

    private static Duration at(List<Duration> sorted, int percent) {
      return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }
  }

  /**
   * Judges.
   *
   * @param newest its newest due times, which are counted
   * @param recent its newest due times, the newest first, of which those that {@linkplain
   *     Past#tells() tell} how it does are looked at; it may go further back
   */
  public static Health of(Schedule schedule, List<Past> newest, List<Past> recent, Instant now) {
    // What was skipped on purpose says nothing, and neither does what waits for its turn.
    List<Past> telling = recent.stream().filter(Past::tells).toList();
    Optional<Spread> runTime = Spread.of(telling.stream()
        .filter(it -> isIn(it, RunState.SUCCEEDED))
        .flatMap(it -> it.run().flatMap(Ran::took).stream()));
    Finding word = word(schedule, telling, runTime, now);
    return new Health(
        word.word(),
        word.inARow(),
        word.since(),
        Counts.of(newest, withoutRow(schedule, newest, now)),
        Spread.of(telling.stream().flatMap(it -> it.lateness().stream())),
        runTime,
        interval(schedule, now));
  }

  /** A due time has no row before it is rung or its grace is over. */
  private static int withoutRow(Schedule schedule, List<Past> newest, Instant now) {
    return schedule.active()
            && schedule
                .wording()
                .previous(now)
                .filter(schedule.updatedAt()::isBefore)
                .filter(due -> newest.stream().noneMatch(it -> !it.dueTime().isBefore(due)))
                .isPresent()
        ? 1
        : 0;
  }

  private record Finding(Word word, int inARow, Optional<Instant> since) {
    static Finding of(Word word, Optional<Instant> since) {
      return new Finding(word, 0, since);
    }

    static Finding of(Word word, List<Past> row) {
      return new Finding(word, row.size(), Optional.of(row.get(row.size() - 1).dueTime()));
    }
  }

  private static Finding word(
      Schedule schedule, List<Past> telling, Optional<Spread> runTime, Instant now) {
    if (!schedule.active()) {
      return Finding.of(Word.OFF, Optional.empty());
    }
    if (schedule.pause().filter(it -> it.covers(now)).isPresent()) {
      return Finding.of(Word.PAUSED, schedule.pause().map(it -> it.from()));
    }
    List<Past> missed = row(telling, it -> it.verdict() == Verdict.MISSED);
    if (!missed.isEmpty()) {
      return Finding.of(Word.MISSING, missed);
    }
    Optional<Instant> stuck = stuck(telling, runTime, now);
    if (stuck.isPresent()) {
      return Finding.of(Word.STUCK, stuck);
    }
    List<Past> ended = telling.stream().filter(Health::saysHowItWent).toList();
    List<Past> failed = row(ended, it -> !isIn(it, RunState.SUCCEEDED));
    if (!failed.isEmpty()) {
      return Finding.of(Word.FAILING, failed);
    }
    List<Past> late =
        row(telling, it -> it.lateness().filter(by -> by.compareTo(LATE) > 0).isPresent());
    if (!late.isEmpty()) {
      return Finding.of(Word.LATE, late);
    }
    return Finding.of(telling.isEmpty() ? Word.NEW : Word.FINE, Optional.empty());
  }

  private static List<Past> row(List<Past> newest, Predicate<Past> which) {
    return newest.stream().takeWhile(which).toList();
  }

  private static boolean saysHowItWent(Past past) {
    return isIn(past, RunState.SUCCEEDED)
        || isIn(past, RunState.FAILED)
        || isIn(past, RunState.RETRYING);
  }

  private static boolean isIn(Past past, RunState state) {
    return past.run().filter(it -> it.state() == state).isPresent();
  }

  /** A run that waits on a timer of its own is not stuck. */
  private static Optional<Instant> stuck(
      List<Past> telling, Optional<Spread> runTime, Instant now) {
    Duration most = runTime
        .map(it -> it.p95().multipliedBy(TIMES_AS_LONG))
        .map(it -> it.compareTo(NOT_LONG) < 0 ? NOT_LONG : it)
        .orElse(LONG);
    return telling.stream()
        .filter(it -> isIn(it, RunState.RUNNING) || isIn(it, RunState.PENDING))
        .map(it -> it.run().flatMap(Ran::startedAt).orElse(it.dueTime()))
        .filter(begun -> begun.plus(most).isBefore(now))
        .min(Instant::compareTo);
  }

  private static Optional<Duration> interval(Schedule schedule, Instant now) {
    List<Instant> next = schedule.wording().timetable().upcoming(now, 2);
    return next.size() < 2
        ? Optional.empty()
        : Optional.of(Duration.between(next.get(0), next.get(1)));
  }
}
