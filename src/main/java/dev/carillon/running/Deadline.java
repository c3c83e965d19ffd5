package dev.carillon.running;

import java.time.Instant;

/**
 * When the time of something is over.
 *
 * @param owner whose: the key of a visit, the block of an attempt of a {@code try}, or {@link #RUN}
 * @param at the instant
 */
record Deadline(String owner, Instant at) {
  /** The owner of the whole run's. */
  static final String RUN = "";
}
