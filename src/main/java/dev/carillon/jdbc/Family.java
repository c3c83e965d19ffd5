package dev.carillon.jdbc;

import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Runs and the runs that they asked for. Whoever ends a run locks its parent first, so that a parent
 * that is about to wait for it and its end see each other; locks are taken from the top down.
 */
final class Family {
  private static final String LOCK_PARENT = """
      select id from run
       where id = (select parent_id from run where id = :run and parent_waits) for update""";

  private static final String PARENT = """
      select parent_id as id from run where id = :run and parent_waits""";

  private static final String WAKE = """
      update run set free_at = :at
       where id = :parent and state = 'WAITING' and (free_at is null or free_at > :at)""";

  private static final String CANCEL = """
      update run
         set state = 'CANCELED', cancel_reason = :reason, canceled_by = :by, ended_at = :at,
             free_at = null, lease_owner = null
       where id = :run and state in ('PENDING', 'RUNNING', 'WAITING', 'RETRYING')""";

  private static final String CHILDREN = """
      select id from run
       where parent_id = :run and parent_waits
         and state in ('PENDING', 'RUNNING', 'WAITING', 'RETRYING')
       order by id""";

  /** A child that ended while its parent was on its way to wait for it. */
  private static final String ENDED = """
      select child.id from run child
        join step on step.run_id = child.parent_id and step.number = child.parent_step
       where child.parent_id = :run and child.parent_waits
         and child.state in ('SUCCEEDED', 'FAILED', 'CANCELED')
         and step.state in ('RUNNING', 'WAITING')
       fetch first 1 row only""";

  private static final String DESCENDANTS = """
      with recursive family (id) as (
        select id from run where parent_id = :run and parent_waits
        union all
        select run.id from run join family on run.parent_id = family.id where run.parent_waits)
      select id from family""";

  private static final String TOP = """
      with recursive above (id, waiter) as (
        select id, case when parent_waits then parent_id end from run where id = :run
        union all
        select run.id, case when run.parent_waits then run.parent_id end
          from run join above on run.id = above.waiter)
      select id from above where waiter is null""";

  private Family() {}

  /** Locks the parent that waits for a run, if there is one, and returns it. */
  static Optional<RunId> lockParent(Handle database, RunId run) {
    Optional<RunId> locked = parent(database, LOCK_PARENT, run);
    // While we stood in line for the lock, another run may have taken its place.
    return locked.isEmpty() || locked.equals(parent(database, PARENT, run))
        ? locked
        : lockParent(database, run);
  }

  private static Optional<RunId> parent(Handle database, String sql, RunId run) {
    return database
        .createQuery(sql)
        .bind("run", run.value())
        .map((row, context) -> new RunId(row.getString("id")))
        .findOne();
  }

  /** Lets a parent that waits go on at once. */
  static void wake(Handle database, RunId parent, Instant at) {
    database
        .createUpdate(WAKE)
        .bind("parent", parent.value())
        .bind("at", Values.at(at))
        .execute();
  }

  /** Ends a run and whom it waits for; returns those that were not ended. */
  static List<RunId> cancel(Handle database, RunId run, String reason, Instant at) {
    return cancel(database, run, new Run.Canceled(reason, Optional.empty()), at);
  }

  /** As the other one, by somebody's wish. */
  static List<RunId> cancel(Handle database, RunId run, Run.Canceled wish, Instant at) {
    return cancel(database, run, new Reach(run, top(database, run)), wish, at);
  }

  /**
   * How far a cancellation goes.
   *
   * @param from where it began
   * @param top who waits for that, in the end: it is under way until all have stopped
   */
  private record Reach(RunId from, RunId top) {}

  private static RunId top(Handle database, RunId run) {
    return database
        .createQuery(TOP)
        .bind("run", run.value())
        .map((row, context) -> new RunId(row.getString("id")))
        .findFirst()
        .orElse(run);
  }

  private static List<RunId> cancel(
      Handle database, RunId run, Reach reach, Run.Canceled wish, Instant at) {
    List<RunId> ended = new ArrayList<>();
    Stopping.begin(database, run, reach.top(), at);
    int canceled = database
        .createUpdate(CANCEL)
        .bind("run", run.value())
        .bind("reason", AnswerColumns.storable(wish.reason()))
        .bind("by", Values.text(wish.by()))
        .bind("at", Values.at(at))
        .execute();
    if (canceled == 1) {
      ended.add(run);
      RunEnds.endAttempt(database, run, Optional.empty(), at);
      BreakOff.all(database, run, at);
      Run.Canceled along = along(run, reach.from(), wish);
      database
          .createQuery(CHILDREN)
          .bind("run", run.value())
          .map((row, context) -> new RunId(row.getString("id")))
          .list()
          .forEach(child -> ended.addAll(cancel(database, child, reach, along, at)));
    }
    return ended;
  }

  /** What is said of those that were ended only because nobody waits for them any more. */
  private static Run.Canceled along(RunId run, RunId root, Run.Canceled wish) {
    String why = "the run " + root + " that waited for it was canceled";
    return run.equals(root)
        ? new Run.Canceled(wish.reason().isEmpty() ? why : why + ": " + wish.reason(), wish.by())
        : wish;
  }

  /** Tells whether a run that is about to wait has a child that it need not wait for any more. */
  static boolean hasEnded(Handle database, RunId run) {
    return database.createQuery(ENDED).bind("run", run.value()).mapTo(String.class).stream()
        .findFirst()
        .isPresent();
  }

  /** Returns all that a run waits for, and they in turn. */
  static List<RunId> descendants(Handle database, RunId run) {
    return database
        .createQuery(DESCENDANTS)
        .bind("run", run.value())
        .map((row, context) -> new RunId(row.getString("id")))
        .list();
  }
}
