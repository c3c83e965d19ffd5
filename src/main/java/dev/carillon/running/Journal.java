package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.RunId;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What runs have done, visit by visit. May be shared by threads and nodes; each method is one
 * transaction, durable when it returns. Any method may throw {@link StoreUnavailableException}.
 *
 * <p>Reading is made for going on where a walk was: its cost does not grow with the number of visits
 * that lie behind.
 */
public interface Journal {
  /** Returns the visit of a block that was begun last, or empty if the block has none. */
  Optional<Visit> last(RunId run, String block);

  /** Returns one visit. */
  Optional<Visit> find(RunId run, VisitKey key);

  /**
   * Returns how often a task of a block was visited.
   *
   * @param task index and escaped name, as in {@link VisitKey#task()}
   */
  int visits(RunId run, String block, String task);

  /** Returns the context that was exported last, or empty if none was. */
  Optional<JsonNode> context(RunId run);

  /** Returns the newest outputs of the tasks of these names that are done; others are left out. */
  Map<String, JsonNode> outputs(RunId run, Set<String> names);

  /** Returns how much the journal of a run holds. */
  Extent extent(RunId run);

  /**
   * Writes visits: adds each, or replaces what is there under its key and was not done; and moves
   * running blocks on, leaving the rest of their visits as it is.
   *
   * @param now the lease's run must be held at this instant
   * @return how much the journal holds now
   * @throws LeaseLostException if the lease is lost; nothing is written
   */
  Extent write(Lease lease, Entries entries, Instant now);

  /** Writes one visit. */
  default Extent write(Lease lease, Visit visit, Instant now) {
    return write(lease, Entries.of(visit), now);
  }

  /**
   * Breaks off what is open in a block or deeper: such visits become CANCELED, and the runs that
   * they wait for are ended.
   *
   * @param block a block, or the key of a visit for all that is inside it
   * @return the runs that were ended
   * @throws LeaseLostException if the lease is lost; nothing is written
   */
  List<RunId> breakOff(Lease lease, String block, String reason, Instant now);

  /**
   * Returns visits in the order in which they were begun.
   *
   * @param offset the number of the last visit of the page before; 0 for the first page
   */
  List<Entry> page(RunId run, long offset, int limit);

  /** Returns the visits that were begun last, still in the order in which they were begun. */
  List<Entry> newest(RunId run, int limit);

  /**
   * A visit with its number.
   *
   * @param number grows in the order of beginning
   */
  record Entry(long number, Visit visit) {}
}
