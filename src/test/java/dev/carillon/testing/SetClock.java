package dev.carillon.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test sets, and that goes on from there. May be shared by threads. */
public final class SetClock extends Clock {
  private final Clock system = Clock.systemUTC();
  private volatile Duration ahead;

  /** Makes one that shows the instant now. */
  public SetClock(Instant now) {
    set(now);
  }

  /** Makes it show the instant now. */
  public void set(Instant now) {
    ahead = Duration.between(system.instant(), now);
  }

  @Override
  public Instant instant() {
    return system.instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("instants only");
  }
}
