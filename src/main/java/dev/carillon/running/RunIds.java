package dev.carillon.running;

import dev.carillon.run.RunId;
import java.security.SecureRandom;
import java.time.Clock;

/** Gives out ids for runs. May be shared by threads. */
public final class RunIds {
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** Takes the clock whose time the ids begin with. */
  public RunIds(Clock clock) {
    this.clock = clock;
  }

  /** Returns an id that was not given out before. */
  public RunId next() {
    return RunId.of(clock.millis(), random.nextLong(), random.nextLong());
  }
}
