package dev.carillon.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * A time in which a schedule does not ring.
 *
 * @param from its first instant
 * @param until its end, exclusive; empty if somebody must end it
 * @param reason why, in somebody's words; may be empty
 * @param owner who paused it
 */
public record Pause(Instant from, Optional<Instant> until, String reason, String owner) {
  /** Tells whether the instant lies in it. */
  public boolean covers(Instant instant) {
    return !instant.isBefore(from) && until.map(instant::isBefore).orElse(true);
  }
}
