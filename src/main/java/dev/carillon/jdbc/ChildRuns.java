package dev.carillon.jdbc;

import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import dev.carillon.running.RunStore.ChildRun;
import dev.carillon.workflow.WorkflowId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What steps of a run asked for; along the index of children by their parents' steps. */
final class ChildRuns {
  private static final String ASKED_FOR = """
      select parent_step, id, workflow_name, state, started_at, ended_at from run
       where parent_id = :parent and parent_step between :first and :last
       order by parent_step, id""";

  private ChildRuns() {}

  static List<ChildRun> of(Handle handle, RunId parent, long first, long last) {
    return handle
        .createQuery(ASKED_FOR)
        .bind("parent", parent.value())
        .bind("first", first)
        .bind("last", last)
        .map((row, context) -> new ChildRun(
            row.getLong("parent_step"),
            new RunId(row.getString("id")),
            new WorkflowId(row.getString("workflow_name")),
            RunState.valueOf(row.getString("state")),
            Values.atIfAny(row, "started_at"),
            Values.atIfAny(row, "ended_at")))
        .list();
  }
}
