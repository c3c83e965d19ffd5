package dev.carillon.running;

import dev.carillon.run.RunId;
import java.util.List;

/**
 * When a new run of a schedule may begin. Immutable.
 *
 * @param queued whether it waits until no other run has its schedule's slot
 * @param ends the runs that are canceled for its sake
 */
public record Turn(boolean queued, List<RunId> ends) {
  /** Nobody is in its way. */
  public static final Turn AT_ONCE = new Turn(false, List.of());

  /** It waits for whoever is before it. */
  public static final Turn QUEUED = new Turn(true, List.of());

  /** Copies the list. */
  public Turn {
    ends = List.copyOf(ends);
  }
}
