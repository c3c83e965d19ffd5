package dev.carillon.doctor;

import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.EngineTrouble;
import dev.carillon.scheduling.EngineUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks QStash once for all who want to know within some seconds. May be shared by threads. */
final class Line {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Remote remote;
  private final Clock clock;
  private Optional<Echo> last = Optional.empty();

  Line(Remote remote, Clock clock) {
    this.remote = remote;
    this.clock = clock;
  }

  /**
   * How QStash answered.
   *
   * @param at when it was asked
   * @param took until the answer
   * @param ahead how far its clock is ahead of ours, to a second; empty if it did not tell
   * @param trouble why there is no answer
   */
  record Echo(
      Instant at, Duration took, Optional<Duration> ahead, Optional<EngineTrouble> trouble) {}

  synchronized Echo ask() {
    Instant now = clock.instant();
    if (last.filter(it -> !it.at.isAfter(now) && it.at.plus(FRESH).isAfter(now)).isEmpty()) {
      last = Optional.of(asked(now));
    }
    return last.orElseThrow();
  }

  private Echo asked(Instant at) {
    long begun = System.nanoTime();
    try {
      Optional<Instant> told = remote.time();
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      Instant middle = at.plus(took.dividedBy(2));
      // The header tells whole seconds, cut off: half of one is the fairest guess.
      Optional<Duration> ahead = told.map(it -> Duration.between(middle, it.plusMillis(500)));
      return new Echo(at, took, ahead, Optional.empty());
    } catch (EngineRefusedException no) {
      return failed(at, begun, no.trouble());
    } catch (EngineUnavailableException silent) {
      return failed(at, begun, silent.trouble());
    }
  }

  private static Echo failed(Instant at, long begun, EngineTrouble trouble) {
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    return new Echo(at, took, Optional.empty(), Optional.of(trouble));
  }
}
