package dev.carillon.watching;

import dev.carillon.occurrence.Occurrence;
import dev.carillon.run.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was decided about the next due times of a revision; it is written in one transaction.
 *
 * @param rows the due times that get their row; the EXPECTED ones wait to be caught up
 * @param next how far it is accounted for now; empty if the revision has no due time left
 * @param toRing the due time that is to be rung now, the one that {@code next} stands at
 * @param more whether there is more to decide at once
 */
public record Judgement(
    List<Occurrence> rows, Optional<Cursor> next, Optional<ToRing> toRing, boolean more) {
  /** A due time that we ring ourselves, and why. */
  public record ToRing(Instant due, Trigger trigger) {}

  /** Copies the list. */
  public Judgement {
    rows = List.copyOf(rows);
  }
}
