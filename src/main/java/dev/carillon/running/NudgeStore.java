package dev.carillon.running;

import dev.carillon.run.MessageId;
import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps by which message a parked run is to be woken. The run's own row says when it goes on; nothing
 * here is needed for that. A nudge that comes is forgotten as it is admitted. May be shared by threads and nodes; each method is one transaction.
 */
public interface NudgeStore {
  /**
   * Returns runs that are parked, by us, and have no nudge for the instant that they wait for.
   *
   * @param soonest only those that are to wake after this
   * @param stale what a node took on itself before this and did not do, another may
   */
  List<RunId> wanting(Instant soonest, Instant stale, int limit);

  /**
   * Takes it on this node to have a run nudged. Of many that try, one does.
   *
   * @return empty if the run is not parked by us until after {@code soonest}, is nudged for that
   *     instant already, or another node is at it
   */
  Optional<Task> take(RunId run, Instant soonest, Instant stale, Instant now);

  /**
   * A nudge to send.
   *
   * @param run whom it wakes
   * @param wakeAt when
   * @param outdated the nudge for another instant that it replaces, if there was one
   */
  record Task(Run run, Instant wakeAt, Optional<MessageId> outdated) {}

  /** Writes down that it was sent; returns false if nobody wants it any more. */
  boolean sent(Task task, MessageId nudge);

  /** Returns runs that have ended and whose nudge is not taken back yet. */
  List<RunId> useless(int limit);

  /** Forgets a run's nudge and returns it, if there is one that did not come. */
  Optional<MessageId> forget(RunId run);
}
