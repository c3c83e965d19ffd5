package dev.carillon.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. May be shared by threads. */
public class MovingClock extends Clock {
  private final AtomicReference<Instant> now;

  public MovingClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  /** Returns a clock that stands at that instant. */
  public static MovingClock at(String instant) {
    return new MovingClock(Instant.parse(instant));
  }

  public void moveBy(Duration step) {
    now.updateAndGet(it -> it.plus(step));
  }

  public void moveTo(Instant instant) {
    now.set(instant);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
