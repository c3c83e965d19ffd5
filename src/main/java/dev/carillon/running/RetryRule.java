package dev.carillon.running;

import dev.carillon.run.Run;
import dev.carillon.run.Run.Ownership;
import dev.carillon.run.RunError;
import dev.carillon.run.RunState;
import dev.carillon.running.RunStore.AfterFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What follows a failed attempt: another one, and who brings it, or the end. Pure. */
final class RetryRule {
  /** How much later than its own time QStash may come before we take the attempt over. */
  static final Duration ENGINE_GRACE = Duration.ofSeconds(60);

  private static final Duration LONGEST = Duration.ofDays(1);

  /** No further attempt. */
  static final AfterFailure END = new AfterFailure(RunState.FAILED, Optional.empty());

  private RetryRule() {}

  static AfterFailure after(Run run, RunError error, Instant now) {
    if (run.isLastAttempt() || !error.isWorthRetrying()) {
      return END;
    }
    Duration usual = usual(run);
    Duration wait = asked(run, error).orElse(usual);
    if (run.deadline().filter(it -> !it.isAfter(now.plus(wait))).isPresent()) {
      // The run's time will be over by then.
      return END;
    }
    Duration grace = run.ownership() == Ownership.ENGINE ? ENGINE_GRACE : Duration.ZERO;
    return new AfterFailure(RunState.RETRYING, Optional.of(now.plus(wait).plus(grace)));
  }

  /**
   * Returns the pause that the other side asked for, if it is longer than the usual one. An engine
   * would not heed one of more than a day.
   */
  static Optional<Duration> asked(Run run, RunError error) {
    return error
        .retryAfter()
        .map(Duration::parse)
        .map(it -> run.ownership() == Ownership.ENGINE && it.compareTo(LONGEST) > 0 ? LONGEST : it)
        .filter(it -> it.compareTo(usual(run)) > 0);
  }

  /** Returns the pause that whoever brings the next attempt makes by itself. */
  private static Duration usual(Run run) {
    return run.ownership() == Ownership.ENGINE
        ? run.pauses().ofEngineAfter(run.attempts())
        : run.pauses().after(run.attempts());
  }
}
