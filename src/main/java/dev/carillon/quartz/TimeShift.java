package dev.carillon.quartz;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/**
 * Converts between our clock and the system's. Quartz has no clock to set and goes by the system's;
 * due times are told by ours. May be shared by threads.
 */
final class TimeShift {
  /** Two clocks are never read at the same moment: smaller changes are taken for that. */
  private static final Duration NOTICEABLE = Duration.ofMillis(100);

  /** Quartz lets go up to 2 ms ahead of time and drops fractions; nothing shall ring early. */
  private static final Duration NOT_EARLY = Duration.ofMillis(3);

  private final Clock ours;
  private final Clock system;
  private volatile Duration ahead;

  TimeShift(Clock ours, Clock system) {
    this.ours = ours;
    this.system = system;
    this.ahead = measured();
  }

  /** Returns what our clock shows. */
  Instant now() {
    return ours.instant();
  }

  /** Returns by how much our clock is ahead of the system's; the same until that changes. */
  Duration ahead() {
    Duration seen = measured();
    if (seen.minus(ahead).abs().compareTo(NOTICEABLE) > 0) {
      ahead = seen;
    }
    return ahead;
  }

  /** Returns when Quartz has to let go for something that is due at an instant of ours. */
  Date toSystem(Instant due) {
    return Date.from(due.minus(ahead()).plus(NOT_EARLY));
  }

  /** Returns the instant of ours that Quartz's time stands for. */
  Instant toOurs(Date fireTime) {
    return fireTime.toInstant().plus(ahead()).minus(NOT_EARLY);
  }

  private Duration measured() {
    Instant now = ours.instant();
    return Duration.between(system.instant(), now);
  }
}
