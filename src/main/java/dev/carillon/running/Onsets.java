package dev.carillon.running;

import dev.carillon.run.RunId;
import java.time.Instant;

/**
 * Lets runs begin that their schedule does not want to begin at its due times, or skips them if others
 * are in their way by then. May be shared by threads and nodes.
 */
final class Onsets {
  private static final int AT_A_TIME = 100;

  private final RunStore runs;
  private final Stops stops;

  Onsets(RunStore runs, Stops stops) {
    this.runs = runs;
    this.stops = stops;
  }

  /** Decides about those whose time has come; who may begin is taken like any other run then. */
  void sweep(Instant now) {
    runs.toBegin(now, AT_A_TIME).forEach(run -> Walkers.guarded(() -> begin(run, now)));
  }

  private void begin(RunId run, Instant now) {
    runs.begin(run, now, Onset::of).ifPresent(onset -> {
      onset.ends().forEach(stops::follow);
      stops.follow(run);
    });
  }
}
