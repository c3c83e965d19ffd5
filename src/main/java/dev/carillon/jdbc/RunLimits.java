package dev.carillon.jdbc;

import dev.carillon.run.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * How many runs of a workflow may be under way at a time. One that waits for its beginning, or for
 * its next attempt, is let in when there is room, whatever is due first first. Whom another run waits
 * for is let in always, for that run is under way already; but it counts.
 */
final class RunLimits {
  private static final String WAITS_OUTSIDE = """
      run.state in ('PENDING', 'RETRYING') and not run.parent_waits""";

  /** A canceled run is under way until its walker has let go. */
  private static final String UNDER_WAY = """
      (select count(*) from run busy
         where busy.workflow_id = workflow.id and busy.state in ('RUNNING', 'WAITING'))
      + (select count(*) from stopping join run busy on busy.id = stopping.run_id
         where busy.workflow_id = workflow.id and stopping.until_at > :now)""";

  /** Holds of runs that need no room, and of those whose workflow has some. */
  static final String HAS_ROOM = "(not (" + WAITS_OUTSIDE + """
      ) or run.workflow_id not in (
        select workflow.id from workflow
         where workflow.run_limit is not null and workflow.run_limit <=\s""" + UNDER_WAY + "))";

  /** Whoever lets a run of the workflow in holds this row meanwhile. */
  private static final String LOCK = """
      select id from workflow
       where run_limit is not null
         and id = (select workflow_id from run where id = :run and\s""" + WAITS_OUTSIDE + """
      ) for update""";

  private static final String ROOM = "select run_limit - (" + UNDER_WAY
      + ") from workflow where id = :workflow and run_limit is not null";

  private static final String FIRST =
      "select run.id from run where run.workflow_id = :workflow and "
          + WAITS_OUTSIDE + " and run.free_at <= :now and " + Leases.HAS_ITS_SLOT
          + " order by run.rank_at, run.id fetch first :room rows only";

  private RunLimits() {}

  /** Locks the workflow of a run that needs room, if its runs are limited, and returns its id. */
  static Optional<String> lock(Handle database, RunId run) {
    return database
        .createQuery(LOCK)
        .bind("run", run.value())
        .mapTo(String.class)
        .findOne();
  }

  /** Tells whether the run is among those that are let in now; the workflow is locked. */
  static boolean admits(Handle database, String workflow, RunId run, Instant now) {
    return first(database, workflow, now).contains(run);
  }

  /** Returns those of a workflow that could be let in now, in the order of their due times. */
  static List<RunId> first(Handle database, String workflow, Instant now) {
    int room = database
        .createQuery(ROOM)
        .bind("workflow", workflow)
        .bind("now", Values.at(now))
        .mapTo(Integer.class)
        .findOne()
        .orElse(0);
    return room <= 0
        ? List.of()
        : database
            .createQuery(FIRST)
            .bind("workflow", workflow)
            .bind("now", Values.at(now))
            .bind("room", room)
            .map((row, context) -> new RunId(row.getString("id")))
            .list();
  }
}
