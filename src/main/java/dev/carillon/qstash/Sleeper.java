package dev.carillon.qstash;

import java.time.Duration;

/** Lets time pass between two tries. Shared by threads. */
public interface Sleeper {
  /** Returns after the time, or earlier if nothing is to be waited for any more. */
  void sleep(Duration time) throws InterruptedException;
}
