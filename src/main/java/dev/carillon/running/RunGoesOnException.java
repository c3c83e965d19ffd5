package dev.carillon.running;

import dev.carillon.run.RunId;

/** Thrown when a dead letter is to be sent again whose run is still being tried. */
public final class RunGoesOnException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunGoesOnException(RunId run) {
    super("QStash gave this message up, but its run " + run
        + " goes on by itself; wait for its end, or cancel it first");
  }
}
