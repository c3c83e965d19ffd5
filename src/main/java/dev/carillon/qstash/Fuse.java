package dev.carillon.qstash;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Lets few ask at once, and for a while nobody after one asked in vain: where somebody waits who can
 * do without an answer, a slow QStash must not hold many of them. May be shared by threads.
 */
final class Fuse {
  private final Semaphore places;
  private final Duration rest;
  private final Clock clock;
  private final AtomicReference<Instant> blownUntil = new AtomicReference<>(Instant.MIN);

  /**
   * @param atOnce how many may ask at once
   * @param rest for how long nobody asks after one asked in vain
   */
  Fuse(int atOnce, Duration rest, Clock clock) {
    this.places = new Semaphore(atOnce);
    this.rest = rest;
    this.clock = clock;
  }

  /**
   * Asks, if it may be asked now; never waits for that.
   *
   * @return empty if it may not, or the answer is
   * @throws RuntimeException as the question does, after which nobody asks for a while
   */
  <T> Optional<T> ask(Supplier<Optional<T>> question) {
    if (clock.instant().isBefore(blownUntil.get()) || !places.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return question.get();
    } catch (RuntimeException inVain) {
      blownUntil.set(clock.instant().plus(rest));
      throw inVain;
    } finally {
      places.release();
    }
  }
}
