package dev.carillon.running;

import dev.carillon.run.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a new run of a schedule may begin. Immutable.
 *
 * @param queued whether it waits until no other run has its schedule's slot
 * @param ends the runs that are canceled for its sake
 * @param notBefore the instant before which it does not begin, if its schedule spreads its runs
 */
public record Turn(boolean queued, List<RunId> ends, Optional<Instant> notBefore) {
  /** Nobody is in its way. */
  public static final Turn AT_ONCE = new Turn(false, List.of());

  /** It waits for whoever is before it. */
  public static final Turn QUEUED = new Turn(true, List.of());

  /** May begin at any time. */
  public Turn(boolean queued, List<RunId> ends) {
    this(queued, ends, Optional.empty());
  }

  /** Copies the list. */
  public Turn {
    ends = List.copyOf(ends);
  }

  /** Returns it for a run that was to begin at an instant that has passed. */
  Turn notBefore(Instant instant) {
    return new Turn(queued, ends, Optional.of(instant));
  }

  /** Returns that of a run that begins at an instant to come: who is in its way is seen then. */
  static Turn at(Instant instant) {
    return AT_ONCE.notBefore(instant);
  }

  /** Tells whether its time to begin has come, whoever else is in its way. */
  public boolean isDue(Instant now) {
    return notBefore.filter(it -> it.isAfter(now)).isEmpty();
  }
}
