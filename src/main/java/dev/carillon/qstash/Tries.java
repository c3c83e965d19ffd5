package dev.carillon.qstash;

import dev.carillon.qstash.Ask.Repeat;
import dev.carillon.scheduling.EngineUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again where that may help and can do no harm: on 429, on 5xx and where the line broke, with a
 * growing wait that no two callers share, or the one that QStash asked for. What would be done twice
 * is asked again only if it was surely not done: no connection was made, or the answer was 429.
 */
final class Tries {
  private static final Logger LOG = LoggerFactory.getLogger(Tries.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);

  private final Line line;
  private final QStashLimits limits;
  private final Troubles troubles;
  private final Clock clock;
  private final Sleeper sleeper;
  private final DoubleSupplier random;

  /**
   * @param clock measures the budget
   * @param random from 0 to 1, where in a wait's second half it ends
   */
  Tries(
      Line line,
      QStashLimits limits,
      Troubles troubles,
      Clock clock,
      Sleeper sleeper,
      DoubleSupplier random) {
    this.line = line;
    this.limits = limits;
    this.troubles = troubles;
    this.clock = clock;
    this.sleeper = sleeper;
    this.random = random;
  }

  /**
   * What came of it.
   *
   * @param reply a {@linkplain Reply#isFinal final} one
   * @param repeated whether an earlier try may have been carried out already
   */
  record Answered(Reply reply, boolean repeated) {}

  /** Returns the same with other limits. */
  Tries with(QStashLimits others) {
    return new Tries(line, others, troubles, clock, sleeper, random);
  }

  /**
   * Returns an answer.
   *
   * @throws EngineUnavailableException if none can be had
   * @throws dev.carillon.scheduling.EngineRefusedException if QStash limits us
   */
  Answered ask(Ask ask) {
    Instant end = clock.instant().plus(limits.budget());
    boolean maybeDone = false;
    for (int tried = 1; ; tried++) {
      RuntimeException why;
      Optional<Duration> wait;
      try {
        Reply reply = line.exchange(ask, shorter(limits.call(), left(end)));
        if (reply.isFinal()) {
          return new Answered(reply, maybeDone);
        }
        why = troubles.of(ask, reply);
        wait = wait(ask, reply, tried);
        maybeDone |= reply.status() != 429;
      } catch (BrokenLineException broken) {
        why = troubles.of(ask, broken);
        wait = wait(ask, broken, tried);
        maybeDone |= broken.isSent();
      }
      why = maybeDone ? Troubles.inDoubt(ask, why) : why;
      if (tried >= limits.tries() || wait.isEmpty() || wait.get().compareTo(left(end)) >= 0) {
        throw why;
      }
      LOG.debug(
          "asking QStash again in {} ms: {}: {}", wait.get().toMillis(), ask, why.getMessage());
      pause(wait.get(), why);
    }
  }

  private Optional<Duration> wait(Ask ask, Reply reply, int tried) {
    if (reply.status() != 429 && ask.repeat() == Repeat.IF_SURELY_NOT_DONE) {
      return Optional.empty();
    }
    Optional<Duration> asked = Waits.asked(reply, clock.instant());
    return asked.isPresent()
        ? asked.filter(it -> it.compareTo(limits.longestWait()) <= 0).map(this::alittleMore)
        : Optional.of(usual(tried));
  }

  private Optional<Duration> wait(Ask ask, BrokenLineException broken, int tried) {
    boolean harmless = !broken.isSent() || ask.repeat() == Repeat.ALWAYS;
    return broken.isWorthAnother() && harmless ? Optional.of(usual(tried)) : Optional.empty();
  }

  private Duration usual(int tried) {
    long whole = FIRST_WAIT.toMillis() << Math.min(tried, 10);
    long millis = whole / 2 + Math.round(whole / 2.0 * random.getAsDouble());
    return shorter(Duration.ofMillis(millis), limits.longestWait());
  }

  /** All who were told the same second would else come in the same second. */
  private Duration alittleMore(Duration asked) {
    return asked.plusMillis(Math.round(FIRST_WAIT.toMillis() * random.getAsDouble()));
  }

  private void pause(Duration wait, RuntimeException why) {
    try {
      sleeper.sleep(wait);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw why;
    }
    if (line.isClosed()) {
      throw why;
    }
  }

  private Duration left(Instant end) {
    Duration left = Duration.between(clock.instant(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
