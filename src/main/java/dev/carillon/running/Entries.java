package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitKey;
import java.util.List;
import java.util.Map;

/**
 * What is written to a journal in one commit. Immutable.
 *
 * @param visits in the order in which they came to stand so; a visit may be there more than once
 * @param progress of running blocks, the newest of each
 */
public record Entries(List<Visit> visits, Map<VisitKey, JsonNode> progress) {
  /** Copies both. */
  public Entries {
    visits = List.copyOf(visits);
    progress = Map.copyOf(progress);
  }

  /** Returns one visit's. */
  public static Entries of(Visit visit) {
    return new Entries(List.of(visit), Map.of());
  }

  /** Tells whether there is nothing to write. */
  public boolean isEmpty() {
    return visits.isEmpty() && progress.isEmpty();
  }
}
