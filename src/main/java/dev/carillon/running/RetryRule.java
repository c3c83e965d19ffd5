package dev.carillon.running;

import dev.carillon.run.Backoff;
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

  private RetryRule() {}

  static AfterFailure after(Run run, RunError error, Instant now) {
    if (run.isLastAttempt() || !error.isWorthRetrying()) {
      return new AfterFailure(RunState.FAILED, Optional.empty());
    }
    Duration wait = wait(run, error);
    Duration grace = run.ownership() == Ownership.ENGINE ? ENGINE_GRACE : Duration.ZERO;
    return new AfterFailure(RunState.RETRYING, Optional.of(now.plus(wait).plus(grace)));
  }

  /** Returns the pause: the back-off, or longer if the other side asked for more. */
  private static Duration wait(Run run, RunError error) {
    Duration backoff = Backoff.after(run.attempts());
    Duration asked = error.retryAfter().map(Duration::parse).orElse(Duration.ZERO);
    return asked.compareTo(backoff) > 0 ? asked : backoff;
  }
}
