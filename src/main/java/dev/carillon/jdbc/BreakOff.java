package dev.carillon.jdbc;

import dev.carillon.run.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What is open in a part of a run, and is broken off from around it. */
final class BreakOff {
  /** Whatever is inside begins with the block and a slash; 0 is the character behind the slash. */
  private static final String INSIDE = """
      (step.block = :block or (step.block >= :block || '/' and step.block < :block || '0'))""";

  private static final String ALL_OPEN = """
      update step set state = 'CANCELED', ended_at = :at
       where run_id = :run and state in ('RUNNING', 'WAITING')""";

  private static final String OPEN = ALL_OPEN + " and " + INSIDE;

  /** Of a visit that waits for a child, the block may be its own key. */
  private static final String ITSELF = """
      step.block || '/' || step.task
        || case when step.visit = 1 then '' else '#' || cast(step.visit as varchar(12)) end
        = :block""";

  private static final String CHILDREN = """
      select child.id from run child
        join step on step.run_id = child.parent_id and step.number = child.parent_step
       where child.parent_id = :run and child.parent_waits
         and child.state in ('PENDING', 'RUNNING', 'WAITING', 'RETRYING')
         and (\s""" + INSIDE + " or " + ITSELF + ")";

  private BreakOff() {}

  /** Closes what is open in a run that is over. */
  static void all(Handle database, RunId run, Instant at) {
    database
        .createUpdate(ALL_OPEN)
        .bind("run", run.value())
        .bind("at", Values.at(at))
        .execute();
  }

  static List<RunId> of(Handle database, RunId run, String block, String reason, Instant at) {
    List<RunId> ended = new ArrayList<>();
    database
        .createQuery(CHILDREN)
        .bind("run", run.value())
        .bind("block", block)
        .map((row, context) -> new RunId(row.getString("id")))
        .list()
        .forEach(child -> ended.addAll(Family.cancel(database, child, reason, at)));
    database
        .createUpdate(OPEN)
        .bind("run", run.value())
        .bind("block", block)
        .bind("at", Values.at(at))
        .execute();
    return ended;
  }
}
