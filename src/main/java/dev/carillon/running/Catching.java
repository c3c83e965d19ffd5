package dev.carillon.running;

import dev.carillon.run.ErrorType;
import dev.carillon.run.RunError;
import dev.carillon.workflow.ErrorFilter;
import dev.carillon.workflow.Handler;
import dev.carillon.workflow.RetryPolicy;
import dev.carillon.workflow.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Decides whether an error is caught, and whether and when what failed is tried again. */
final class Catching {
  private final Surroundings at;
  private final Handler handler;
  private final Scope scope;

  /**
   * @param scope what {@code catch} sees: the task's input, and the error under its name
   */
  Catching(Surroundings at, Handler handler, Scope scope) {
    this.at = at;
    this.handler = handler;
    this.scope = scope;
  }

  boolean isCaught(RunError error) {
    return matches(handler.filter(), error) && holds(handler.when(), handler.exceptWhen(), scope);
  }

  private static boolean matches(ErrorFilter filter, RunError error) {
    return filter.type().map(error.type()::equals).orElse(true)
        && (filter.status().isEmpty() || filter.status().getAsInt() == error.status())
        && filter.instance().map(it -> error.instance().equals(Optional.of(it))).orElse(true)
        && filter.title().map(error.title()::equals).orElse(true)
        && filter.detail().map(it -> error.detail().equals(Optional.of(it))).orElse(true);
  }

  private boolean holds(Optional<Template> when, Optional<Template> exceptWhen, Scope seen) {
    return when.map(it -> at.holds(it, seen)).orElse(true)
        && !exceptWhen.map(it -> at.holds(it, seen)).orElse(false);
  }

  /** Returns the next attempt, or empty if there is none. */
  Optional<Attempts> retry(Attempts made, RunError error, Instant now) {
    return handler.retry().flatMap(policy -> retry(policy, made, error, now));
  }

  private Optional<Attempts> retry(RetryPolicy policy, Attempts made, RunError error, Instant now) {
    boolean spent =
        policy.count().isPresent() && made.number() > policy.count().getAsInt() || isInVain(error);
    Scope seen = scope.with("error", ErrorValue.of(error));
    if (spent || !holds(policy.when(), policy.exceptWhen(), seen)) {
      return Optional.empty();
    }
    Instant next = now.plus(pause(policy, made.number(), error, seen));
    boolean tooLate = policy
        .duration()
        .map(it -> next.isAfter(made.since().plus(at.duration(it, seen))))
        .orElse(false);
    return tooLate
        ? Optional.empty()
        : Optional.of(made.next(Optional.of(next).filter(it -> it.isAfter(now))));
  }

  /** What is not here does not come by itself: it is tried again only where that was meant. */
  private boolean isInVain(RunError error) {
    boolean meant =
        handler.filter().type().isPresent() || handler.filter().status().isPresent();
    boolean lacking =
        error.type().equals(ErrorType.CONFIGURATION.uri()) || Secrets.isMissing(error);
    return lacking && !meant;
  }

  /** Returns the policy's pause, or longer if the other side asked for more. */
  private Duration pause(RetryPolicy policy, int retry, RunError error, Scope seen) {
    Duration delay = policy.delay().map(it -> at.duration(it, seen)).orElse(Duration.ZERO);
    Duration own = policy
        .backoff()
        .pause(delay, retry)
        .plus(policy.jitter().map(it -> chance(it, seen)).orElse(Duration.ZERO));
    Duration asked = error.retryAfter().map(Duration::parse).orElse(Duration.ZERO);
    return asked.compareTo(own) > 0 ? asked : own;
  }

  private Duration chance(RetryPolicy.Jitter jitter, Scope seen) {
    long from = at.duration(jitter.from(), seen).toMillis();
    long to = at.duration(jitter.to(), seen).toMillis();
    return Duration.ofMillis(to > from ? ThreadLocalRandom.current().nextLong(from, to + 1) : from);
  }

  /** Returns when an attempt's time is over. */
  Optional<Instant> deadline(Instant now) {
    return at.deadline(handler.retry().flatMap(RetryPolicy::attemptDuration), scope, now);
  }
}
