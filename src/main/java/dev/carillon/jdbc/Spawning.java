package dev.carillon.jdbc;

import dev.carillon.run.Visit;
import dev.carillon.running.Child;
import dev.carillon.running.Entries;
import dev.carillon.running.Lease;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Makes a run because a task of another asks for it. */
final class Spawning {
  private static final String INSERT = """
      insert into run (
        id, workflow_id, workflow_name, version, hash, revision, trigger, state, input, attempts,
        max_attempts, ownership, created_at, free_at, rank_at, fence, writes, parent_id,
        parent_step, parent_waits, depth, retry_delay)
      select
        :id, :workflow, :name, :version, :hash, 0, 'CHILD', 'PENDING', :input, 0,
        :maxAttempts, 'OURS', :at, :at, parent.rank_at, 0, 0, parent.id,
        step.number, :waits, parent.depth + 1, :delay
        from run parent join step on step.run_id = parent.id
       where parent.id = :parent and parent.depth < :deepest
         and step.block = :block and step.task = :task and step.visit = :visit
         and not exists (select 1 from run where id = :id)""";

  /**
   * A step that asks anew has the new child alone: one that ended before would let its parent go on
   * whenever that parks.
   */
  private static final String LEAVE_EARLIER = """
      update run set parent_step = null
       where parent_id = :parent and id <> :id and state in ('SUCCEEDED', 'FAILED', 'CANCELED')
         and parent_step = (
           select number from step
            where run_id = :parent and block = :block and task = :task and visit = :visit)""";

  private Spawning() {}

  /** The visit and its child are there together, or neither is; a second call makes no second. */
  static boolean spawn(Handle database, Lease lease, Visit visit, Child child, Instant at) {
    new JournalEntry(database, lease, new LargeValues(), at).write(Entries.of(visit));
    database
        .createUpdate(LEAVE_EARLIER)
        .bind("id", child.id().value())
        .bind("parent", lease.run().value())
        .bind("block", visit.key().block())
        .bind("task", visit.key().task())
        .bind("visit", visit.key().visit())
        .execute();
    database
        .createUpdate(INSERT)
        .bind("id", child.id().value())
        .bind("workflow", child.workflow().id().folded())
        .bind("name", child.workflow().id().value())
        .bind("version", child.workflow().version())
        .bind("hash", child.workflow().hash().value())
        .bind("input", Json.text(child.input()))
        .bind("maxAttempts", child.maxAttempts())
        .bind("at", Values.at(at))
        .bind("waits", child.awaited())
        .bind("delay", Values.text(child.delay()))
        .bind("parent", lease.run().value())
        .bind("deepest", child.deepest())
        .bind("block", visit.key().block())
        .bind("task", visit.key().task())
        .bind("visit", visit.key().visit())
        .execute();
    return RunRow.find(database, child.id()).isPresent();
  }
}
